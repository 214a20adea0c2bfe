"""Lines on the canvas: steadied, mirrored, wrapped around, along assistants."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.line import Drawn, draw_again
from aipaint_desktop.brushes.steadying.steadiness import Steadiness, Steadying
from aipaint_desktop.brushes.symmetry import Symmetry
from aipaint_desktop.document.assistant import Assistant, AssistantKind
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas.tools.assistant import AssistantTool
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.workspace.line_settings import LineSettings
from tests.gui.canvas.test_lost_release import LEFT, NO_KEYS
from tests.gui.canvas.test_view import at, sketch

MIRRORED = LineSettings(symmetry=Symmetry(vertical=True))


def drag(view: CanvasView, *places: tuple[float, float]) -> None:
    QTest.mousePress(view, LEFT, NO_KEYS, at(*places[0]))
    for place in places[1:]:
        QTest.mouseMove(view, at(*place))
    QTest.mouseRelease(view, LEFT, NO_KEYS, at(*places[-1]))


def test_a_mirror_shows_every_stroke_twice_as_one_step(view: CanvasView) -> None:
    view.set_lines(MIRRORED)
    drag(view, (60, 60), (120, 160), (150, 200))
    drawn = sketch(view)
    assert drawn[..., 3].any()
    assert np.array_equal(drawn, drawn[:, ::-1])
    assert len(view.document.history.names) == 2


def test_the_axis_is_dragged_by_its_handle(view: CanvasView) -> None:
    view.set_lines(MIRRORED)
    assert view.symmetry.middle == (200, 150)
    handle = QPoint(250, 26)
    assert view.axes_at(QPointF(handle))
    QTest.mousePress(view, LEFT, NO_KEYS, handle)
    QTest.mouseMove(view, handle - QPoint(50, 0))
    QTest.mouseRelease(view, LEFT, NO_KEYS, handle - QPoint(50, 0))
    assert view.symmetry.middle == (150, 150)
    assert len(view.document.history.names) == 1  # nothing was painted
    drag(view, (60, 60), (120, 160))
    drawn = sketch(view)[:, :300]
    assert np.array_equal(drawn, drawn[:, ::-1])
    view.centre_axes()
    assert view.symmetry.middle == (200, 150)


def test_escape_puts_the_axis_back(view: CanvasView) -> None:
    view.set_lines(MIRRORED)
    QTest.mousePress(view, LEFT, NO_KEYS, QPoint(250, 26))
    QTest.mouseMove(view, QPoint(200, 26))
    view.cancel()
    assert view.symmetry.middle == (200, 150)


def test_another_document_has_its_axes_in_its_own_middle(view: CanvasView) -> None:
    view.set_lines(MIRRORED)
    view.put_axes(20, 30)
    view.set_document(Document(100, 80))
    assert view.symmetry.middle == (50, 40)


def test_a_stroke_wraps_around_where_the_picture_repeats(view: CanvasView) -> None:
    view.set_lines(LineSettings(wraps=True))
    drag(view, (380, 150), (440, 150))
    alpha = sketch(view)[..., 3]
    assert alpha[150, 385:].all()
    assert alpha[150, :40].all()
    shown = view.grab().toImage()
    beyond = at(410, 150)
    assert shown.pixelColor(beyond) == shown.pixelColor(at(10, 150)) == view.colour


def test_signs_stand_below_each_other_without_gaps(view: CanvasView) -> None:
    assert view.signs() == []
    view.set_lines(LineSettings(wraps=True))
    (sign,) = view.signs()
    view.set_mirrored(True)
    assert view.signs()[1:] == [sign]


def test_a_steadied_line_catches_up_while_the_pen_rests(view: CanvasView, qtbot: QtBot) -> None:
    view.set_lines(LineSettings(Steadiness(Steadying.CATCHING_UP, 10)))
    QTest.mousePress(view, LEFT, NO_KEYS, at(50, 150))
    QTest.mouseMove(view, at(300, 150))
    qtbot.waitUntil(lambda: bool(sketch(view)[150, 295, 3]))
    QTest.mouseRelease(view, LEFT, NO_KEYS, at(300, 150))


def test_a_lazy_end_stays_behind(view: CanvasView) -> None:
    view.set_lines(LineSettings(Steadiness(Steadying.ROPE, 60, lazy_end=True)))
    drag(view, (50, 150), (150, 150), (300, 150))
    columns = np.flatnonzero(sketch(view)[150, :, 3])
    assert 240 <= columns[-1] <= 255


def test_what_was_drawn_can_be_drawn_again_to_the_bit(view: CanvasView) -> None:
    drawn: list[Drawn] = []
    view.drawn.connect(drawn.append)
    view.set_lines(replace(MIRRORED, steadiness=Steadiness(Steadying.WEIGHTED, 20), wraps=True))
    drag(view, (60, 60), (120, 190), (150, 110), (420, 200))
    view.set_lines(LineSettings())
    QTest.mouseClick(view, LEFT, Qt.KeyboardModifier.ShiftModifier, at(30, 280))
    again = Document(400, 300)
    for each in drawn:
        draw_again(again, each)
    assert len(drawn) == 2
    assert np.array_equal(again.composite(), view.document.composite())


# Assistants


@pytest.fixture
def tool(view: CanvasView) -> AssistantTool:
    view.choose_tool("assistant")
    tool = view.tool
    assert isinstance(tool, AssistantTool)
    return tool


@pytest.mark.usefixtures("tool")
def test_a_drag_sets_a_ruler_and_the_brush_follows_it(view: CanvasView) -> None:
    drag(view, (50, 100), (350, 100))
    (ruler,) = view.document.state.assistants
    assert ruler == Assistant(AssistantKind.RULER, ((50, 100), (350, 100)))
    assert view.document.history.names[-1] == "Add assistant"
    view.choose_tool("brush")
    drag(view, (80, 108), (150, 94), (220, 112), (300, 90))
    rows = np.flatnonzero(sketch(view)[..., 3].any(axis=1))
    assert (rows[0], rows[-1]) == (90, 109)
    view.set_aids(replace(view.aids, snap_to_assistants=False))
    drag(view, (80, 108), (150, 94), (220, 160))
    assert sketch(view)[155, :, 3].any()


@pytest.mark.parametrize("kind", list(AssistantKind))
def test_every_kind_is_set_by_clicks_drawn_and_removed(
    view: CanvasView, tool: AssistantTool, kind: AssistantKind
) -> None:
    tool.make(kind)
    places = [(100, 100), (300, 100), (210, 180), (330, 220)]
    for place in places:
        if not view.document.state.assistants:
            QTest.mouseClick(view, LEFT, NO_KEYS, at(*place))
            view.grab()
    (made,) = view.document.state.assistants
    assert made.kind is kind
    assert made.points == tuple((float(x), float(y)) for x, y in places[: len(made.points)])
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.document.state.assistants == ()
    view.document.undo()
    assert view.document.state.assistants == (made,)


@pytest.mark.usefixtures("tool")
def test_points_are_dragged_and_moved_by_keys(view: CanvasView) -> None:
    drag(view, (50, 100), (350, 100))
    drag(view, (350, 100), (350, 200))
    assert view.document.state.assistants[0].points[1] == (350, 200)
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.document.state.assistants[0].points[1] == (340, 199)
    view.undo()
    view.undo()
    assert view.document.state.assistants[0].points[1] == (350, 200)


def test_undo_takes_back_points_first(view: CanvasView, tool: AssistantTool) -> None:
    tool.make(AssistantKind.SPLINE)
    QTest.mouseClick(view, LEFT, NO_KEYS, at(100, 100))
    QTest.mouseClick(view, LEFT, NO_KEYS, at(200, 100))
    view.undo()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not tool.own_keys()
    assert len(view.document.history.names) == 1


def test_what_was_touched_and_undone_is_not_removed(view: CanvasView, tool: AssistantTool) -> None:
    drag(view, (50, 100), (350, 100))
    view.undo()
    QTest.keySequence(view, QKeySequence(Qt.Key.Key_Delete))
    tool.remove()
    tool.remove_all()
    assert view.document.state.assistants == ()
