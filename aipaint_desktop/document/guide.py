"""A guide: a line across the canvas to align things with, seen and saved but never part of the picture."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Guide:
    """A line all across the canvas.

    upright: whether it is one of equal x, from top to bottom; else one of equal y. position: that x or y, in document
    pixels from the upper left corner.
    """

    upright: bool
    position: float
