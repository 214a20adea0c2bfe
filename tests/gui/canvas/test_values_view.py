from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.window.main_window import MainWindow

_BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def in_the_middle(window: MainWindow) -> QColor:
    canvas = window.canvas
    return canvas.grab().toImage().pixelColor(canvas.rect().center())


def test_values_are_shown_while_the_picture_keeps_its_colours(window: MainWindow, qtbot: QtBot) -> None:
    window.colours.set_colour(QColor(255, 0, 0))
    QTest.keyClick(window.canvas, "F")
    QTest.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=window.canvas.rect().center())
    qtbot.waitUntil(lambda: in_the_middle(window) == QColor(255, 0, 0))
    QTest.keyClick(window.canvas, "Y", _BOTH)
    grey = in_the_middle(window)
    assert grey.red() == grey.green() == grey.blue()
    assert abs(grey.red() - 127) <= 1
    document = window.canvas.document
    assert document.composite()[document.height // 2, document.width // 2].tolist() == [255, 0, 0, 255]
    QTest.keyClick(window.canvas, "Y", _BOTH)
    assert in_the_middle(window) == QColor(255, 0, 0)


def test_only_what_was_painted_with_is_recent(window: MainWindow, qtbot: QtBot) -> None:
    colours = window.colours
    colours.set_colour(QColor("#123456"))
    window.layers.commands.duplicate()
    assert colours.recent == []
    QTest.keyClick(window.canvas, "F")
    QTest.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=window.canvas.rect().center())
    qtbot.waitUntil(lambda: [colour.name() for colour in colours.recent] == ["#123456"])
    colours.set_colour(QColor("#654321"))
    window.canvas.undo()
    window.canvas.document.redo()
    assert [colour.name() for colour in colours.recent] == ["#123456"]
