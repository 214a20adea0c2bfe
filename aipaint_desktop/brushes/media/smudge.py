"""A finger that drags paint along."""

import math
from dataclasses import replace

import numpy as np

from aipaint_desktop.brushes.media.medium import Means, Stamp
from aipaint_desktop.brushes.media.wet_medium import WetMedium
from aipaint_desktop.brushes.media.wet_pixels import Plane, Planes
from aipaint_desktop.brushes.surfaces.surface import Surface
from aipaint_desktop.kernels import native
from aipaint_desktop.values.geometry import Rect


class Smudge(WetMedium):
    """Presses what clings to it onto what it goes over, and takes that up little by little: `length` is how far it
    carries paint, to some diameters of the brush."""

    def __init__(self, edit: Surface, means: Means) -> None:
        super().__init__(edit, means)
        self._carried: Planes | None = None
        self._diameters = 0.08 / max(1.02 - means.brush.wet.length, 0.02) ** 1.1

    def touch(self, stamp: Stamp) -> Rect:
        """Let a dab do its work on a square, as what a finger carries is not turned with it."""
        height, width = stamp.coverage.shape
        side = max(height, width, 2 * math.ceil(stamp.radius + 1) + 1)
        if height < side or width < side:
            margins = ((side - height) // 2,) * 2, ((side - width) // 2,) * 2
            stamp = replace(stamp, coverage=np.pad(stamp.coverage, margins))
        return super().touch(stamp)

    def changed(self, stamp: Stamp, under: Planes, weight: Plane) -> Planes:
        if self._carried is None:
            self._carried = under.copy()
            return under
        kept = math.exp(-stamp.step / (2 * stamp.radius * self._diameters))
        carried = _fitted(self._carried, under)
        if native is not None:
            self._carried = carried
            native.smudge(tuple(under), tuple(carried), weight, kept)
            return under
        difference = carried - under
        difference *= np.float32(kept)
        self._carried = under + difference
        difference *= weight
        difference += under
        return difference


def _fitted(carried: Planes, under: Planes) -> Planes:
    """What is carried, for a dab of another size: cut off, or with what it meets there around it."""
    have, want = carried.shape[1], under.shape[1]
    if have == want:
        return carried
    margin = abs(want - have) // 2
    if have > want:
        return carried[:, margin : margin + want, margin : margin + want]
    fitted = under.copy()
    fitted[:, margin : margin + have, margin : margin + have] = carried
    return fitted
