"""Brushes that paint whole pixels."""

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.presets import shipped_brush
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.brushes.tip import Tip
from aipaint_desktop.document.document import Document

SIDE = 40


def drawn(brush: Brush, *places: tuple[float, float]) -> np.ndarray:
    document = Document(SIDE, SIDE)
    stroke = Stroke(document.begin_edit("A"), brush, (10, 20, 30))
    for time, (x, y) in enumerate(places):
        stroke.add(PenSample(x, y, time=time / 50))
    stroke.finish()
    return document.active.tiles.read(document.rect)


@pytest.mark.parametrize(("x", "y"), [(7.0, 9.0), (7.5, 9.5), (7.02, 9.98), (7.99, 9.01)])
def test_a_touch_is_the_pixel_below_it(x: float, y: float) -> None:
    pixels = drawn(shipped_brush("pixel"), (x, y))
    assert np.argwhere(pixels[..., 3]).tolist() == [[9, 7]]
    assert pixels[9, 7].tolist() == [10, 20, 30, 255]


@pytest.mark.parametrize(
    ("size", "x", "left"), [(2, 7.4, 6), (2, 7.6, 7), (3, 7.9, 6), (4, 7.4, 5), (4, 7.6, 6), (5, 7.1, 5)]
)
def test_larger_ones_are_squares_around_the_nearest_corner_or_middle(size: int, x: float, left: int) -> None:
    alpha = drawn(Brush("A", size=size, pixels=True), (x, 20.5 if size % 2 else 20.0))[..., 3]
    rows, columns = np.nonzero(alpha)
    assert (columns.min(), len(columns), set(alpha[alpha > 0])) == (left, size * size, {255})
    assert (np.ptp(rows), np.ptp(columns)) == (size - 1, size - 1)


def test_a_slanting_line_has_one_pixel_in_each_column() -> None:
    alpha = drawn(shipped_brush("pixel"), (3.5, 5.5), (33.5, 17.5))[..., 3]
    assert set(alpha.flat) == {0, 255}
    assert (alpha > 0).sum(axis=0).tolist() == [0] * 3 + [1] * 31 + [0] * 6


def test_corners_are_not_filled_however_the_hand_goes() -> None:
    turns = np.linspace(0, 2 * np.pi, 60)
    covered = (
        drawn(shipped_brush("pixel"), *((20 + 13 * np.cos(t), 20 + 13 * np.sin(t)) for t in turns))[..., 3]
        > 0
    )
    beside = [np.roll(covered, step, axis) for axis in (0, 1) for step in (1, -1)]
    up, down, left, right = beside
    corner = covered & (up | down) & (left | right)
    assert corner.sum() <= 2, "but where the line ends in its beginning"


def test_tips_are_covered_or_not() -> None:
    tip = Tip.of_pixels(np.linspace(0, 255, 64).astype(np.uint8).reshape(8, 8))
    alpha = drawn(Brush("A", size=12, tips=(tip,), pixels=True), (20, 20))[..., 3]
    assert set(alpha.flat) == {0, 255}
