"""The brushes to choose from: what each paints, and what the artist made of it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.presets import CHARCOAL, INK, PRESETS
from aipaint_desktop.ui.panels.brush_options import BrushOptions
from aipaint_desktop.ui.window.main_window import MainWindow


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


def test_the_list_of_brushes_shows_what_each_paints(window: MainWindow, qtbot: QtBot) -> None:
    box = window.tool_options.brush.findChild(QComboBox)
    box.showPopup()
    strokes: dict[str, QImage] = {}

    def covered(stroke: QImage) -> float:
        places = [(x, y) for x in range(stroke.width()) for y in range(stroke.height())]
        return sum(stroke.pixelColor(*place).alphaF() for place in places) / len(places)

    def all_painted() -> bool:
        for index in range(box.count()):
            strokes[box.itemData(index)] = box.itemIcon(index).pixmap(box.iconSize()).toImage()
        return all(covered(stroke) > 0 for stroke in strokes.values())

    qtbot.waitUntil(all_painted)
    assert covered(strokes["Ink"]) < covered(strokes["Round"])
    assert len({bytes(stroke.constBits()) for stroke in strokes.values()}) == len(PRESETS)
    last = box.view().visualRect(box.model().index(box.count() - 1, 0))
    assert last.bottom() <= box.view().viewport().height()
    box.hidePopup()
