"""Guides go along with what is on the canvas."""

from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.guides import mirrored, moved, scaled, turned

UPRIGHT, LEVEL = Guide(True, 10), Guide(False, 30)
BOTH = UPRIGHT, LEVEL


def test_they_are_shifted_and_scaled_in_their_own_direction() -> None:
    assert moved(BOTH, 5, -7) == (Guide(True, 15), Guide(False, 23))
    assert scaled(BOTH, 2, 0.5) == (Guide(True, 20), Guide(False, 15))


def test_mirroring_changes_those_that_run_along_the_mirror() -> None:
    assert mirrored(BOTH, width=100) == (Guide(True, 90), LEVEL)
    assert mirrored(BOTH, height=40) == (UPRIGHT, Guide(False, 10))


def test_a_quarter_turn_lays_down_those_that_stood() -> None:
    # of a canvas of 100 x 40: the left edge becomes the top, the top the right edge
    assert turned(BOTH, 1, 100, 40) == (Guide(False, 10), Guide(True, 10))
    assert turned(turned(BOTH, 1, 100, 40), -1, 40, 100) == BOTH
    assert turned(BOTH, 2, 100, 40) == mirrored(BOTH, width=100, height=40)
    assert turned(BOTH, 4, 100, 40) == BOTH
