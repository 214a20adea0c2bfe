"""Polygons that limit which hues a painting has, and how colourful they are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]  # on a disc of radius 1: to the right, and up


@dataclass(frozen=True)
class GamutMask:
    """id: as it is kept in the settings. corners: of a polygon, in order; none for no limit."""

    id: str
    corners: tuple[Point, ...]

    def contains(self, point: Point) -> bool:
        """Tell whether a point is within it, or there is no limit."""
        if not self.corners:
            return True
        inside = False
        x, y = point
        for (left, one), (right, other) in self._edges():
            if (one > y) != (other > y) and x < left + (y - one) * (right - left) / (other - one):
                inside = not inside
        return inside

    def nearest(self, point: Point) -> Point:
        """Give the point itself where it is within, else the one nearest to it on the edge."""
        if self.contains(point):
            return point
        return min(
            (_on_line(point, one, other) for one, other in self._edges()),
            key=lambda found: math.dist(found, point),
        )

    def turned(self, turns: float) -> "GamutMask":
        """Turn it around the grey in the middle, against the clock."""
        cos, sin = math.cos(2 * math.pi * turns), math.sin(2 * math.pi * turns)
        return GamutMask(self.id, tuple((x * cos - y * sin, x * sin + y * cos) for x, y in self.corners))

    def with_corner(self, number: int, point: Point) -> "GamutMask":
        """Put a corner elsewhere on the disc."""
        away = max(1.0, math.hypot(*point))
        corners = list(self.corners)
        corners[number] = point[0] / away, point[1] / away
        return GamutMask(self.id, tuple(corners))

    def _edges(self) -> list[tuple[Point, Point]]:
        return list(zip(self.corners, (*self.corners[1:], *self.corners[:1]), strict=True))


def _on_line(point: Point, one: Point, other: Point) -> Point:
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    along = 0.0 if not length else ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / length
    along = min(max(along, 0), 1)
    return one[0] + along * dx, one[1] + along * dy


def _at(*places: tuple[float, float]) -> tuple[Point, ...]:
    """Corners by hue in degrees and how far out they are."""
    return tuple(
        (out * math.cos(math.radians(hue)), out * math.sin(math.radians(hue))) for hue, out in places
    )


NO_MASK = GamutMask("none", ())
MASKS = (
    NO_MASK,
    GamutMask("triad", _at((60, 0.95), (180, 0.6), (300, 0.6))),
    GamutMask("complementary", _at((50, 0.9), (80, 0.9), (230, 0.5), (260, 0.5))),
    GamutMask("split", _at((65, 0.95), (215, 0.6), (275, 0.6))),
    GamutMask("atmospheric", _at((40, 0.85), (90, 0.85), (130, 0.25), (0, 0.25))),
    GamutMask("muted", _at(*((hue, 0.4) for hue in range(0, 360, 45)))),
)


def mask_of(text: str) -> GamutMask:
    """Read a mask that `text_of` wrote; no mask where it is none."""
    name, _, numbers = text.partition(":")
    try:
        flat: Sequence[float] = [float(number) for number in numbers.split(",") if number]
    except ValueError:
        return NO_MASK
    corners = tuple(zip(flat[::2], flat[1::2], strict=False))
    good = 3 <= len(corners) <= 16 and all(math.hypot(*corner) <= 1.001 for corner in corners)
    return GamutMask(name, corners) if good and name in [mask.id for mask in MASKS] else NO_MASK


def text_of(mask: GamutMask) -> str:
    """Write a mask on one line."""
    return mask.id + ":" + ",".join(f"{number:.4f}" for corner in mask.corners for number in corner)
