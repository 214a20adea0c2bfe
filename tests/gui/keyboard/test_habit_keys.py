"""Keys that painters press by habit."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.keyboard.shortcuts import named_actions
from aipaint_desktop.ui.window.main_window import MainWindow

KEYS = Qt.Key
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def press(window: MainWindow, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.canvas, key, modifiers)


def around(window: MainWindow) -> list[QWidget]:
    docks = [
        dock for dock in window.docks.all if dock is not window.docks.navigator
    ]  # which is closed at first
    return [*docks, window.tools, window.tool_options, window.progress]


def half_selected(window: MainWindow) -> np.ndarray:
    document = window.canvas.document
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[:, : document.width // 2] = 255
    mask[:, document.width // 2] = 100
    document.select(mask)
    return mask


@pytest.mark.parametrize(("key", "modifiers"), [("D", CTRL), ("A", CTRL | SHIFT)])
def test_nothing_is_selected_by_either_habit(
    window: MainWindow, key: str, modifiers: Qt.KeyboardModifier
) -> None:
    half_selected(window)
    press(window, key, modifiers)
    assert window.canvas.document.selection is None


def test_a_selection_is_inverted(window: MainWindow) -> None:
    mask = half_selected(window)
    press(window, "I", CTRL | SHIFT)
    assert np.array_equal(window.canvas.document.selection, 255 - mask)
    assert window.canvas.document.history.names[-1] == "Invert selection"
    press(window, "A", CTRL)
    press(window, "I", CTRL | SHIFT)
    assert window.messages.text == "Everything is selected; there is nothing to invert."
    assert (window.canvas.document.selection == 255).all()


def test_tab_hides_all_panels_and_brings_back_those_there_were(
    window: MainWindow, qtbot: QtBot, draw: Callable[[], None]
) -> None:
    window.docks.history.hide()
    window.docks.colour.raise_()
    qtbot.waitUntil(lambda: not window.docks.colour.visibleRegion().isEmpty())
    width = window.docks.paint.width()
    canvas = window.canvas.width()
    press(window, KEYS.Key_Tab)
    assert not any(widget.isVisible() for widget in around(window))
    assert "Tab" in window.messages.text
    qtbot.waitUntil(lambda: window.canvas.width() > canvas)
    draw()
    press(window, KEYS.Key_Tab)
    assert [widget.isHidden() for widget in around(window)] == [
        False,
        False,
        True,
        False,
        False,
        False,
        False,
        False,
    ]
    qtbot.waitUntil(lambda: not window.docks.colour.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: window.docks.paint.width() == width)
    assert not window.messages.text


def test_tab_goes_on_to_the_next_control_in_a_panel(window: MainWindow) -> None:
    slider = window.layers.opacity
    window.docks.layers.raise_()
    slider.setFocus()
    QTest.keyClick(slider, KEYS.Key_Tab)
    assert window.docks.paint.isVisible()
    assert not slider.hasFocus()


def test_hidden_panels_are_there_at_the_next_start(make_window: Callable[[], MainWindow]) -> None:
    first = make_window()
    first.canvas_only.switch(True)
    first.close()
    assert not any(widget.isHidden() for widget in around(make_window()))


def test_hidden_panels_come_back_with_another_language(window: MainWindow, qtbot: QtBot) -> None:
    press(window, KEYS.Key_Tab)
    window.set_language("zh_CN")
    qtbot.waitUntil(lambda: not any(widget.isHidden() for widget in around(window)))
    window.set_language("en")
    qtbot.waitUntil(lambda: window.docks.paint.windowTitle() == "Paint")


def test_f11_fills_the_screen_and_the_next_start_does_not(
    window: MainWindow, qtbot: QtBot, make_window: Callable[[], MainWindow], settings: QSettings
) -> None:
    press(window, KEYS.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    assert window.menus.full_screen.isChecked()
    press(window, KEYS.Key_F11)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert not window.menus.full_screen.isChecked()
    press(window, KEYS.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    window.close()
    assert settings.value("window/geometry") is not None
    assert not make_window().isFullScreen()


def test_m_mirrors_the_view_and_not_the_picture(window: MainWindow, draw: Callable[[], None]) -> None:
    draw()
    before, painted = window.canvas.viewport.transform, window.canvas.document.active.tiles
    press(window, "M")
    assert window.canvas.viewport.mirrored
    assert window.canvas.document.active.tiles is painted
    press(window, "M")
    assert window.canvas.viewport.transform == before


def test_colours_and_zoom_follow_habit(window: MainWindow) -> None:
    press(window, "X")
    press(window, "D")
    assert window.canvas.colour.name() == "#000000"
    press(window, "X")
    assert window.canvas.colour.name() == "#ffffff"
    window.canvas.actual_size()
    press(window, KEYS.Key_Plus)
    assert window.canvas.viewport.zoom == 1.25
    press(window, KEYS.Key_Minus)
    assert window.canvas.viewport.zoom == 1
    press(window, KEYS.Key_Equal, CTRL)
    assert window.canvas.viewport.zoom == 1.25


def test_layers_are_made_and_doubled_by_key(window: MainWindow) -> None:
    layers = len(window.canvas.document.layers)
    press(window, "J", CTRL)
    assert window.canvas.document.history.names[-1] == "Duplicate layer"
    press(window, KEYS.Key_Insert)
    assert len(window.canvas.document.layers) == layers + 2


def test_no_two_commands_have_the_same_keys(window: MainWindow) -> None:
    keys = [keys.toString() for action in named_actions(window) for keys in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))
