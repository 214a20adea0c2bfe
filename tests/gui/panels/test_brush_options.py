"""The brushes to choose from: what each paints, and what the artist made of it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.presets import paints, shipped, shipped_brush
from aipaint_desktop.ui.panels.brush_options import BrushOptions
from aipaint_desktop.ui.window.main_window import MainWindow

PRESETS = [preset.brush for preset in shipped() if paints(preset)]
CHARCOAL = shipped_brush("charcoal")
INK = shipped_brush("ink")


def test_every_brush_keeps_what_the_artist_gave_it(qtbot: QtBot) -> None:
    options = BrushOptions(PRESETS)
    qtbot.addWidget(options)
    options.set_preset("Charcoal")
    options.set_size(60)
    options.set_opacity(0.4)
    options.set_preset("Ink")
    assert options.brush == INK
    options.set_size(3)
    options.set_preset("Charcoal")
    assert options.brush == replace(CHARCOAL, size=60, opacity=0.4)
    assert options.reset.isEnabled()
    QTest.mouseClick(options.reset, Qt.MouseButton.LeftButton)
    assert options.brush == CHARCOAL
    assert not options.reset.isEnabled()
    options.set_preset("Ink")
    assert options.brush.size == 3


def test_sizes_of_brushes_are_remembered(make_window: Callable[[], MainWindow]) -> None:
    first = make_window()
    brushes, eraser = first.tool_options.brush, first.tool_options.eraser
    brushes.set_preset("Flat bristle")
    brushes.set_size(99.5)
    brushes.set_opacity(0.25)
    brushes.set_preset("Marker")
    eraser.set_size(120)
    first.close()
    second = make_window()
    assert second.tool_options.brush.brush.name == "Marker"
    second.tool_options.brush.set_preset("Flat bristle")
    brush = second.canvas.brush_tool.brush
    assert (brush.size, brush.opacity) == (99.5, 0.25)
    assert second.canvas.eraser_tool.brush.size == 120


def test_the_button_shows_the_brush_in_hand_and_what_it_paints(window: MainWindow, qtbot: QtBot) -> None:
    options = window.tool_options.brush

    def covered(name: str) -> float:
        options.set_preset(name)
        assert options.button.text() == name
        stroke = options.button.icon().pixmap(options.button.iconSize()).toImage()
        places = [(x, y) for x in range(stroke.width()) for y in range(stroke.height())]
        return sum(stroke.pixelColor(*place).alphaF() for place in places) / len(places)

    qtbot.waitUntil(lambda: covered("Ink") > 0)
    qtbot.waitUntil(lambda: covered("Round") > 0)
    assert covered("Ink") < covered("Round")


def test_what_the_artist_made_of_a_brush_stays_when_there_are_others(qtbot: QtBot) -> None:
    options = BrushOptions(PRESETS)
    qtbot.addWidget(options)
    options.set_preset("Ink")
    options.set_size(11)
    options.set_presets([INK, CHARCOAL])
    assert options.brush == replace(INK, size=11)
    options.set_presets([CHARCOAL])
    assert options.brush == CHARCOAL
