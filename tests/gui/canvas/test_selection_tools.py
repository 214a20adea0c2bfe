"""The selection tools on the canvas: what drags, clicks and keys select."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.mask import bounds
from aipaint_desktop.document.selecting.combining import Combination
from aipaint_desktop.ui.canvas.tools.magic_wand import MagicWandTool
from aipaint_desktop.ui.canvas.tools.polygon_selection import PolygonSelectionTool
from aipaint_desktop.ui.canvas.tools.selection_options import SelectionOptions
from aipaint_desktop.ui.canvas.tools.selection_tool import SelectionTool
from aipaint_desktop.ui.canvas.tools.smart_selection import SmartSelectionTool
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.values.geometry import Rect

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT, ALT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def at(x: float, y: float) -> QPoint:
    """The place in the widget of a place in the document."""
    return QPoint(round(x) + 50, round(y) + 50)


def drag(
    view: CanvasView,
    *points: tuple[float, float],
    keys: Qt.KeyboardModifier = NONE,
    then: Qt.KeyboardModifier | None = None,
) -> None:
    """keys: held at the press. then: held from then on."""
    then = keys if then is None else then
    QTest.mousePress(view, LEFT, keys, at(*points[0]))
    for point in points[1:]:
        move(view, *point, keys=then)
    QTest.mouseRelease(view, LEFT, then, at(*points[-1]))


def move(view: CanvasView, x: float, y: float, keys: Qt.KeyboardModifier = NONE) -> None:
    """With the button down; QTest's own moves have no keys."""
    place = QPointF(at(x, y))
    event = QMouseEvent(QEvent.Type.MouseMove, place, view.mapToGlobal(place), LEFT, LEFT, keys)
    QCoreApplication.sendEvent(view, event)


def click(view: CanvasView, x: float, y: float, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(view, LEFT, keys, at(x, y))


def box(view: CanvasView) -> Rect:
    """Around what is half selected at least."""
    selection = view.document.selection
    assert selection is not None
    return bounds((selection >= 128).astype(np.uint8))


def area(view: CanvasView) -> float:
    selection = view.document.selection
    return 0 if selection is None else float(selection.sum()) / 255


def tool(view: CanvasView, name: str) -> SelectionTool:
    view.choose_tool(name)
    assert isinstance(view.tool, SelectionTool)
    return view.tool


def test_an_ellipse_fills_its_box(view: CanvasView) -> None:
    tool(view, "ellipse")
    drag(view, (100, 50), (150, 90), (300, 150))
    assert box(view) == Rect(100, 50, 200, 100)
    assert area(view) == pytest.approx(math.pi * 100 * 50, rel=0.01)


@pytest.mark.parametrize("name", ["ellipse", "rectangle"])
def test_keys_after_the_press_shape_the_box(view: CanvasView, name: str) -> None:
    tool(view, name)
    drag(view, (100, 100), (130, 110), (180, 140), then=SHIFT)
    assert box(view) == Rect(100, 100, 80, 80)
    drag(view, (300, 200), (310, 205), (320, 230), then=CONTROL)
    assert box(view) == Rect(280, 170, 40, 60)
    drag(view, (10, 10), (20, 20), (40, 50), then=SHIFT | CONTROL)
    assert box(view) == Rect(0, 0, 50, 50)  # 80 px around the press, as far as the canvas goes


def test_alt_after_the_press_moves_the_box(view: CanvasView) -> None:
    tool(view, "rectangle")
    QTest.mousePress(view, LEFT, NONE, at(100, 100))
    move(view, 150, 140)
    move(view, 170, 150, ALT)
    QTest.mouseRelease(view, LEFT, ALT, at(170, 150))
    assert box(view) == Rect(120, 110, 50, 40)


def test_keys_at_the_press_combine_and_do_not_shape(view: CanvasView) -> None:
    tool(view, "rectangle")
    drag(view, (100, 100), (200, 120))
    drag(view, (100, 150), (200, 170), keys=SHIFT)
    assert area(view) == 2 * 100 * 20
    drag(view, (150, 0), (400, 300), keys=ALT)
    assert area(view) == 2 * 50 * 20
    drag(view, (0, 0), (400, 130), keys=SHIFT | ALT)
    assert box(view) == Rect(100, 100, 50, 20)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (Combination.REPLACE, Rect(150, 100, 100, 50)),
        (Combination.ADD, Rect(100, 100, 150, 50)),
        (Combination.SUBTRACT, Rect(100, 100, 50, 50)),
        (Combination.INTERSECT, Rect(150, 100, 50, 50)),
    ],
)
def test_buttons_say_how_selections_meet(
    view: CanvasView, qtbot: QtBot, how: Combination, expected: Rect
) -> None:
    options = tool(view, "rectangle").options()
    qtbot.addWidget(options)
    assert isinstance(options, SelectionOptions)
    drag(view, (100, 100), (200, 150))
    options.buttons[how].click()
    drag(view, (250, 150), (150, 100))
    assert box(view) == expected


