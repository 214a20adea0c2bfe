"""Masks reshaped, against slow references that say what is meant."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.ndimage import gaussian_filter

from aipaint_desktop.document.mask import bounds
from aipaint_desktop.document.selecting.reshaping import (
    bordered,
    feathered,
    grown,
    moved,
    shrunk,
    smoothed,
    transformed,
)
from aipaint_desktop.values.geometry import NOTHING, Rect

HARD = arrays(bool, (9, 12)).map(lambda plane: plane * np.uint8(255))


def disc(size: int, radius: float) -> np.ndarray:
    rows, columns = np.mgrid[:size, :size] - (size - 1) / 2
    return (np.clip(radius + 0.5 - np.hypot(rows, columns), 0, 1) * 255).round().astype(np.uint8)


def distance_to(inside: np.ndarray, y: int, x: int) -> float:
    return min((math.hypot(y - row, x - column) for row, column in np.argwhere(inside)), default=math.inf)


@settings(deadline=None, max_examples=40)
@given(HARD, st.floats(0, 6))
def test_a_grown_mask_reaches_just_so_far_in_every_direction(mask: np.ndarray, px: float) -> None:
    for (y, x), value in np.ndenumerate(grown(mask, px)):
        expected = np.clip(px + 1 - distance_to(mask >= 128, y, x), 0, 1) * 255
        assert value == pytest.approx(expected, abs=0.51)


@settings(deadline=None, max_examples=40)
@given(HARD, st.floats(0, 4), st.booleans())
def test_a_shrunk_mask_leaves_as_much_out(mask: np.ndarray, px: float, from_border: bool) -> None:
    outside = np.pad(mask < 128, 1, constant_values=from_border)
    for (y, x), value in np.ndenumerate(shrunk(mask, px, from_border=from_border)):
        inside = mask[y, x] >= 128
        expected = np.clip(distance_to(outside, y + 1, x + 1) - px, 0, 1) * 255 if inside else 0
        assert value == pytest.approx(expected, abs=0.51)


@settings(deadline=None, max_examples=30)
@given(HARD, st.floats(0, 3), st.floats(0, 3))
def test_more_grows_more_and_shrinks_more(mask: np.ndarray, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert (mask <= grown(mask, less)).all()
    assert (grown(mask, less) <= grown(mask, more)).all()
    assert (shrunk(mask, more) <= shrunk(mask, less)).all()
    assert (shrunk(mask, less) <= mask).all()


def test_a_straight_edge_moves_by_whole_pixels_and_stays_hard() -> None:
    mask = np.zeros((40, 60), np.uint8)
    mask[10:30, 20:40] = 255
    assert (grown(mask, 5)[15, 15:45] == 255).all()
    assert not grown(mask, 5)[15, :15].any()
    expected = np.zeros_like(mask)
    expected[15:25, 25:35] = 255
    assert np.array_equal(shrunk(mask, 5), expected)


def test_a_disc_grows_to_a_larger_one_whose_edge_is_antialiased() -> None:
    larger = grown(disc(101, 20), 15)
    assert np.abs(larger.astype(int) - disc(101, 35)).max() < 140
    assert larger.sum() / 255 == pytest.approx(math.pi * 35**2, rel=0.02)
    assert len(np.unique(larger)) > 8


def test_the_border_of_the_canvas_is_an_outline_only_if_asked_for() -> None:
    everything = np.full((20, 30), 255, np.uint8)
    assert (shrunk(everything, 4, from_border=False) == 255).all()
    assert bounds(shrunk(everything, 4)) == Rect(4, 4, 22, 12)
    assert not bordered(everything, 3).any()


def test_a_border_lies_on_either_side_of_the_outline() -> None:
    mask = np.zeros((40, 40), np.uint8)
    mask[10:30, 10:30] = 255
    ring = bordered(mask, 3)
    assert ring[20].tolist() == [0] * 7 + [255] * 6 + [0] * 14 + [255] * 6 + [0] * 7


@pytest.mark.parametrize("px", [1, 3.5, 12])
def test_feathering_is_a_gaussian_which_goes_on_beyond_the_canvas(px: float) -> None:
    mask = np.zeros((90, 110), np.uint8)
    mask[30:, 50:] = 255
    expected = gaussian_filter(mask.astype(np.float64), px / 2, mode="nearest", truncate=6)
    assert np.abs(feathered(mask, px) - expected).max() <= 2
    assert np.array_equal(feathered(np.full((20, 20), 255, np.uint8), px), np.full((20, 20), 255))


def test_a_small_selection_is_feathered_as_within_a_large_canvas() -> None:
    mask = np.zeros((300, 300), np.uint8)
    mask[140:150, 140:150] = 255
    expected = gaussian_filter(mask.astype(np.float64), 4, truncate=6)
    assert np.abs(feathered(mask, 8) - expected).max() <= 2


def test_smoothing_fills_notches_drops_specks_and_leaves_straight_edges() -> None:
    mask = np.zeros((80, 80), np.uint8)
    mask[20:60, 20:60] = 255
    rough = mask.copy()
    rough[20:22, 40] = 0
    rough[5:7, 5:7] = 255
    result = smoothed(rough, 8)
    assert not result[:15, :15].any()
    assert (result[23:57, 40] == 255).all()
    assert result[40, 19] < 128 <= result[40, 20]
    assert result[20, 20] < 128  # a corner is rounded


@settings(deadline=None)
@given(HARD, st.integers(-14, 14), st.integers(-14, 14))
def test_moving_keeps_what_stays_on_the_canvas(mask: np.ndarray, dx: int, dy: int) -> None:
    result = moved(mask, dx, dy)
    for (y, x), value in np.ndenumerate(result):
        there = 0 <= y - dy < 9 and 0 <= x - dx < 12
        assert value == (mask[y - dy, x - dx] if there else 0)


def test_what_is_transformed_lies_where_the_matrix_puts_corners_of_pixels() -> None:
    mask = np.zeros((50, 60), np.uint8)
    mask[10:20, 5:15] = 255
    twice = transformed(mask, np.array([[2.0, 0, 4], [0, 2, -3], [0, 0, 1]]))
    assert bounds((twice >= 128).astype(np.uint8)) == Rect(14, 17, 20, 20)
    assert np.array_equal(transformed(mask, np.eye(3)), mask)


def test_nothing_stays_nothing() -> None:
    empty = np.zeros((8, 9), np.uint8)
    assert bounds(empty) == NOTHING
    for result in (
        grown(empty, 3),
        shrunk(empty, 3),
        bordered(empty, 2),
        feathered(empty, 2),
        smoothed(empty, 2),
    ):
        assert not result.any()
