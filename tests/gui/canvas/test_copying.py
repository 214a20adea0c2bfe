"""Brushes that copy what is elsewhere in the picture."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.brush import Brush, Kind
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas.view import CanvasView
from tests.gui.canvas.conftest import HARD, PAINT
from tests.gui.canvas.test_view import at, drag, sketch

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
CLONE = Brush("Clone", size=30, smoothing=0, kind=Kind.CLONE)


def test_control_says_what_is_copied_and_strokes_keep_their_distance(view: CanvasView) -> None:
    view.brush_tool.brush = replace(HARD, size=40)
    drag(view, at(100, 60), at(140, 60))
    view.brush_tool.brush = CLONE
    QTest.mouseClick(view, LEFT, CONTROL, at(100, 60))
    assert not sketch(view)[150:].any()
    drag(view, at(200, 200), at(220, 200))
    assert sketch(view)[200, 205].tolist() == PAINT
    drag(view, at(235, 205), at(240, 205))  # still 100 to the right and 140 below
    assert sketch(view)[205, 238].tolist() == PAINT
    drag(view, at(320, 200), at(330, 200))  # copied from where nothing is
    assert not sketch(view)[180:220, 310:345].any()


def test_without_a_source_it_says_what_is_missing(view: CanvasView, qtbot: QtBot) -> None:
    view.brush_tool.brush = CLONE
    with qtbot.waitSignal(view.refused) as refused:
        drag(view, at(100, 60), at(140, 60))
    assert "Ctrl" in refused.args[0]
    assert len(view.document.history.names) == 1


def test_a_source_is_of_its_document(view: CanvasView, qtbot: QtBot) -> None:
    view.brush_tool.brush = CLONE
    QTest.mouseClick(view, LEFT, CONTROL, at(100, 60))
    view.set_document(Document(400, 300))
    with qtbot.waitSignal(view.refused):
        drag(view, at(100, 60), at(140, 60))


def test_control_picks_a_colour_with_other_brushes(view: CanvasView) -> None:
    drag(view, at(100, 60), at(140, 60))
    view.colour = QColor(1, 2, 3)
    QTest.mouseClick(view, LEFT, CONTROL, at(120, 60))
    assert view.colour.getRgb()[:3] == tuple(PAINT[:3])
    view.brush_tool.brush = CLONE
    view.colour = QColor(1, 2, 3)
    QTest.mouseClick(view, LEFT, CONTROL, at(120, 60))
    assert view.colour.getRgb()[:3] == (1, 2, 3)


def test_the_source_is_marked(view: CanvasView) -> None:
    view.brush_tool.brush = CLONE
    QTest.mouseClick(view, LEFT, CONTROL, at(100, 60))
    QTest.mouseMove(view, at(250, 200))
    image = view.grab().toImage()
    cross = [image.pixelColor(at(100 + x, 60)).lightness() for x in range(-6, 7)]
    assert np.mean(cross) < image.pixelColor(at(60, 120)).lightness() - 50
