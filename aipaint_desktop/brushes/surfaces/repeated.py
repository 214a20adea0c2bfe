"""A surface that repeats in all directions, so that what leaves it at one edge comes in at the opposite one."""

import numpy as np

from aipaint_desktop.brushes.surfaces.surface import Period, Surface, cells
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.mask_paint import Readable
from aipaint_desktop.document.pixel_edit import Make
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.geometry import Rect

_FAR = 2**30
EVERYWHERE = Rect(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)


class Repeated:
    """Shows a surface, whose bounds begin at the origin, again and again, without a seam."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self.bounds = EVERYWHERE
        self.period: Period = (surface.bounds.width, surface.bounds.height)
        self.keeps_alpha = surface.keeps_alpha
        self.before: Readable = _RepeatedPixels(surface.before, self.period)

    def selected(self, rect: Rect) -> Mask | None:
        mask = np.empty((rect.height, rect.width), np.uint8)
        for part, place in cells(rect, self.period):
            selected = self._surface.selected(place)
            if selected is None:
                return None
            mask[part.moved(-rect.left, -rect.top).slices] = selected
        return mask

    def write(self, rect: Rect, pixels: Pixels) -> None:
        for part, place in cells(rect, self.period):
            self._surface.write(place, np.ascontiguousarray(pixels[part.moved(-rect.left, -rect.top).slices]))

    def repaint(self, rect: Rect, make: Make) -> None:
        for part, place in cells(rect, self.period):
            self._surface.repaint(place, _elsewhere(make, part.left - place.left, part.top - place.top))


def _elsewhere(make: Make, dx: int, dy: int) -> Make:
    """The same, for rectangles that lie elsewhere."""
    return lambda rect, before, out: make(rect.moved(dx, dy), before, out)


class _RepeatedPixels:
    def __init__(self, pixels: Readable, period: Period) -> None:
        self._pixels = pixels
        self._period = period

    def read(self, rect: Rect) -> Pixels:
        """Copy the pixels, writable: (rect.height, rect.width, 4) uint8."""
        found = np.empty((rect.height, rect.width, 4), np.uint8)
        for part, place in cells(rect, self._period):
            found[part.moved(-rect.left, -rect.top).slices] = self._pixels.read(place)
        return found
