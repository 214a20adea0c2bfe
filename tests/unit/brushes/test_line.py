import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.line import Line, Press
from aipaint_desktop.brushes.steadying.steadiness import Steadiness, Steadying
from aipaint_desktop.document.assistant import Assistant, AssistantKind
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer

PEN = Brush("Pen", size=8, smoothing=0.4)
RULER = Assistant(AssistantKind.RULER, ((0, 60), (200, 60)))


def draw(press: Press, *, pressure_at_end: float = 0.8) -> np.ndarray:
    """Alpha of a shaking line from (40, 60) to (160, 60)."""
    document = Document(200, 120)
    line = Line(document.begin_edit("Line"), press)
    xs = range(40, 161, 4)
    for place, x in enumerate(xs):
        line.add(PenSample(x, 60 + 3 * (-1) ** place, 0.8, time=place / 100))
        line.render()
    line.finish(PenSample(160, 63, pressure_at_end, time=1.0))
    layer = document.active
    assert isinstance(layer, Layer)
    return layer.tiles.read(document.rect)[..., 3]


def height(alpha: np.ndarray) -> int:
    return int(np.ptp(np.flatnonzero(alpha.any(axis=1)))) + 1


@pytest.mark.parametrize("kind", [kind for kind in Steadying if kind is not Steadying.NONE])
def test_a_steadied_line_is_narrower(kind: Steadying) -> None:
    free = draw(Press(PEN, (0, 0, 0)))
    steadied = draw(Press(PEN, (0, 0, 0), steadiness=Steadiness(kind, 20)))
    assert height(steadied[:, 60:140]) < height(free[:, 60:140])


def test_along_a_ruler_it_is_as_straight_as_that() -> None:
    laid = draw(Press(PEN, (0, 0, 0), assistants=(RULER,)))
    assert height(laid) == 8
    assert np.flatnonzero(laid.any(axis=0))[[0, -1]].tolist() == [36, 163]


def test_a_lazy_end_stays_behind_and_another_does_not() -> None:
    rope = Steadiness(Steadying.ROPE, 40)
    lazy = Steadiness(Steadying.ROPE, 40, lazy_end=True)
    ends = [
        np.flatnonzero(draw(Press(PEN, (0, 0, 0), steadiness=wish)).any(axis=0))[-1] for wish in (rope, lazy)
    ]
    assert ends[0] >= 162
    assert 120 <= ends[1] <= 128


def test_a_lifted_pen_does_not_thin_what_is_still_to_come() -> None:
    wish = Steadiness(Steadying.ROPE, 40)
    firm, lifted = (draw(Press(PEN, (0, 0, 0), steadiness=wish), pressure_at_end=p) for p in (0.8, 0.0))
    assert np.array_equal(firm, lifted)


def test_a_dot_is_drawn_even_where_start_and_end_are_lazy() -> None:
    document = Document(50, 50)
    wish = Steadiness(Steadying.WEIGHTED, 40, lazy_start=True, lazy_end=True)
    line = Line(document.begin_edit("Line"), Press(PEN, (0, 0, 0), steadiness=wish))
    line.add(PenSample(25, 25))
    line.finish(PenSample(25, 25, 0.0, time=0.1))
    assert line.marked


def test_a_straight_line_comes_from_where_it_is_told_to() -> None:
    document = Document(200, 120)
    line = Line(document.begin_edit("Line"), Press(PEN, (0, 0, 0), steadiness=Steadiness(Steadying.ROPE, 40)))
    line.begin_at(PenSample(20, 20, 0.5, time=-60))
    line.add(PenSample(180, 20, 0.5))
    line.finish(PenSample(180, 20, 0.0, time=0.1))
    layer = document.active
    assert isinstance(layer, Layer)
    assert layer.tiles.read(document.rect)[20, 20:180, 3].all()
