"""A smooth line through points."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Point = tuple[float, float]
MOST_POINTS = 32
LEAST_WIDTH = 1 / 512  # between two points


@dataclass(frozen=True)
class Curve:
    """A smooth line through points (value before, value after), 0 to 1 each, from left to right; level beyond the first
    and the last.

    Between two points it never goes beyond them: a piecewise cubic Hermite line with the slopes of Fritsch & Butland
    1984, so that what is drawn rising rises everywhere.
    """

    points: tuple[Point, ...] = ((0.0, 0.0), (1.0, 1.0))

    def __post_init__(self) -> None:
        _check("points", len(self.points), 2, MOST_POINTS)
        for place, value in self.points:
            _check("place", place, 0, 1)
            _check("value", value, 0, 1)
        if any(right[0] - left[0] < LEAST_WIDTH for left, right in pairwise(self.points)):
            raise ValueError("the points of a curve go from left to right")

    def __call__(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Carry values over, 0 to 1 each."""
        places, heights, widths, tangents = self._line
        index = np.clip(np.searchsorted(places, values, side="right") - 1, 0, len(widths) - 1)
        width = widths[index]
        share = np.clip((values - places[index]) / width, 0, 1)
        rest = 1 - share
        carried: NDArray[np.float64] = (
            heights[index] * rest**2 * (1 + 2 * share)
            + heights[index + 1] * share**2 * (1 + 2 * rest)
            + width * share * rest * (tangents[index] * rest - tangents[index + 1] * share)
        )
        return carried

    @cached_property
    def _line(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Places and heights of the points, widths between them, and the slopes there."""
        places, heights = np.array(self.points).T
        widths = np.diff(places)
        return places, heights, widths, _tangents(widths, np.diff(heights) / widths)


def _tangents(widths: NDArray[np.float64], slopes: NDArray[np.float64]) -> NDArray[np.float64]:
    """The slopes at the points: of the neighbours' weighted harmonic means, 0 at summits and in valleys."""
    left, right = slopes[:-1], slopes[1:]
    before, after = widths[:-1], widths[1:]
    one, other = 2 * after + before, after + 2 * before
    rising = left * right > 0
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        mean = (one + other) / (one / left + other / right)
    inner = np.where(rising, mean, 0.0)
    if len(slopes) == 1:
        return np.array([slopes[0], slopes[0]])
    return np.array([_end(slopes[0], inner[0]), *inner, _end(slopes[-1], inner[-1])])


def _end(slope: float, inner: float) -> float:
    """That at an end: what makes the line there a parabola, as far as it stays within its points."""
    least, most = sorted((0.0, 3 * slope))
    return min(most, max(least, (3 * slope - inner) / 2))


def _check(what: str, number: float, least: float, most: float) -> None:
    if not least <= number <= most:
        raise ValueError(f"{what} {number} is not in {least} to {most}")
