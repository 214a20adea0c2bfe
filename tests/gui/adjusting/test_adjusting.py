"""Adjustments in the window: looked at while the dialog is open, one step when it is accepted."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.adjusting.blur import GaussianBlur
from aipaint_desktop.document.adjusting.curves import Curves
from aipaint_desktop.document.adjusting.gradient_map import MOST_STOPS, GradientMap
from aipaint_desktop.document.adjusting.hue_saturation import HueSaturationLightness
from aipaint_desktop.document.adjusting.levels import LevelRange, Levels
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.ui.adjusting.adjust_dialog import AdjustDialog
from aipaint_desktop.ui.adjusting.curves_controls import CurvesControls
from aipaint_desktop.ui.adjusting.gradient_controls import GradientControls
from aipaint_desktop.ui.adjusting.levels_controls import LevelsControls
from aipaint_desktop.ui.adjusting.slider_controls import BlurControls, HueSaturationControls
from aipaint_desktop.ui.widgets.gradient_bar import GradientBar
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.curve import Curve

RED = (200, 40, 20, 255)


@pytest.fixture
def painted(window: MainWindow) -> MainWindow:
    """A window with a red layer."""
    document = window.workspace.document
    document.paste_image(np.full((document.height, document.width, 4), RED, np.uint8), "Red")
    return window


def pressed(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert isinstance(action, QAction)
    action.trigger()


def opened(window: MainWindow, name: str) -> AdjustDialog:
    pressed(window, name)
    dialog = window.adjusting.dialog
    assert dialog is not None
    return dialog


def seen(window: MainWindow) -> tuple[int, ...]:
    """The colour in the middle of the canvas."""
    colour = window.canvas.grab().toImage().pixelColor(window.canvas.rect().center())
    return colour.red(), colour.green(), colour.blue()


def pixel(window: MainWindow) -> tuple[int, ...]:
    pixels: Pixels = window.workspace.document.composite()
    return tuple(int(value) for value in pixels[pixels.shape[0] // 2, pixels.shape[1] // 2])


def accept(dialog: AdjustDialog) -> None:
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()


def test_invert_is_one_step_at_once(painted: MainWindow, qtbot: QtBot) -> None:
    document = painted.workspace.document
    steps = len(document.history.names)
    qtbot.keyClick(painted.canvas, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pixel(painted) == (55, 215, 235, 255))
    assert document.history.names[-1] == "Invert"
    assert len(document.history.names) == steps + 1
    document.undo()
    assert pixel(painted) == RED


def test_what_is_set_is_seen_and_vanishes_with_cancel(painted: MainWindow, qtbot: QtBot) -> None:
    document = painted.workspace.document
    steps, state = document.history.names, document.state
    dialog = opened(painted, "hue_saturation")
    assert isinstance(dialog.controls, HueSaturationControls)
    dialog.controls.saturation.setValue(0)
    assert dialog.adjustment == HueSaturationLightness(saturation=-100)
    qtbot.waitUntil(lambda: seen(painted) == (110, 110, 110))
    assert document.state is state
    dialog.preview_switch.setChecked(False)
    assert seen(painted) == RED[:3]
    dialog.preview_switch.setChecked(True)
    qtbot.waitUntil(lambda: seen(painted) == (110, 110, 110))
    dialog.reset_button.click()
    assert seen(painted) == RED[:3]
    dialog.controls.saturation.setValue(0)
    qtbot.waitUntil(lambda: seen(painted) == (110, 110, 110))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert painted.adjusting.dialog is None
    assert seen(painted) == RED[:3]
    assert document.history.names == steps
    assert document.state is state


def test_accepted_it_is_one_step(painted: MainWindow, qtbot: QtBot) -> None:
    document = painted.workspace.document
    dialog = opened(painted, "levels")
    assert isinstance(dialog.controls, LevelsControls)
    dialog.controls.black.set_number(0)
    dialog.controls.black.setValue(dialog.controls.black.maximum() // 5)
    black = round(dialog.controls.black.number)
    assert dialog.adjustment == Levels(LevelRange(black=black))
    steps = len(document.history.names)
    accept(dialog)
    qtbot.waitUntil(lambda: painted.adjusting.dialog is None)
    assert document.history.names[steps:] == ("Levels",)
    assert pixel(painted)[1] == 0
    assert seen(painted) == pixel(painted)[:3]
    document.undo()
    assert pixel(painted) == RED


def test_settings_that_change_nothing_are_no_step(painted: MainWindow, qtbot: QtBot) -> None:
    document = painted.workspace.document
    state = document.state
    accept(opened(painted, "curves"))
    qtbot.waitUntil(lambda: painted.adjusting.dialog is None)
    assert document.state is state


def test_a_selection_limits_preview_and_result(painted: MainWindow, qtbot: QtBot) -> None:
    document = painted.workspace.document
    left = np.zeros((document.height, document.width), np.uint8)
    left[:, : document.width // 4] = 255
    document.select(left)
    dialog = opened(painted, "hue_saturation")
    assert isinstance(dialog.controls, HueSaturationControls)
    dialog.controls.lightness.setValue(0)
    accept(dialog)
    qtbot.waitUntil(lambda: painted.adjusting.dialog is None)
    pixels = document.composite()
    assert tuple(pixels[5, 5]) == (0, 0, 0, 255)
    assert pixel(painted) == RED


def test_painting_ends_it(painted: MainWindow, draw: Callable[[], None], qtbot: QtBot) -> None:
    document = painted.workspace.document
    dialog = opened(painted, "hue_saturation")
    assert isinstance(dialog.controls, HueSaturationControls)
    dialog.controls.saturation.setValue(0)
    qtbot.waitUntil(lambda: seen(painted) == (110, 110, 110))
    steps = len(document.history.names)
    draw()
    assert painted.adjusting.dialog is None
    assert len(document.history.names) == steps + 1
    assert tuple(document.composite()[5, 5]) == RED
    document.undo()
    assert seen(painted) == RED[:3]


def test_another_one_takes_its_place(painted: MainWindow) -> None:
    first = opened(painted, "levels")
    second = opened(painted, "blur")
    assert first is not second
    assert not first.isVisible()
    assert isinstance(second.controls, BlurControls)
    second.reject()


def test_the_view_moves_while_it_is_open(painted: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(painted, "hue_saturation")
    assert isinstance(dialog.controls, HueSaturationControls)
    dialog.controls.saturation.setValue(0)
    qtbot.waitUntil(lambda: seen(painted) == (110, 110, 110))
    for zoom in (0.25, 2.0):
        painted.canvas.set_zoom(zoom)
        qtbot.waitUntil(lambda: seen(painted) == (110, 110, 110))
    assert painted.adjusting.dialog is dialog
    dialog.reject()


def test_where_nothing_can_be_adjusted_it_is_said(window: MainWindow) -> None:
    pressed(window, "levels")
    assert window.adjusting.dialog is None
    assert "nothing to adjust" in window.messages.error
    document = window.workspace.document
    document.paste_image(np.full((8, 8, 4), 255, np.uint8), "Square")
    document.set_visible(document.active.id, False)
    pressed(window, "invert_colours")
    assert "hidden" in window.messages.error


def test_curves_are_drawn_by_hand_and_by_keys(painted: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(painted, "curves")
    controls = dialog.controls
    assert isinstance(controls, CurvesControls)
    editor = controls.editor
    middle = editor.rect().center()
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton, pos=middle)
    assert len(editor.curve.points) == 3
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    place, value = editor.point
    assert value > place + 0.02
    assert controls.after.number == round(255 * value)
    controls.before.setValue(controls.before.maximum() // 4)
    assert 0.2 < editor.point[0] < 0.3
    assert isinstance(dialog.adjustment, Curves)
    assert dialog.adjustment.rgb == editor.curve
    qtbot.keyClick(editor, Qt.Key.Key_PageUp)
    assert editor.point == (1.0, 1.0)
    qtbot.keyClick(editor, Qt.Key.Key_Insert)
    assert len(editor.curve.points) == 4
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert len(editor.curve.points) == 2  # the ends stay
    controls.channels.setCurrentIndex(1)
    editor.move_point(0.0, 0.5)
    assert dialog.adjustment.red == editor.curve != Curve()
    dialog.reject()


def test_a_point_of_a_curve_goes_when_it_is_drawn_out(painted: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(painted, "curves")
    assert isinstance(dialog.controls, CurvesControls)
    editor = dialog.controls.editor
    middle = editor.rect().center()
    qtbot.mousePress(editor, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(editor, middle + editor.rect().bottomRight())
    assert len(editor.curve.points) == 2
    qtbot.mouseMove(editor, middle)
    assert len(editor.curve.points) == 3
    qtbot.mouseMove(editor, middle + editor.rect().bottomRight())
    qtbot.mouseRelease(editor, Qt.MouseButton.LeftButton, pos=middle + editor.rect().bottomRight())
    assert editor.curve == Curve()
    dialog.reject()


def test_levels_by_handles_and_automatically(painted: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(painted, "levels")
    controls = dialog.controls
    assert isinstance(controls, LevelsControls)
    qtbot.waitUntil(controls.auto.isEnabled)
    controls.input_bar.moved.emit(0, 0.2)
    controls.input_bar.moved.emit(2, 0.8)
    assert controls.adjustment.rgb == LevelRange(black=51, white=204)
    controls.input_bar.moved.emit(1, 0.2 + 0.6 * 0.25)
    assert controls.gamma.number == pytest.approx(2, abs=0.02)
    controls.output_bar.moved.emit(0, 0.1)
    assert controls.adjustment.rgb.darkest == 26
    controls.white.set_number(255)
    controls.white.setValue(0)
    assert controls.adjustment.rgb.black < controls.adjustment.rgb.white
    dialog.reset_button.click()
    assert controls.adjustment.identity
    dialog.reject()


@pytest.mark.parametrize(
    "name", ["levels", "curves", "hue_saturation", "posterise_levels", "gradient_map", "blur", "sharpen"]
)
def test_every_dialog_is_worked_by_keys(painted: MainWindow, qtbot: QtBot, name: str) -> None:
    dialog = opened(painted, name)
    qtbot.waitUntil(dialog.isVisible)
    reached = set()
    for _ in range(40):
        widget = dialog.focusWidget()
        if widget is not None:
            reached.add(widget)
        dialog.focusNextChild()
    assert len(reached) >= 4
    accept(dialog)
    qtbot.waitUntil(lambda: painted.adjusting.dialog is None)


def test_a_blur_is_what_its_slider_says(painted: MainWindow) -> None:
    dialog = opened(painted, "blur")
    assert isinstance(dialog.controls, BlurControls)
    assert dialog.adjustment == GaussianBlur()
    dialog.controls.radius.setValue(dialog.controls.radius.maximum())
    assert dialog.adjustment == GaussianBlur(250)
    dialog.reject()


def test_a_press_on_a_gradient_that_has_room_for_no_more_stops_moves_none(qtbot: QtBot) -> None:
    stops = tuple((place / (2 * MOST_STOPS), (place, 0, 0)) for place in range(MOST_STOPS))
    bar = GradientBar(stops)
    qtbot.addWidget(bar)
    bar.resize(300, bar.sizeHint().height())
    bar.show()
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(250, 10))
    qtbot.mouseMove(bar, QPoint(270, 10))
    assert bar.stops == stops


def test_a_gradient_is_made_by_hand_and_by_keys(painted: MainWindow, qtbot: QtBot) -> None:
    painted.canvas.colour = QColor(200, 40, 20)
    dialog = opened(painted, "gradient_map")
    controls = dialog.controls
    assert isinstance(controls, GradientControls)
    bar = controls.bar
    assert [colour for _, colour in bar.stops] == [(0, 0, 0), (200, 40, 20), (255, 255, 255)]
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() * 3 // 4, 10))
    assert len(bar.stops) == 4
    controls.wheel.changed.emit(QColor(1, 2, 3))
    assert bar.stop[1] == (1, 2, 3)
    place = bar.stop[0]
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    assert bar.stop[0] == pytest.approx(place - 0.01)
    assert controls.adjustment == GradientMap(bar.stops)
    qtbot.keyClick(bar, Qt.Key.Key_Delete)
    qtbot.keyClick(bar, Qt.Key.Key_Insert)
    qtbot.keyClick(bar, Qt.Key.Key_PageDown)
    assert len(bar.stops) == 4
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, 10))
    count = len(bar.stops)
    qtbot.mouseMove(bar, QPoint(bar.width() // 2, 200))
    assert len(bar.stops) == count - 1
    dialog.reset_button.click()
    assert len(bar.stops) == 3
    dialog.reject()


def test_the_mask_is_inverted_where_it_is_painted(painted: MainWindow, qtbot: QtBot) -> None:
    document = painted.workspace.document
    hidden = np.zeros((document.height, document.width), np.uint8)
    hidden[:, : document.width // 4] = 255
    layer = document.layer(document.active.id)
    document.apply("Mask", lambda state: state.with_node(replace(layer, mask=TileStore.from_pixels(hidden))))
    document.activate(layer.id, on_mask=True)
    pressed(painted, "invert_colours")
    qtbot.waitUntil(lambda: document.history.names[-1] == "Invert")
    mask = document.layer(layer.id).mask
    assert mask is not None
    assert (mask.read(document.rect) == 255 - hidden).all()
    assert document.layer(layer.id).tiles is layer.tiles
