"""Pictures pinned over the canvas to look at while painting: seen and saved, but never part of the picture."""

import math
from dataclasses import dataclass, field, replace
from uuid import uuid4

import numpy as np

from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture

LEAST_WIDTH = 8.0  # px of the document
_SHARE = 0.5  # of the canvas, that a new one takes at most


@dataclass(frozen=True)
class Pinned:
    """A picture over the canvas, or beside it. Immutable: an edit puts a changed copy with the same `id` in its place.

    picture: (H, W, 3 or 4). left, top: of its corner, and width: document pixels, its height goes along. opacity: 0 to
    1. grey: whether it is seen without its colours.
    """

    picture: Picture
    left: float
    top: float
    width: float
    opacity: float = 1.0
    grey: bool = False
    id: str = field(default_factory=lambda: uuid4().hex)

    @classmethod
    def around(cls, picture: Picture, x: float, y: float, canvas: Rect) -> "Pinned":
        """Pin a picture around a place of the document, at its size, or smaller where it would hide the canvas."""
        scale = min(1.0, _SHARE * canvas.width / picture.width, _SHARE * canvas.height / picture.height)
        width, height = picture.width * scale, picture.height * scale
        return cls(picture, x - width / 2, y - height / 2, max(width, LEAST_WIDTH))

    @property
    def height(self) -> float:
        return self.width * self.picture.height / self.picture.width

    def has(self, x: float, y: float) -> bool:
        """Tell whether it covers a place of the document."""
        return 0 <= x - self.left < self.width and 0 <= y - self.top < self.height

    def colour_at(self, x: float, y: float) -> tuple[int, int, int] | None:
        """Give the colour, sRGB, that it has at a place of the document; None beside it, or where it is transparent."""
        if not self.has(x, y):
            return None
        scale = self.picture.width / self.width
        column = min(int((x - self.left) * scale), self.picture.width - 1)
        row = min(int((y - self.top) * scale), self.picture.height - 1)
        red, green, blue, *alpha = self.picture.pixels[row, column].tolist()
        return None if alpha == [0] else (red, green, blue)


Pins = tuple[Pinned, ...]
"""The lowest first."""


def topmost_at(pins: Pins, x: float, y: float) -> Pinned | None:
    """Find the topmost that is seen at a place of the document."""
    return next((pin for pin in reversed(pins) if pin.opacity > 0 and pin.has(x, y)), None)


def moved(pins: Pins, dx: float, dy: float) -> Pins:
    """Shift them right and down, as what is on the canvas is when it grows or is cropped at the left or the top."""
    return tuple(replace(pin, left=pin.left + dx, top=pin.top + dy) for pin in pins)


def scaled(pins: Pins, across: float, down: float) -> Pins:
    """Scale them along with the canvas, by a factor in each direction; they keep their proportions."""
    size = math.sqrt(across * down)
    return tuple(
        replace(pin, left=pin.left * across, top=pin.top * down, width=max(pin.width * size, LEAST_WIDTH))
        for pin in pins
    )


def mirrored(pins: Pins, *, width: float | None = None, height: float | None = None) -> Pins:
    """Mirror them along with the canvas. width: of a canvas whose left and right change places; height: of one whose
    top and bottom do."""
    axis = 1 if width is not None else 0

    def of(pin: Pinned) -> Pinned:
        left = pin.left if width is None else width - pin.left - pin.width
        top = pin.top if height is None else height - pin.top - pin.height
        picture = pin.picture.changed(lambda pixels: np.flip(pixels, axis))
        return replace(pin, picture=picture, left=left, top=top)

    return tuple(map(of, pins))


def turned(pins: Pins, quarters: int, width: float, height: float) -> Pins:
    """Turn them along with the canvas. quarters: of a full turn, clockwise. width, height: of the canvas before."""

    def of(pin: Pinned) -> Pinned:
        right, bottom = width - pin.left - pin.width, height - pin.top - pin.height
        left, top = [(pin.left, pin.top), (bottom, pin.left), (right, bottom), (pin.top, right)][quarters % 4]
        picture = Picture(np.rot90(pin.picture.pixels, -quarters), pin.picture.name)
        across = max(pin.height if quarters % 2 else pin.width, LEAST_WIDTH)
        return replace(pin, picture=picture, left=left, top=top, width=across)

    return tuple(map(of, pins)) if quarters % 4 else pins
