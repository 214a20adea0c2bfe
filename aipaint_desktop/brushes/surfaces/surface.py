"""What a medium knows of what it paints on."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.mask_paint import Readable
from aipaint_desktop.document.pixel_edit import Make
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.geometry import Rect

Period = tuple[int, int]
"""After how many pixels, across and down, everything repeats."""


class Surface(Protocol):
    """Pixels to paint on; a `PixelEdit` is one.

    before: the pixels from before the stroke. bounds: where there is something to paint on.
    period: None where a canvas ends at its bounds. keeps_alpha: whether what is transparent stays so.
    """

    @property
    def before(self) -> Readable: ...

    @property
    def bounds(self) -> Rect: ...

    @property
    def period(self) -> Period | None: ...

    @property
    def keeps_alpha(self) -> bool: ...

    def selected(self, rect: Rect) -> Mask | None:
        """Tell how far each pixel of a rectangle within the bounds is selected; None where all are. Not to be written
        to."""

    def write(self, rect: Rect, pixels: Pixels) -> None:
        """Write pixels, (rect.height, rect.width, 4) uint8, within the bounds."""

    def repaint(self, rect: Rect, make: Make) -> None:
        """Let the pixels of a rectangle within the bounds be made anew of those from before, piece by piece."""


def repaint_whole(surface: Surface, rect: Rect, make: Make) -> None:
    """Let the pixels of a rectangle be made anew at once, where there is no quicker way."""
    before = surface.before.read(rect)
    made = np.empty_like(before)
    make(rect, before, made)
    surface.write(rect, made)


def cells(rect: Rect, period: Period) -> Iterator[tuple[Rect, Rect]]:
    """Take a rectangle apart where what repeats begins anew: each part, and where it lies in what is repeated."""
    width, height = period
    top = rect.top
    while top < rect.bottom:
        row = top // height
        bottom = min(rect.bottom, (row + 1) * height)
        left = rect.left
        while left < rect.right:
            column = left // width
            right = min(rect.right, (column + 1) * width)
            part = Rect.from_edges(left, top, right, bottom)
            yield part, part.moved(-column * width, -row * height)
            left = right
        top = bottom


def places(rect: Rect, bounds: Rect, period: Period | None) -> Iterator[tuple[Rect, Rect]]:
    """Take a rectangle apart for an array of the size of the bounds, or of the period where there is one: each part,
    and where in the array it lies."""
    if period is None:
        yield rect, rect.moved(-bounds.left, -bounds.top)
    else:
        yield from cells(rect, period)
