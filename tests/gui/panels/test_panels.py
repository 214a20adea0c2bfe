"""How panels stand in the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.paint.operations.listed import OPERATIONS
from aipaint_desktop.ui.window.main_window import MainWindow


def test_a_panel_with_a_tab_has_no_title_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    docks = window.docks
    qtbot.waitUntil(lambda: docks.layers.titleBarWidget() is not None)
    assert docks.paint.titleBarWidget() is None
    docks.layers.setFloating(True)
    qtbot.waitUntil(lambda: docks.layers.titleBarWidget() is None)
    assert docks.colour.titleBarWidget() is not None
    docks.history.hide()
    docks.brushes.hide()  # so that colour is alone
    qtbot.waitUntil(lambda: docks.colour.titleBarWidget() is None)
    docks.arrange()
    qtbot.waitUntil(lambda: docks.colour.titleBarWidget() is not None)


def test_the_paint_panel_is_wide_enough_for_what_is_in_it(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.paint_panel
    form = panel.findChild(QWidget, "form")
    window.resizeDocks([window.docks.paint], [10], Qt.Orientation.Horizontal)
    qtbot.wait(20)
    for operation in OPERATIONS:
        panel.set_operation(operation.id)
        qtbot.waitUntil(lambda: form.width() >= form.minimumSizeHint().width())


def test_the_tab_key_goes_through_every_panel_and_shows_what_it_reaches(window: MainWindow) -> None:
    """Back from the canvas, where Tab forward hides the panels."""
    window.canvas.setFocus()
    reached: list[QWidget] = []
    while (focused := QApplication.focusWidget()) not in reached:
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        now = QApplication.focusWidget()
        assert now.accessibleName() or getattr(now, "text", str)() or now is window.canvas, now
        assert not now.visibleRegion().isEmpty(), now
    for dock in window.docks.all:
        if dock.isHidden():  # what is closed has nothing to reach
            continue
        assert any(dock.isAncestorOf(widget) for widget in reached), dock.windowTitle()
