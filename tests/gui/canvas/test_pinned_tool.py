"""Pinned pictures on the canvas: seen, moved, scaled, picked from, hidden."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from aipaint_desktop.document.pinned import Pinned
from aipaint_desktop.document.pinning import with_pinned
from aipaint_desktop.ui.canvas.tools.pinned import PinnedTool
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.values.picture import Picture
from tests.gui.canvas.test_shapes import BUTTON, NONE, ORIGIN, drag


@pytest.fixture
def tool(view: CanvasView) -> PinnedTool:
    """With a blue picture from (100, 100) to (200, 150)."""
    blue = Picture(np.full((50, 100, 3), (0, 0, 200), np.uint8))
    view.document.apply("Pin", lambda state: with_pinned(state, [Pinned(blue, 100, 100, 100)]))
    view.choose_tool("pinned")
    assert isinstance(view.tool, PinnedTool)
    return view.tool


def seen(view: CanvasView, x: int, y: int) -> QColor:
    place = QPoint(x, y) + ORIGIN
    return view.grab().toImage().pixelColor(place)


def pin(view: CanvasView) -> Pinned:
    (only,) = view.document.state.pinned
    return only


def test_it_is_seen_and_no_part_of_the_picture(view: CanvasView, tool: PinnedTool) -> None:
    assert seen(view, 150, 125) == QColor(0, 0, 200)
    assert (view.document.composite() == 255).all()
    view.set_aids(replace(view.aids, pinned=False))
    assert seen(view, 150, 125) == QColor(255, 255, 255)
    assert tool.chosen is None
    view.show_pins()
    assert seen(view, 150, 125) == QColor(0, 0, 200)


def test_a_drag_moves_it_even_beside_the_canvas_in_one_step(view: CanvasView, tool: PinnedTool) -> None:
    drag(view, (150, 125), (100, 125), (0, 125))
    assert tool.chosen is not None
    assert (pin(view).left, pin(view).top) == (-50, 100)
    assert seen(view, -20, 125) == QColor(0, 0, 200)
    assert view.document.history.names[1:] == ("Pin", "Move pinned picture")
    view.undo()
    assert pin(view).left == 100


def test_corners_scale_it(view: CanvasView, tool: PinnedTool) -> None:
    QTest.mouseClick(view, BUTTON, NONE, QPoint(150, 125) + ORIGIN)
    drag(view, (200, 150), (260, 170), (300, 200))
    assert (pin(view).left, pin(view).top, pin(view).width) == (100, 100, 200)
    drag(view, (100, 100), (200, 150))
    assert (pin(view).left, pin(view).top, pin(view).width) == (200, 150, 100)
    drag(view, (200, 150), (900, 900))
    assert pin(view).width == 8
    assert tool.chosen == pin(view)


def test_its_options(view: CanvasView, tool: PinnedTool) -> None:
    options = tool.options()
    QTest.mouseClick(view, BUTTON, NONE, QPoint(150, 125) + ORIGIN)
    tool.see(opacity=0.5)
    tool.see(opacity=0.4)
    assert abs(seen(view, 150, 125).red() - 153) <= 2
    tool.see(opacity=1.0)
    options.grey.setChecked(True)  # type: ignore[attr-defined]
    grey = seen(view, 150, 125)
    assert grey.red() == grey.blue()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.document.state.pinned == ()
    view.undo()
    assert pin(view).grey
    options.deleteLater()


def test_the_eyedropper_picks_from_it(view: CanvasView, tool: PinnedTool) -> None:
    drag(view, (150, 125), (0, 125))
    view.choose_tool("eyedropper")
    QTest.mouseClick(view, BUTTON, NONE, QPoint(-20, 125) + ORIGIN)
    assert view.colour == QColor(0, 0, 200)
    view.choose_tool("pinned")
    QTest.mouseClick(view, BUTTON, NONE, QPoint(0, 125) + ORIGIN)
    tool.see(grey=True)
    view.choose_tool("eyedropper")
    QTest.mouseClick(view, BUTTON, NONE, QPoint(20, 125) + ORIGIN)
    assert view.colour.red() == view.colour.blue()
    view.set_aids(replace(view.aids, pinned=False))
    QTest.mouseClick(view, BUTTON, NONE, QPoint(20, 125) + ORIGIN)
    assert view.colour == QColor(255, 255, 255)


def test_seen_from_afar_it_is_averaged(view: CanvasView, tool: PinnedTool) -> None:
    stripes = np.zeros((64, 64, 3), np.uint8)
    stripes[:, ::2] = 255
    drag(view, (150, 125), (300, 250))
    pins = [Pinned(Picture(stripes), 10, 10, 64)]
    view.document.apply("Pin", lambda state: with_pinned(state, pins))
    view.set_zoom(0.25)
    place = view.viewport.to_widget(view.viewport.centre).toPoint()
    assert view.rect().contains(place)
    corner = view.viewport.transform.map(10 + 32, 10 + 32)
    colour = view.grab().toImage().pixelColor(*map(int, corner))
    assert 100 < colour.red() < 160
    assert tool.chosen is not None
