import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.ndimage import label

from aipaint_desktop.document import fill
from aipaint_desktop.document.fill import similar_region


def picture(plane: np.ndarray) -> np.ndarray:
    """Grey values as an opaque image."""
    grey = np.repeat(plane[..., None].astype(np.uint8), 3, axis=2)
    return np.dstack([grey, np.full(plane.shape, 255, np.uint8)])


def neighbours(y: int, x: int) -> list[tuple[int, int]]:
    return [(y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)]


@settings(deadline=None)
@given(arrays(bool, (9, 11)), st.integers(0, 10), st.integers(0, 8))
def test_fills_the_connected_region_pixel_by_pixel(plane: np.ndarray, x: int, y: int) -> None:
    expected = np.zeros(plane.shape, np.uint8)
    pending = [(y, x)]
    while pending:
        row, column = pending.pop()
        inside = 0 <= row < plane.shape[0] and 0 <= column < plane.shape[1]
        if inside and plane[row, column] == plane[y, x] and not expected[row, column]:
            expected[row, column] = 255
            pending += neighbours(row, column)
    assert np.array_equal(similar_region(picture(plane * 200), x, y, 10), expected)


def test_tolerance_is_the_largest_difference_that_counts_as_alike() -> None:
    ramp = picture(np.array([[100, 110, 120, 130]]))
    assert similar_region(ramp, 0, 0, 20).tolist() == [[255, 255, 255, 0]]
    assert similar_region(ramp, 0, 0, 19).tolist() == [[255, 255, 0, 0]]


def test_transparent_pixels_are_alike_whatever_colour_hides_in_them() -> None:
    image = np.zeros((1, 3, 4), np.uint8)
    image[0, 1, :3] = 255
    image[0, 2] = 255
    assert similar_region(image, 0, 0, 0).tolist() == [[255, 255, 0]]


def test_a_large_ragged_region_is_filled_in_a_few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = []
    minimum = fill.np.minimum

    class Minimum:
        def __call__(self, *arguments: object) -> object:
            return minimum(*arguments)

        def at(self, *arguments: object) -> None:
            rounds.append(1)
            minimum.at(*arguments)

    noise = np.random.default_rng(0).random((1200, 1200)) < 0.8
    expected, _ = label(noise)
    monkeypatch.setattr(fill.np, "minimum", Minimum())
    region = similar_region(picture(noise * 255), 600, 600, 0)
    assert len(rounds) <= 12
    assert np.array_equal(region == 255, expected == expected[600, 600])
