"""Lines that what is drawn or moved clings to when it comes near: of a grid, of guides, of the canvas itself."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Grid:
    """Lines at equal distances, in document pixels.

    across, down: from one upright line to the next, and from one level line to the next; at least 1.
    left, top: where one of the upright lines and one of the level lines are.
    """

    across: int = 64
    down: int = 64
    left: int = 0
    top: int = 0


@dataclass(frozen=True)
class SnapLines:
    """What to cling to, in document pixels: `upright` lines by their x, `level` ones by their y, and a grid."""

    upright: tuple[float, ...] = ()
    level: tuple[float, ...] = ()
    grid: Grid | None = None

    def nearest_x(self, x: float) -> float | None:
        """Find the x of the upright line that is nearest; None where there is no such line."""
        grid = [] if self.grid is None else [_on_grid(x, self.grid.across, self.grid.left)]
        return _nearest(x, [*self.upright, *grid])

    def nearest_y(self, y: float) -> float | None:
        """Find the y of the level line that is nearest; None where there is no such line."""
        grid = [] if self.grid is None else [_on_grid(y, self.grid.down, self.grid.top)]
        return _nearest(y, [*self.level, *grid])


NO_LINES = SnapLines()


def snapped(x: float, y: float, lines: SnapLines, reach: float) -> tuple[float, float]:
    """Put a point onto the lines that are near it, one of each direction; where none is, it stays.

    reach: how far a line attracts, in the same document pixels; what a tool takes is a distance on the screen divided
    by the zoom.
    """
    dx, dy = shift_to_lines((x,), (y,), lines, reach)
    return x + dx, y + dy


def shift_to_lines(
    xs: Sequence[float], ys: Sequence[float], lines: SnapLines, reach: float
) -> tuple[float, float]:
    """Tell by how much to shift something, across and down, for one of its lines to lie on one that is near; 0 where
    none is within `reach`.

    xs, ys: where its own lines are, as left edge, middle and right edge of what is moved.
    """
    return (
        _least(((lines.nearest_x(x), x) for x in xs), reach),
        _least(((lines.nearest_y(y), y) for y in ys), reach),
    )


def _on_grid(value: float, spacing: int, first: int) -> float:
    return first + math.floor((value - first) / spacing + 0.5) * spacing


def _nearest(value: float, places: Sequence[float]) -> float | None:
    return min(places, key=lambda place: abs(place - value), default=None)


def _least(pairs: Iterable[tuple[float | None, float]], reach: float) -> float:
    def shifts() -> Iterator[float]:
        for place, value in pairs:
            if place is not None and abs(place - value) <= reach:
                yield place - value

    return min(shifts(), key=abs, default=0.0)
