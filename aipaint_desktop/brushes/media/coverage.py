"""How far a stroke covers each pixel by now."""

import numpy as np

from aipaint_desktop.brushes.media.medium import Stamp
from aipaint_desktop.brushes.media.wet_pixels import Plane, TiledPlanes
from aipaint_desktop.brushes.surfaces.surface import Surface
from aipaint_desktop.document.mask import bounds
from aipaint_desktop.values.geometry import NOTHING, Rect

_SEEN = np.float32(1 / 512)


class Covered:
    """Grows only: each dab draws it, by `flow`, towards the dab's own coverage."""

    def __init__(self, surface: Surface) -> None:
        self._planes = TiledPlanes(1, surface.bounds, surface.period)

    def add(self, stamp: Stamp) -> Rect:
        """Take a dab; returns where it has grown."""
        rect = stamp.rect
        if rect.intersection(self._planes.bounds).empty:
            return NOTHING
        covered = self._planes.read(rect)
        missing = stamp.coverage * np.float32(stamp.opacity)
        missing -= covered[0]
        np.maximum(missing, 0, out=missing)
        # Half of a dab lies where the one before has been; what has not changed is not laid again.
        grown = bounds(missing > _SEEN)
        if grown.empty:
            return NOTHING
        missing *= np.float32(stamp.flow)
        covered[0] += missing
        self._planes.write(rect, covered)
        return grown.moved(rect.left, rect.top).intersection(self._planes.bounds)

    def read(self, rect: Rect) -> Plane:
        """Copy it, 0 to 1: (height, width); beyond the canvas as at its edge."""
        plane: Plane = self._planes.read(rect)[0]
        return plane
