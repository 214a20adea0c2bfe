"""Noise that repeats without a seam, of which papers are made."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.surfaces.surface import Period
from aipaint_desktop.values.geometry import Rect

_SIDE = 512

Field = NDArray[np.float32]
Frequencies = NDArray[np.float64]


def noise(seed: int, band: Callable[[Frequencies], Frequencies]) -> Field:
    """Make noise, (512, 512), evenly spread over 0 to 1. band: how much there is of frequencies, which are in 1/px."""
    white = np.random.default_rng(seed).standard_normal((_SIDE, _SIDE))
    fy, fx = np.fft.fftfreq(_SIDE)[:, None], np.fft.rfftfreq(_SIDE)[None, :]
    made = np.fft.irfft2(np.fft.rfft2(white) * band(np.hypot(fx, fy)), (_SIDE, _SIDE))
    ranks = np.empty(_SIDE * _SIDE, np.float32)
    ranks[np.argsort(made, axis=None)] = np.linspace(0, 1, _SIDE * _SIDE, dtype=np.float32)
    return ranks.reshape(_SIDE, _SIDE)


def doubled(field: Field) -> Field:
    """Put noise side by side and below itself, so that parts of it are parts of an array."""
    return np.tile(field, (2, 2))


def part_of(field: Field, rect: Rect, period: Period | None = None) -> Field:
    """Give what lies under a rectangle where a field is repeated everywhere: (height, width), not to be written to.

    field: of `doubled`. period: after how many pixels, across and down, a canvas repeats, if it does: the field is
    stretched to repeat with it a whole number of times.
    """
    height, width = (side // 2 for side in field.shape)
    across, down = period or (width, height)
    if across % width == 0 and down % height == 0 and rect.width <= width and rect.height <= height:
        top, left = rect.top % height, rect.left % width
        return field[top : top + rect.height, left : left + rect.width]
    rows = _lines(rect.top, rect.height, down, height)
    columns = _lines(rect.left, rect.width, across, width)
    repeated: Field = field[rows[:, None], columns[None, :]]
    return repeated


def _lines(start: int, count: int, period: int, side: int) -> NDArray[np.intp]:
    """Which lines of a field, of which there are so many, lie along these pixels."""
    whole = max(1, round(period / side)) * side
    lines: NDArray[np.intp] = (np.arange(start, start + count) % period) * whole // period % side
    return lines
