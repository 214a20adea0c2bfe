"""Guides: lines across the canvas to align things with, seen and saved but never part of the picture."""

from collections.abc import Iterable
from dataclasses import dataclass

Guides = tuple["Guide", ...]


@dataclass(frozen=True)
class Guide:
    """A line all across the canvas.

    upright: whether it is one of equal x, from top to bottom; else one of equal y. position: that x or y, in document
    pixels from the upper left corner.
    """

    upright: bool
    position: float


def moved(guides: Iterable[Guide], dx: float, dy: float) -> Guides:
    """Shift guides right and down, as what is on the canvas is when it grows or is cropped at the left or the top."""
    return tuple(Guide(each.upright, each.position + (dx if each.upright else dy)) for each in guides)


def scaled(guides: Iterable[Guide], across: float, down: float) -> Guides:
    """Scale guides along with the canvas, by a factor in each direction."""
    return tuple(Guide(each.upright, each.position * (across if each.upright else down)) for each in guides)


def mirrored(guides: Iterable[Guide], *, width: float | None = None, height: float | None = None) -> Guides:
    """Mirror guides along with the canvas. width: of a canvas whose left and right change places; height: of one whose
    top and bottom do."""

    def place(guide: Guide) -> float:
        size = width if guide.upright else height
        return guide.position if size is None else size - guide.position

    return tuple(Guide(each.upright, place(each)) for each in guides)


def turned(guides: Iterable[Guide], quarters: int, width: float, height: float) -> Guides:
    """Turn guides along with the canvas. quarters: of a full turn, clockwise. width, height: of the canvas before."""
    result = tuple(guides)
    for _ in range(quarters % 4):
        # what was y comes to be counted from the right edge, and what was x from the top
        result = tuple(
            Guide(not each.upright, each.position if each.upright else height - each.position)
            for each in result
        )
        width, height = height, width
    return result
