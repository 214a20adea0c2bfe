from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from aipaint_desktop.ui.window.main_window import MainWindow


def test_k_makes_the_colour_darker_and_shift_k_lighter(window: MainWindow) -> None:
    window.colours.set_colour(QColor("#4080c0"))
    QTest.keyClick(window.canvas, "K")
    darker = window.colours.colour
    assert darker.lightness() < QColor("#4080c0").lightness()
    assert abs(darker.hsvHue() - QColor("#4080c0").hsvHue()) < 6
    QTest.keyClick(window.canvas, "K", Qt.KeyboardModifier.ShiftModifier)
    back = window.colours.colour
    assert abs(back.red() - 0x40) + abs(back.green() - 0x80) + abs(back.blue() - 0xC0) <= 3
