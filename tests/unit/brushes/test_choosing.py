"""Which of several tips is stamped."""

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.choosing import chosen_tips
from aipaint_desktop.brushes.dynamics import PenPoints, PenSample
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.brushes.tip import Choice, Chooser, Tip
from aipaint_desktop.document.document import Document

TIPS = tuple(Tip.of_pixels(np.full((4, 4), 60 * (number + 1), np.uint8)) for number in range(4))


def points(count: int, **given: float) -> PenPoints:
    fields = {name: np.full(count, given.get(name, 0.0)) for name in PenPoints._fields}
    return PenPoints(**fields)


def chosen(by: Chooser, *, first: int = 0, luck: float = 0.0, **given: float) -> list[int]:
    brush = Brush("A", tips=TIPS, choices=(Choice(4, by),))
    return chosen_tips(points(5, **given), brush, np.full((5, 1), luck), first).tolist()


def test_tips_take_turns() -> None:
    assert chosen(Chooser.TURN, first=2) == [2, 3, 0, 1, 2]


@pytest.mark.parametrize(
    ("by", "given", "tip"),
    [
        (Chooser.DIRECTION, {"direction": -np.pi / 2}, 0),
        (Chooser.DIRECTION, {"direction": 0}, 1),
        (Chooser.DIRECTION, {"direction": np.pi}, 3),
        (Chooser.PRESSURE, {"pressure": 0}, 0),
        (Chooser.PRESSURE, {"pressure": 1}, 3),
        (Chooser.SPEED, {"speed": 1e9}, 3),
        (Chooser.TILT_X, {"tilt_x": -60}, 0),
        (Chooser.TILT_X, {"tilt_x": 80}, 3),
        (Chooser.TILT_Y, {"tilt_y": 60}, 3),
        (Chooser.CHANCE, {"luck": 0.6}, 2),
        (Chooser.CHANCE, {"luck": 0.9999}, 3),
    ],
)
def test_the_hand_chooses(by: Chooser, given: dict[str, float], tip: int) -> None:
    assert chosen(by, **given) == [tip] * 5


def test_the_last_choice_is_the_quickest_to_change() -> None:
    brush = Brush("A", tips=TIPS, choices=(Choice(2, Chooser.PRESSURE), Choice(2, Chooser.TURN)))
    assert chosen_tips(points(3, pressure=1), brush, np.zeros((3, 2)), 0).tolist() == [2, 3, 2]


def test_tips_take_turns_whatever_the_rate_of_events() -> None:
    """And chance is as many numbers a dab, so that it does not depend on how they come either."""
    brush = Brush(
        "A", size=20, tips=TIPS, choices=(Choice(4, Chooser.TURN),), spacing=1, apart=True, smoothing=0
    )

    def drawn(events: int) -> np.ndarray:
        document = Document(200, 40)
        stroke = Stroke(document.begin_edit("A"), brush, (0, 0, 0), seed=3)
        for x in np.linspace(20, 180, events):
            stroke.add(PenSample(x, 20, time=x / 100))
            stroke.render()
        stroke.finish()
        return document.active.tiles.read(document.rect)[20, :, 3]

    assert np.abs(drawn(5).astype(int) - drawn(81)).mean() < 1
    assert {60, 120, 180, 240} <= set(drawn(5).tolist())
