"""The noise levels that sampling goes through."""

from itertools import pairwise

import pytest

from aipaint_desktop.nn.generative.noise_schedule import JUDGED_BELOW, composer_levels, even_levels


def test_even_levels_are_even() -> None:
    assert even_levels(4) == pytest.approx([1, 0.75, 0.5, 0.25, 0])


@pytest.mark.parametrize("steps", [2, 3, 8, 16, 100])
@pytest.mark.parametrize("start", [1.0, 0.9, 0.5, 0.05])
def test_levels_fall_from_the_start_to_nothing(steps: int, start: float) -> None:
    levels = composer_levels(steps, start)
    assert (levels[0], levels[-1]) == (start, 0)
    assert all(above > below for above, below in pairwise(levels))
    assert len(levels) == steps + 1 if start == 1 else len(levels) <= steps + 1


def test_most_steps_are_where_nothing_was_judged() -> None:
    levels = composer_levels(8)
    assert sum(level > JUDGED_BELOW + 1e-9 for level in levels) == 5
    assert JUDGED_BELOW in levels
