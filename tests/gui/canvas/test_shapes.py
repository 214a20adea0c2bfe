"""Shapes drawn on the canvas: their geometry, keys and steps, with the brush in hand."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.ui.canvas.tools.shape_tool import Inside, ShapeTool
from aipaint_desktop.ui.canvas.view import CanvasView

KEYS, BUTTON, MODIFIERS = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
NONE = MODIFIERS.NoModifier
ORIGIN = QPoint(50, 50)  # where the document begins in the widget


def drag(view: CanvasView, *points: tuple[int, int], keys: MODIFIERS = NONE, begin: MODIFIERS = NONE) -> None:
    first, *others = [QPoint(*point) + ORIGIN for point in points]
    QTest.mousePress(view, BUTTON, begin, first)
    for point in others:
        _move(view, point, keys)
    QTest.mouseRelease(view, BUTTON, keys, others[-1])


def _move(view: CanvasView, point: QPoint, keys: MODIFIERS) -> None:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    at = QPointF(point)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, BUTTON, keys
    )
    view.mouseMoveEvent(event)


def alpha(view: CanvasView) -> NDArray[np.uint8]:
    return view.document.layers[-1].tiles.read(view.document.rect)[..., 3]


def take(
    view: CanvasView, tool: str, *, inside: Inside = Inside.IN_HAND, outlined: bool = False
) -> ShapeTool:
    view.choose_tool(tool)
    shape = view.tool
    assert isinstance(shape, ShapeTool)
    shape.fill_with(inside)
    shape.set_outlined(outlined)
    return shape


def test_a_rectangle_covers_whole_pixels_in_one_step(view: CanvasView) -> None:
    take(view, "rectangle_shape")
    drag(view, (30, 40), (100, 80), (130, 90))
    wanted = np.zeros((300, 400), np.uint8)
    wanted[40:90, 30:130] = 255
    assert np.array_equal(alpha(view), wanted)
    assert view.document.history.names[-1] == "Rectangle"
    view.undo()
    assert not alpha(view).any()


@pytest.mark.parametrize("tool", ["rectangle_shape", "ellipse_shape"])
def test_shift_makes_it_square_and_alt_draws_from_the_middle(view: CanvasView, tool: str) -> None:
    take(view, tool)
    drag(view, (200, 150), (260, 170), keys=MODIFIERS.ShiftModifier | MODIFIERS.AltModifier)
    rows, columns = (np.flatnonzero((alpha(view) > 127).any(axis=axis)) for axis in (1, 0))
    assert (columns[0], columns[-1] + 1) == (140, 260)
    assert (rows[0], rows[-1] + 1) == (90, 210)


def test_an_ellipse_has_its_area_and_soft_edges(view: CanvasView) -> None:
    take(view, "ellipse_shape")
    drag(view, (100, 100), (200, 160))
    covered = alpha(view) / 255
    assert covered.sum() == pytest.approx(np.pi * 50 * 30, rel=0.002)
    ys, xs = np.mgrid[:300, :400] + 0.5
    away = np.hypot((xs - 150) / 50, (ys - 130) / 30)
    assert (covered[away < 0.95] == 1).all()
    assert not covered[away > 1.05].any()


def test_space_moves_the_shape_while_it_is_dragged(view: CanvasView) -> None:
    take(view, "rectangle_shape")
    QTest.mousePress(view, BUTTON, NONE, QPoint(30, 40) + ORIGIN)
    _move(view, QPoint(60, 60) + ORIGIN, NONE)
    QTest.keyPress(view, KEYS.Key_Space)
    _move(view, QPoint(160, 160) + ORIGIN, NONE)
    QTest.keyRelease(view, KEYS.Key_Space)
    QTest.mouseRelease(view, BUTTON, NONE, QPoint(160, 160) + ORIGIN)
    wanted = np.zeros((300, 400), np.uint8)
    wanted[140:160, 130:160] = 255
    assert np.array_equal(alpha(view), wanted)


def test_a_line_goes_with_the_brush_and_shift_turns_it_by_steps(view: CanvasView) -> None:
    view.choose_tool("line_shape")
    drag(view, (50, 150), (250, 165), keys=MODIFIERS.ShiftModifier)
    painted = alpha(view)
    assert painted[140:160, 100:200].min() > 240  # the brush is 20 px wide, its edge slightly scalloped
    assert not painted[:139].any()
    assert not painted[161:].any()


def test_outline_and_fill_have_colours_of_their_own(view: CanvasView) -> None:
    view.brush_tool.brush = Brush("Hard", size=6)
    view.other_colour = QColor(10, 60, 200)
    take(view, "rectangle_shape", inside=Inside.IN_WAITING, outlined=True)
    drag(view, (50, 50), (150, 150))
    pixels = view.document.layers[-1].tiles.read(view.document.rect)
    assert pixels[100, 100].tolist() == [10, 60, 200, 255]
    assert pixels[100, 50].tolist() == [200, 30, 10, 255]
    assert view.document.history.names == ("New picture", "Rectangle")


def test_neither_outline_nor_fill_is_said(view: CanvasView, qtbot: QtBot) -> None:
    take(view, "ellipse_shape", inside=Inside.NOTHING)
    with qtbot.waitSignal(view.refused) as said:
        drag(view, (50, 50), (150, 150))
    assert said.args == ["Neither outline nor fill: choose one of them in the tool's options."]
    assert not alpha(view).any()


def click(view: CanvasView, *points: tuple[int, int]) -> None:
    for point in points:
        view._tool._clicked = None  # type: ignore[attr-defined]  # long ago
        QTest.mouseClick(view, BUTTON, NONE, QPoint(*point) + ORIGIN)


def test_a_polygon_is_closed_by_enter_and_backspace_takes_a_corner_back(view: CanvasView) -> None:
    take(view, "polygon_shape")
    click(view, (50, 50), (150, 50), (300, 280), (150, 150))
    QTest.keyClick(view, KEYS.Key_Backspace)
    view.undo()
    click(view, (150, 150), (50, 150))
    QTest.keyClick(view, KEYS.Key_Return)
    wanted = np.zeros((300, 400), np.uint8)
    wanted[50:150, 50:150] = 255
    assert np.abs(alpha(view).astype(int) - wanted).max() <= 1
    assert view.document.history.names[-1] == "Polygon"


def test_a_polyline_stays_open_unless_its_first_point_is_clicked(view: CanvasView) -> None:
    view.brush_tool.brush = Brush("Hard", size=6)
    take(view, "polyline_shape", inside=Inside.NOTHING, outlined=True)
    click(view, (50, 50), (150, 50), (150, 150))
    QTest.keyClick(view, KEYS.Key_Return)
    assert alpha(view)[50, 100] == alpha(view)[100, 150] == 255
    assert not alpha(view)[100, 100]
    click(view, (250, 50), (350, 50), (350, 150), (250, 50))
    assert alpha(view)[100, 300] == 255


def test_a_curve_bends_towards_what_is_pulled_out_of_its_points(view: CanvasView) -> None:
    view.brush_tool.brush = Brush("Hard", size=6)
    take(view, "curve_shape", inside=Inside.NOTHING, outlined=True)
    drag(view, (50, 150), (50, 100), (50, 50))
    drag(view, (250, 150), (250, 200), (250, 250))
    QTest.keyClick(view, KEYS.Key_Return)
    middle = 150 - 0.75 * 100  # of a cubic with both handles 100 px above
    assert alpha(view)[round(middle), 150] == 255
    assert not alpha(view)[150, 150]


def test_escape_gives_up_and_another_tool_forgets(view: CanvasView) -> None:
    for end in (lambda: QTest.keyClick(view, KEYS.Key_Escape), lambda: view.choose_tool("brush")):
        take(view, "polygon_shape")
        click(view, (50, 50), (150, 50), (150, 150))
        end()
        assert view.document.history.names == ("New picture",)


def test_shapes_obey_selection_and_quick_mask(view: CanvasView) -> None:
    left = np.zeros((300, 400), np.uint8)
    left[:, :200] = 255
    view.document.select(left)
    take(view, "rectangle_shape")
    drag(view, (100, 100), (300, 200))
    assert alpha(view)[150, 199] == 255
    assert not alpha(view)[:, 200:].any()
    view.document.set_quick_mask(True)
    view.colour = QColor(0, 0, 0)
    drag(view, (100, 100), (300, 200))
    selection = view.document.selection
    assert selection is not None
    assert not selection[150, 150]
    assert selection[50, 50] == 255
