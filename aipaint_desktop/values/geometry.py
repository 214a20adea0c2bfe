"""Rectangles in document pixels."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_MOST_TIMES = 4  # the smaller of two rectangles, where they are joined because they overlap


class Rect(NamedTuple):
    """A rectangle of whole pixels; `right` and `bottom` are exclusive. Empty when a side is 0 or less."""

    left: int
    top: int
    width: int
    height: int

    @classmethod
    def from_edges(cls, left: int, top: int, right: int, bottom: int) -> "Rect":
        width, height = right - left, bottom - top
        return cls(left, top, width if width > 0 else 0, height if height > 0 else 0)

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def area(self) -> int:
        return 0 if self.empty else self.width * self.height

    @property
    def empty(self) -> bool:
        return self.width <= 0 or self.height <= 0

    @property
    def slices(self) -> tuple[slice, slice]:
        """Select this rectangle's rows and columns in an array that begins at the origin."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def contains(self, x: float, y: float) -> bool:
        return self.left <= x < self.right and self.top <= y < self.bottom

    def moved(self, dx: int, dy: int) -> "Rect":
        return Rect(self.left + dx, self.top + dy, self.width, self.height)

    def expanded(self, margin: int) -> "Rect":
        """Widen it on all sides; an empty one stays empty."""
        if self.empty:
            return self
        return Rect.from_edges(
            self.left - margin, self.top - margin, self.right + margin, self.bottom + margin
        )

    def intersection(self, other: "Rect") -> "Rect":
        return Rect.from_edges(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def union(self, other: "Rect") -> "Rect":
        """Span the smallest rectangle around both; an empty one adds nothing."""
        if self.empty:
            return other
        if other.empty:
            return self
        return Rect.from_edges(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def tiles(self, side: int) -> Iterator[tuple[int, int, "Rect"]]:
        """List column, row and covered part (in document pixels) of every tile that this rectangle touches."""
        if self.empty:
            return
        right, bottom = self.right, self.bottom
        for row in range(self.top // side, (bottom - 1) // side + 1):
            top, end = max(self.top, row * side), min(bottom, (row + 1) * side)
            for column in range(self.left // side, (right - 1) // side + 1):
                left = max(self.left, column * side)
                part = Rect(left, top, min(right, (column + 1) * side) - left, end - top)
                yield column, row, part


NOTHING = Rect(0, 0, 0, 0)


def bounding(rects: Iterable[Rect]) -> Rect:
    """Span the smallest rectangle around all of them."""
    there = [rect for rect in rects if not rect.empty]
    if not there:
        return NOTHING
    return Rect.from_edges(
        min(rect.left for rect in there),
        min(rect.top for rect in there),
        max(rect.left + rect.width for rect in there),
        max(rect.top + rect.height for rect in there),
    )


def merged(rects: Iterable[Rect], area: int) -> list[Rect]:
    """Cover the given rectangles with fewer: neighbours in the sequence are joined while their bounding rectangle stays
    within `area` pixels, or wastes nothing, or has no more of them than both, as that of two large ones that overlap;
    many in a row do not become one around all of a slanting line."""
    result: list[Rect] = []
    for rect in rects:
        if rect.empty:
            continue
        if result:
            last = result[-1]
            joined = last.union(rect)
            of_both = min(last.area + rect.area, _MOST_TIMES * min(last.area, rect.area))
            if joined.area <= max(area, last.area, rect.area, of_both):
                result[-1] = joined
                continue
        result.append(rect)
    return result
