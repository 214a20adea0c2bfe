"""A change of language resets nothing: whatever can be set in the window stays as it is."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, QPointF, QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDockWidget,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.colour.channel_sliders import ChannelSlider
from aipaint_desktop.ui.help.help_window import HelpWindow
from aipaint_desktop.ui.paint.operations.compose_controls import ComposeControls, Start
from aipaint_desktop.ui.paint.operations.stylize import StyleControls
from aipaint_desktop.ui.widgets.number_edit import NumberEdit
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.words.language import set_language
from aipaint_desktop.values.picture import Picture


@pytest.fixture(autouse=True)
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    set_language(qapp, "en")
    QLocale.setDefault(QLocale.c())


def speak(window: MainWindow, language: str, qtbot: QtBot) -> None:
    title = {"en": "Paint", "zh_CN": "绘制"}[language]
    window.set_language(language)
    qtbot.waitUntil(lambda: window.docks.paint.windowTitle() == title)
    qtbot.wait(20)


def controls(window: MainWindow) -> list[tuple[str, object]]:
    """What every control of the panels and bars is set to, by its kind and in their order."""
    found: list[tuple[str, object]] = []
    panels = window.colours, window.layers, window.history, window.paint_panel, window.tool_options
    for panel in panels:
        for control in panel.findChildren(QWidget):
            kind = type(control).__name__
            match control:
                case ChannelSlider():
                    continue  # shows the colour in hand; those of spaces that are not seen do so once they are
                case ValueSlider() | NumberEdit():
                    found.append((kind, round(control.number, 3)))
                case QLineEdit() if not isinstance(control.parent(), ValueSlider | QComboBox):
                    found.append((kind, control.text()))
                case QPlainTextEdit():
                    found.append((kind, control.toPlainText()))
                case QComboBox():
                    found.append((kind, control.currentData()))
                case QAbstractButton() if control.isCheckable() and not control.objectName().startswith(
                    "qt_"
                ):
                    found.append((kind, control.isChecked()))
    return found


def set_everything_otherwise(window: MainWindow) -> None:
    """Give every control of the panels another value than it begins with."""
    for panel in (window.paint_panel, window.tool_options):
        for control in panel.findChildren(QWidget):
            match control:
                case ValueSlider() if control.isEnabled():
                    control.setValue(control.maximum() * 3 // 7)
                case QComboBox() if control.accessibleName() not in ("Model", "Brush"):
                    control.setCurrentIndex(control.count() - 1)
                case QAbstractButton() if control.isCheckable() and control is not window.paint_panel.live:
                    if panel is window.paint_panel or control.isEnabled():  # a pin's are of the chosen one
                        control.setChecked(not control.isChecked())


@pytest.mark.parametrize("model", ["painter", "composer", "sketch", "style-master", "style-fast"])
def test_every_control_stays_as_it_is_set(window: MainWindow, qtbot: QtBot, model: str) -> None:
    panel = window.paint_panel
    window.references.choose(["red", "gold"])
    qtbot.waitUntil(lambda: all(image.width() > 1 for image in window.references.chosen_images))
    panel.set_model(model)
    qtbot.wait(50)  # names are read in the background
    set_everything_otherwise(window)
    panel.set_model(model)  # the quality of a style is one of its models
    panel.controls(ComposeControls).set_prompt("stormy sea, Turner")
    panel.controls(ComposeControls).negative.setText("people")
    panel.controls(StyleControls).pad.move_to(QPointF(0.3, -0.2))
    panel.size_field.set_chained(False)
    panel.size_field.set_size_px(QSize(1234, 777))
    panel.seed_field.set_seed(987654321)
    before, settings = controls(window), panel.settings
    assert settings.model == model
    for language in ("zh_CN", "en"):
        speak(window, language, qtbot)
        assert window.paint_panel is not panel
        qtbot.waitUntil(lambda: window.paint_panel.settings == settings)
        qtbot.wait(100)
        assert controls(window) == before


def test_a_step_to_go_on_from_and_what_was_left_to_chance_stay(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.paint_panel
    panel.set_operation("compose")
    picture = Picture(window.canvas.document.composite()[..., :3], "step 3")
    controls = panel.controls(ComposeControls)
    controls.set_prompt("sea")
    controls.go_on_from(picture, 0.25, 3)
    controls.tell_chance("sea", ["dusk"])
    qtbot.waitUntil(lambda: controls.ask_for_it.isVisibleTo(window))
    speak(window, "zh_CN", qtbot)
    now = window.paint_panel.controls(ComposeControls)
    assert now.start.currentData() is Start.FRAME
    assert now.frame is not None
    assert now.frame.picture is picture
    assert "3" in now.start.currentText()
    qtbot.waitUntil(lambda: now.ask_for_it.isVisibleTo(window))


def test_places_zoom_and_panels_stay(window: MainWindow, draw: Callable[[], None], qtbot: QtBot) -> None:
    draw()
    for _ in range(30):
        window.canvas.document.add_layer("more")
    window.canvas.zoom_by(2)
    window.colours.set_colour(QColor("#336699"))
    window.colours.swap()
    window.canvas.choose_tool("lasso")
    window.docks.layers.raise_()
    window.docks.history.hide()
    window.resize(1000, 760)
    qtbot.wait(50)
    column, layers = window.paint_panel._column.verticalScrollBar(), window.layers.list.verticalScrollBar()
    column.setValue(column.maximum())
    layers.setValue(layers.maximum() // 2)
    places = column.value(), layers.value()
    assert min(places) > 0
    zoom, size = window.canvas.viewport.zoom, window.size()
    docks = {dock.objectName(): dock.x() for dock in window.docks.all if dock.isVisible() and dock.x() >= 0}
    height = window.docks.layers.height()
    colours = window.colours.colour.name(), window.colours.other.name()
    speak(window, "zh_CN", qtbot)

    def standing() -> dict[str, object]:
        found = window.findChildren(QDockWidget)
        return {dock.objectName(): dock.x() for dock in found if dock.x() >= 0 and dock.isVisible()}

    qtbot.waitUntil(lambda: standing() == docks)
    qtbot.waitUntil(lambda: abs(window.docks.layers.height() - height) < 30)  # its tab is higher in Chinese
    assert not window.docks.layers.visibleRegion().isEmpty()
    assert window.docks.history.isHidden()
    assert (window.colours.colour.name(), window.colours.other.name()) == colours
    assert (window.canvas.viewport.zoom, window.size()) == (zoom, size)
    assert window.canvas.tool.id == "lasso"
    column, layers = window.paint_panel._column.verticalScrollBar(), window.layers.list.verticalScrollBar()
    qtbot.waitUntil(lambda: (column.value(), layers.value()) == places)


def test_the_help_follows_and_stays_where_it_was(window: MainWindow, qtbot: QtBot) -> None:
    window.show_help()
    helped = window.help
    assert isinstance(helped, HelpWindow)
    helped.list.setCurrentRow(2)
    helped.move(60, 40)
    place = helped.geometry()
    speak(window, "zh_CN", qtbot)
    assert helped.windowTitle() == "帮助"
    assert helped.list.currentRow() == 2
    assert helped.geometry() == place
    helped.hide()
    speak(window, "en", qtbot)
    assert helped.windowTitle() == "Help"
    assert helped.list.item(0).text() == "What can I do now?"
