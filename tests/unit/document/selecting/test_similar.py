import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.ndimage import label

from aipaint_desktop.document.selecting.similar import Likeness, similar_everywhere, similar_region


def picture(plane: np.ndarray) -> np.ndarray:
    """Grey values as an opaque image."""
    grey = np.repeat(plane[..., None].astype(np.uint8), 3, axis=2)
    return np.dstack([grey, np.full(plane.shape, 255, np.uint8)])


def neighbours(y: int, x: int) -> list[tuple[int, int]]:
    return [(y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)]


@settings(deadline=None)
@given(arrays(bool, (9, 11)), st.integers(0, 10), st.integers(0, 8))
def test_finds_the_connected_region_pixel_by_pixel(plane: np.ndarray, x: int, y: int) -> None:
    expected = np.zeros(plane.shape, np.uint8)
    pending = [(y, x)]
    while pending:
        row, column = pending.pop()
        inside = 0 <= row < plane.shape[0] and 0 <= column < plane.shape[1]
        if inside and plane[row, column] == plane[y, x] and not expected[row, column]:
            expected[row, column] = 255
            pending += neighbours(row, column)
    assert np.array_equal(similar_region(picture(plane * 200), x, y, Likeness(10)), expected)


@settings(deadline=None)
@given(arrays(np.uint8, (6, 7, 4)), st.integers(0, 6), st.integers(0, 5), st.integers(0, 255))
def test_alike_is_what_differs_by_no_more_in_any_premultiplied_channel(
    image: np.ndarray, x: int, y: int, tolerance: int
) -> None:
    found = similar_region(image, x, y, Likeness(tolerance, contiguous=False))
    wide = image.astype(int)
    wide[..., :3] = wide[..., :3] * wide[..., 3:] // 255
    expected = (np.abs(wide - wide[y, x]) <= tolerance).all(axis=2)
    assert np.array_equal(found == 255, expected)
    assert np.array_equal(found, similar_everywhere(image, image[y, x].tolist(), Likeness(tolerance)))


def test_a_large_ragged_region_is_what_labelling_finds() -> None:
    noise = np.random.default_rng(0).random((700, 900)) < 0.8
    expected, _ = label(noise)
    region = similar_region(picture(noise * 255), 450, 350, Likeness(0))
    assert np.array_equal(region == 255, expected == expected[350, 450])


def test_transparent_pixels_are_alike_whatever_colour_hides_in_them() -> None:
    image = np.zeros((1, 3, 4), np.uint8)
    image[0, 1, :3] = 255
    image[0, 2] = 255
    assert similar_region(image, 0, 0, Likeness(0)).tolist() == [[255, 255, 0]]


@pytest.mark.parametrize(("gap", "leaks"), [(0, True), (2, True), (4, False), (9, False)])
def test_a_gap_narrower_than_that_is_no_way_out(gap: int, leaks: bool) -> None:
    lines = np.full((80, 80), 255)
    lines[20, 20:60] = lines[60, 20:61] = lines[20:60, 20] = lines[20:60, 60] = 0
    lines[38:42, 60] = 255  # an opening of 4 px
    region = similar_region(picture(lines), 40, 40, Likeness(0, gap=gap))
    assert bool(region[5, 5]) is leaks
    assert (region[22:59, 22:59] == 255).mean() > 0.99
    assert not region[lines == 0].any()


def test_where_everything_is_alike_gaps_do_not_matter() -> None:
    image = picture(np.full((30, 40), 90))
    assert (similar_region(image, 3, 4, Likeness(gap=5)) == 255).all()


def test_a_region_goes_under_its_outline_and_its_edge_is_soft_if_asked_for() -> None:
    plane = np.zeros((40, 40))
    plane[10:30, 10:30] = 200
    hard = similar_region(picture(plane), 20, 20, Likeness(0, grow=3))
    assert set(np.unique(hard)) == {0, 255}
    assert (hard[20] == 255).sum() == 26
    soft = similar_region(picture(plane), 20, 20, Likeness(0, antialias=True))
    assert 0 < soft[20, 9] < 128 <= soft[20, 10] < 255
