"""Layers and history as panels of the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.paint.operations.listed import OPERATIONS
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import seen


def names(window: MainWindow) -> list[str]:
    """As the panel lists them, top to bottom."""
    layers = window.layers.list
    return [layers.item(row).text() for row in range(layers.count())]


def press(window: MainWindow, words: str) -> None:
    button = next(b for b in window.layers.findChildren(QToolButton) if b.toolTip() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_layers_are_added_moved_and_deleted(window: MainWindow) -> None:
    press(window, "New layer")
    assert names(window) == ["Layer 2", "Sketch", "Paper"]
    press(window, "Move layer down")
    assert names(window) == ["Sketch", "Layer 2", "Paper"]
    press(window, "Duplicate layer")
    assert names(window) == ["Sketch", "Layer 2 copy", "Layer 2", "Paper"]
    for _ in range(3):
        press(window, "Delete layer")
    assert len(names(window)) == 1
    press(window, "Delete layer")  # the last one stays
    assert len(names(window)) == 1
    assert len(window.canvas.document.layers) == 1


def test_layers_are_merged_from_the_menu(window: MainWindow) -> None:
    actions = {action.text(): action for action in window.findChildren(QAction)}
    window.layers.add()
    window.layers.add()
    assert len(names(window)) == 4
    actions["&Merge down"].trigger()
    assert len(names(window)) == 3
    window.canvas.document.set_visible(window.canvas.document.layers[1].id, False)
    actions["Merge &visible layers"].trigger()
    assert len(names(window)) == 2
    actions["&Flatten picture"].trigger()
    assert names(window) == ["Paper"]
    assert len(window.canvas.document.history.names) == 7


def test_a_layer_is_hidden_named_and_thinned(
    window: MainWindow, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    painted = seen(window)
    sketch = window.layers.list.item(0)
    sketch.setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: not window.canvas.document.active.visible)
    assert (seen(window) == 255).all()
    window.layers.list.item(0).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: window.canvas.document.active.visible)
    window.layers.list.item(0).setText("Hills")
    qtbot.waitUntil(lambda: window.canvas.document.active.name == "Hills")
    window.layers.opacity.setValue(window.layers.opacity.maximum() // 2)
    assert window.canvas.document.active.opacity == pytest.approx(0.5)
    assert seen(window).mean() > painted.mean()


def test_a_click_chooses_the_layer_to_paint_on(window: MainWindow, qtbot: QtBot) -> None:
    layers: QListWidget = window.layers.list
    window.docks.layers.raise_()
    qtbot.waitUntil(layers.isVisible)
    place = layers.visualItemRect(layers.item(1)).center()
    QTest.mouseClick(layers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: window.canvas.document.active.name == "Paper")
    assert layers.currentItem().text() == "Paper"


def test_a_drop_in_the_list_moves_the_layer(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.document.add_layer("Top")
    model = window.layers.list.model()
    parent = window.layers.list.rootIndex()
    assert model.moveRow(parent, 0, parent, 3)  # what the list does when "Top" is dropped at the bottom
    qtbot.waitUntil(lambda: window.canvas.document.layers[0].name == "Top")
    assert names(window) == ["Sketch", "Paper", "Top"]


def test_a_panel_with_a_tab_has_no_title_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    docks = window.docks
    qtbot.waitUntil(lambda: docks.layers.titleBarWidget() is not None)
    assert docks.paint.titleBarWidget() is None
    docks.layers.setFloating(True)
    qtbot.waitUntil(lambda: docks.layers.titleBarWidget() is None)
    assert docks.colour.titleBarWidget() is not None
    docks.history.hide()  # so that colour is alone
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
        assert any(dock.isAncestorOf(widget) for widget in reached), dock.windowTitle()
