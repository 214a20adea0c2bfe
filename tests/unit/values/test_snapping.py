"""Points and edges that cling to lines near them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipaint_desktop.values.snapping import NO_LINES, Grid, SnapLines, shift_to_lines, snapped

NUMBERS = st.floats(-1e4, 1e4)


def test_a_point_goes_to_the_nearest_line_of_each_direction() -> None:
    lines = SnapLines(upright=(10, 100), level=(50,))
    assert snapped(12, 40, lines, 5) == (10, 40)
    assert snapped(97, 53, lines, 5) == (100, 50)
    assert snapped(55, 200, lines, 5) == (55, 200)


def test_a_guide_and_a_grid_compete_by_their_distance() -> None:
    lines = SnapLines(upright=(30,), grid=Grid(64, 32, 4, 0))
    assert snapped(31, 0, lines, 8) == (30, 0)
    assert snapped(66, 37, lines, 8) == (68, 32)
    assert snapped(-57, -3, lines, 8) == (-60, 0)


def test_the_edge_that_is_nearest_shifts_all() -> None:
    lines = SnapLines(upright=(0, 100))
    assert shift_to_lines((3, 51, 99), (7,), lines, 6) == (1, 0)


@given(NUMBERS, NUMBERS)
def test_without_lines_nothing_moves(x: float, y: float) -> None:
    assert snapped(x, y, NO_LINES, 1e9) == (x, y)


@given(NUMBERS, NUMBERS, st.integers(1, 500), st.integers(-50, 50), st.floats(0, 300))
def test_nothing_goes_farther_than_the_reach_and_what_is_snapped_stays(
    x: float, y: float, spacing: int, offset: int, reach: float
) -> None:
    lines = SnapLines(upright=(7.5,), level=(-3,), grid=Grid(spacing, spacing, offset, offset))
    once = snapped(x, y, lines, reach)
    assert abs(once[0] - x) <= reach + 1e-6
    assert abs(once[1] - y) <= reach + 1e-6
    assert snapped(*once, lines, reach) == pytest.approx(once, abs=1e-6)