def test_a_drag_within_the_selection_moves_its_outline(view: CanvasView) -> None:
    tool(view, "rectangle")
    drag(view, (100, 100), (200, 150))
    steps = len(view.document.history.names)
    drag(view, (150, 120), (170, 125), (180, 140))
    assert box(view) == Rect(130, 120, 100, 50)
    assert len(view.document.history.names) == steps + 1
    view.document.undo()
    assert box(view) == Rect(100, 100, 100, 50)
    drag(view, (150, 120), (170, 130), keys=SHIFT)  # adds, what is selected already
    assert box(view) == Rect(100, 100, 100, 50)
    click(view, 150, 120)
    assert view.document.selection is None


def test_a_move_that_is_given_up_leaves_the_selection(view: CanvasView) -> None:
    tool(view, "lasso")
    drag(view, (100, 100), (200, 100), (200, 200), (100, 200))
    before = view.document.selection
    QTest.mousePress(view, LEFT, NONE, at(150, 150))
    QTest.mouseMove(view, at(180, 180))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, at(180, 180))
    assert view.document.selection is before


def test_arrow_keys_move_the_outline_in_one_step(view: CanvasView) -> None:
    tool(view, "rectangle")
    drag(view, (100, 100), (200, 150))
    steps = len(view.document.history.names)
    for key, keys in (
        (Qt.Key.Key_Right, SHIFT),
        (Qt.Key.Key_Right, NONE),
        (Qt.Key.Key_Down, NONE),
        (Qt.Key.Key_Left, NONE),
        (Qt.Key.Key_Up, SHIFT),
    ):
        QTest.keyClick(view, key, keys)
    assert box(view) == Rect(110, 91, 100, 50)
    assert len(view.document.history.names) == steps + 1
    view.document.undo()
    assert box(view) == Rect(100, 100, 100, 50)


def test_a_polygon_is_closed_by_enter_a_double_click_or_its_first_corner(view: CanvasView) -> None:
    tool(view, "polygon")
    for how in ("enter", "double", "first"):
        view.document.select(None)
        for corner in ((100, 100), (300, 100), (300, 200)):
            click(view, *corner)
        if how == "double":
            QTest.mouseDClick(view, LEFT, NONE, at(300, 200))
            QTest.mouseRelease(view, LEFT, NONE, at(300, 200))
        elif how == "enter":
            QTest.keyClick(view, Qt.Key.Key_Return)
        else:
            click(view, 103, 103)
        assert area(view) == pytest.approx(200 * 100 / 2, rel=0.02), how
        assert box(view).width == pytest.approx(200, abs=1)


