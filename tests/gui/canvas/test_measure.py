"""The measuring tool, and the eyedropper's radius, on the canvas."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from aipaint_desktop.ui.canvas.tools.eyedropper import EyedropperTool
from aipaint_desktop.ui.canvas.tools.measure import MeasureTool
from aipaint_desktop.ui.canvas.view import CanvasView
from tests.gui.canvas.test_shapes import BUTTON, NONE, ORIGIN, drag


def tool(view: CanvasView) -> MeasureTool:
    view.choose_tool("measure")
    assert isinstance(view.tool, MeasureTool)
    return view.tool


def test_length_and_angle_are_told_and_nothing_is_painted(view: CanvasView) -> None:
    measure = tool(view)
    drag(view, (100, 200), (150, 150), (220, 110))
    assert measure.length == pytest.approx(150)
    assert measure.angle == pytest.approx(36.87, abs=0.01)
    assert measure.words() == "150.0 px, 36.9°   120.0 × 90.0 px"
    assert len(view.document.history.names) == 1
    view.grab()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert measure.length == 0


def test_it_measures_the_document_however_that_is_seen(view: CanvasView) -> None:
    measure = tool(view)
    view.set_zoom(2.0)
    start = view.viewport.to_widget(view.viewport.centre).toPoint() - ORIGIN
    drag(
        view, (start.x(), start.y()), (start.x() + 60, start.y() + 5), keys=Qt.KeyboardModifier.ShiftModifier
    )
    assert measure.angle in (pytest.approx(0, abs=1e-6), pytest.approx(360, abs=1e-6))
    assert measure.length == pytest.approx(30.1, abs=0.1)


def test_the_line_is_gone_with_the_tool(view: CanvasView) -> None:
    measure = tool(view)
    drag(view, (100, 200), (220, 110))
    view.choose_tool("brush")
    assert measure.length == 0


def test_the_eyedropper_averages_within_its_radius(view: CanvasView) -> None:
    pixels = np.full((300, 400, 4), 255, np.uint8)
    pixels[:, :200, :3] = 0
    view.document.paste_image(pixels, "Half")
    view.choose_tool("eyedropper")
    assert isinstance(view.tool, EyedropperTool)
    view.tool.take_radius(20)
    QTest.mouseClick(view, BUTTON, NONE, QPoint(200, 150) + ORIGIN)
    assert abs(view.colour.red() - 128) < 6
    view.tool.take_radius(0)
    QTest.mouseClick(view, BUTTON, NONE, QPoint(200, 150) + ORIGIN)
    assert view.colour == QColor(255, 255, 255)
