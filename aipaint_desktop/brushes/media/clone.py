"""Paint taken from elsewhere in the picture."""

import numpy as np

from aipaint_desktop.brushes.media.coverage import Covered
from aipaint_desktop.brushes.media.medium import Means, Stamp
from aipaint_desktop.brushes.media.wet_medium import write_selected
from aipaint_desktop.brushes.media.wet_pixels import Plane, Planes, premultiplied
from aipaint_desktop.brushes.surfaces.surface import Surface
from aipaint_desktop.values.geometry import NOTHING, Rect


class Clone:
    """Lays over the pixels from before the stroke what they are `offset` away."""

    def __init__(self, edit: Surface, means: Means) -> None:
        self.edit = edit
        self.offset = means.offset
        self._opacity = np.float32(means.brush.opacity)
        self._covered = Covered(edit)
        self.touched = NOTHING

    def touch(self, stamp: Stamp) -> Rect:
        rect = self._covered.add(stamp)
        self.touched = self.touched.union(rect)
        return rect

    def lay(self, rect: Rect) -> bool:
        before = self.edit.before.read(rect)
        then = premultiplied(before)
        now = laid_over(then, self.copied(rect), self.coverage(rect), keeps_alpha=self.edit.keeps_alpha)
        return write_selected(self.edit, rect, before, now)

    def end(self) -> list[Rect]:
        return []

    def coverage(self, rect: Rect) -> Plane:
        """Tell how far it covers each pixel: (height, width), 0 to 1."""
        return self._covered.read(rect) * self._opacity

    def copied(self, rect: Rect) -> Planes:
        """Read what is painted with: (4, height, width), premultiplied, nothing from beyond the canvas."""
        source = rect.moved(*self.offset)
        inner = source.intersection(self.edit.bounds)
        planes = np.zeros((4, rect.height, rect.width), np.float32)
        if not inner.empty:
            rows, columns = inner.moved(-source.left, -source.top).slices
            planes[:, rows, columns] = premultiplied(self.edit.before.read(inner))
        return planes


def laid_over(then: Planes, paint: Planes, coverage: Plane, *, keeps_alpha: bool) -> Planes:
    """Lay premultiplied paint over premultiplied pixels as far as they are covered."""
    now: Planes = then * (1 - paint[3] * coverage)
    if keeps_alpha:
        now += paint * coverage * then[3]
        now[3] = then[3]
    else:
        now += paint * coverage
    return now