def test_backspace_takes_a_corner_back_and_escape_gives_up(view: CanvasView) -> None:
    polygon = tool(view, "polygon")
    assert isinstance(polygon, PolygonSelectionTool)
    for corner in ((100, 100), (300, 100), (390, 290), (300, 200)):
        click(view, *corner)
        if corner == (390, 290):
            QTest.keyClick(view, Qt.Key.Key_Backspace)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert area(view) == pytest.approx(200 * 100 / 2, rel=0.02)
    before = view.document.selection
    for corner in ((10, 10), (50, 10), (50, 50)):
        click(view, *corner, keys=SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.document.selection is before
    assert not set(polygon.own_keys()) & {int(Qt.Key.Key_Return), int(Qt.Key.Key_Escape)}
    click(view, 10, 10)
    view.choose_tool("brush")
    view.choose_tool("polygon")
    assert not set(polygon.own_keys()) & {int(Qt.Key.Key_Return)}


def painted_patches(view: CanvasView) -> None:
    """Two red squares and a green one on the sketch."""
    image = np.zeros((300, 400, 4), np.uint8)
    image[50:100, 50:100] = image[50:100, 200:250] = (220, 30, 30, 255)
    image[200:250, 50:100] = (30, 200, 30, 255)
    view.document.paste_image(image, "Patches")


def test_the_wand_selects_what_is_alike_around_a_click(view: CanvasView) -> None:
    painted_patches(view)
    wand = tool(view, "wand")
    assert isinstance(wand, MagicWandTool)
    wand.settings.take_antialias(False)
    click(view, 60, 60)
    assert area(view) == 2500
    assert box(view) == Rect(50, 50, 50, 50)
    click(view, 60, 220, SHIFT)
    assert area(view) == 5000
    wand.settings.take_contiguous(False)
    view.document.select(None)
    click(view, 60, 60)
    assert area(view) == 5000
    assert box(view) == Rect(50, 50, 200, 50)


def test_the_wand_looks_at_one_layer_if_asked_to(view: CanvasView) -> None:
    painted_patches(view)
    view.document.add_layer("Above")
    wand = tool(view, "wand")
    assert isinstance(wand, MagicWandTool)
    wand.settings.take_reference("active", "")
    click(view, 60, 60)
    assert area(view) == 400 * 300  # nothing is on it: all of it is alike


def test_select_by_colour_selects_it_wherever_it_is(view: CanvasView) -> None:
    painted_patches(view)
    tool(view, "colour_selection")
    click(view, 60, 60)
    assert area(view) == pytest.approx(5000, rel=0.05)
    assert box(view) == Rect(50, 50, 200, 50)


def test_smart_selection_cuts_out_what_is_in_a_box_and_strokes_make_it_better(view: CanvasView) -> None:
    painted_patches(view)
    smart = tool(view, "smart")
    assert isinstance(smart, SmartSelectionTool)
    drag(view, (30, 30), (100, 100), (270, 120))
    assert area(view) == pytest.approx(5000, rel=0.05)
    smart.strokes = True
    drag(view, (210, 60), (220, 80), (240, 90), keys=ALT)
    assert 0 < area(view) < 4500
    selection = view.document.selection
    assert selection is not None
    assert selection[75, 75] == 255
    assert selection[75, 225] == 0


def test_a_stroke_around_a_thing_is_as_good_as_a_box(view: CanvasView) -> None:
    painted_patches(view)
    smart = tool(view, "smart")
    assert isinstance(smart, SmartSelectionTool)
    smart.strokes = True
    drag(view, (30, 180), (120, 180), (120, 270), (30, 270), (30, 184))
    assert area(view) == pytest.approx(2500, rel=0.05)
    assert box(view) == Rect(50, 200, 50, 50)


def test_a_background_stroke_alone_is_refused(view: CanvasView, qtbot: QtBot) -> None:
    smart = tool(view, "smart")
    assert isinstance(smart, SmartSelectionTool)
    smart.strokes = True
    with qtbot.waitSignal(view.refused):
        drag(view, (210, 60), (220, 80), (240, 90), keys=ALT)


def test_the_mouse_shows_what_a_press_would_move(view: CanvasView) -> None:
    tool(view, "rectangle")
    drag(view, (100, 100), (200, 150))
    QTest.mouseMove(view, at(150, 120))
    assert view.tool.cursor_at(view.pointer) == Qt.CursorShape.SizeAllCursor
    QTest.mouseMove(view, at(20, 20))
    assert view.tool.cursor_at(view.pointer) == Qt.CursorShape.CrossCursor
