"""Lines of whole pixels, such as pixel art is drawn with."""

import math

import numpy as np

from aipaint_desktop.brushes.dynamics import PenPoints

_Cell = tuple[int, int]


class PixelLine:
    """Keeps, of the points of a stroke, one for each pixel of a line that is nowhere thicker than one pixel.

    A pixel that joins two that meet at a corner is left out, so that the line turns as one that is drawn by hand,
    pixel by pixel. What comes last is held back until it is known to stay.
    """

    def __init__(self, size: int) -> None:
        """size: px, of the squares that are stamped."""
        self._shift = 0.5 if size % 2 == 0 else 0.0  # even ones lie around corners of pixels
        self._before: _Cell | None = None
        self._held: tuple[_Cell, PenPoints] | None = None

    def add(self, points: PenPoints) -> PenPoints:
        """Take the next points; gives those to be stamped now."""
        kept = []
        columns, rows = (np.floor(places + self._shift).astype(int) for places in (points.x, points.y))
        for place, cell in enumerate(zip(columns.tolist(), rows.tolist(), strict=True)):
            point = PenPoints(*(field[place : place + 1] for field in points))
            if self._before is None:
                self._before = cell
                kept.append(point)
            elif self._held is None:
                if cell != self._before:
                    self._held = cell, point
            elif cell != self._held[0]:
                if not _meet_at_corner(self._before, cell):
                    self._before = self._held[0]
                    kept.append(self._held[1])
                self._held = cell, point
        return _joined(kept, points)

    def finish(self) -> PenPoints | None:
        """Give what was held back, if anything was."""
        held, self._held = self._held, None
        return None if held is None else held[1]


def side_of(radius: float) -> int:
    """Tell the side of the square for a dab of this radius, px."""
    return max(1, math.floor(2 * radius + 0.5))


def _meet_at_corner(one: _Cell, other: _Cell) -> bool:
    return abs(one[0] - other[0]) == 1 == abs(one[1] - other[1])


def _joined(kept: list[PenPoints], like: PenPoints) -> PenPoints:
    if not kept:
        return PenPoints(*(field[:0] for field in like))
    return PenPoints(*(np.concatenate(fields) for fields in zip(*kept, strict=True)))
