"""Blemishes painted over with the texture of another place, in the colours of this one."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.media.clone import Clone
from aipaint_desktop.brushes.media.wet_medium import write_selected
from aipaint_desktop.brushes.media.wet_pixels import Plane, Planes, TiledPlanes, premultiplied
from aipaint_desktop.values.geometry import Rect

_RING = 3  # px around the stroke that it has to fit to
_SWEEPS = 12
_SMALLEST = 4
_COVERED = 0.02


class Heal(Clone):
    """Copies as a clone while it is painted. At the end what is copied is given the colours around the stroke, by the
    smoothest difference there is (Pérez et al., *Poisson Image Editing*, 2003)."""

    _membrane: TiledPlanes | None = None

    def coverage(self, rect: Rect) -> Plane:
        """Tell how far it covers each pixel that there is something to copy for: (height, width), 0 to 1."""
        return super().coverage(rect) * self._there(rect)

    def _there(self, rect: Rect) -> NDArray[np.bool_]:
        """For which pixels there is something to copy."""
        there = np.zeros((rect.height, rect.width), bool)
        inner = rect.intersection(self.edit.bounds.moved(-self.offset[0], -self.offset[1]))
        if not inner.empty:
            there[inner.moved(-rect.left, -rect.top).slices] = True
        return there

    def end(self) -> list[Rect]:
        if self.touched.empty:
            return []
        area = self.touched.expanded(_RING + 1).intersection(self.edit.bounds)
        then = premultiplied(self.edit.before.read(area))
        inside = self.coverage(area) > _COVERED
        around = ~inside & self._there(area)
        self._membrane = TiledPlanes(4, self.edit.bounds, self.edit.period)
        self._membrane.write(area, membrane(then - self.copied(area), inside, around))
        return [self.touched]

    def lay(self, rect: Rect) -> bool:
        if self._membrane is None:
            return super().lay(rect)
        before = self.edit.before.read(rect)
        then = premultiplied(before)
        fitted = self.copied(rect) + self._membrane.read(rect)
        np.clip(fitted, 0, 1, out=fitted)
        np.minimum(fitted[:3], fitted[3], out=fitted[:3])
        now = then + (fitted - then) * self.coverage(rect)
        if self.edit.keeps_alpha:
            now[3] = then[3]
            np.minimum(now[:3], now[3], out=now[:3])
        return write_selected(self.edit, rect, before, now)


def membrane(values: Planes, inside: NDArray[np.bool_], around: NDArray[np.bool_]) -> Planes:
    """Fill what is inside smoothly from the values close around it: Laplace's equation, from coarse to fine.

    values: (N, H, W). inside, around: (H, W). Values that are used stay as they are.
    """
    import cv2

    near = cv2.dilate(inside.astype(np.uint8), np.ones((2 * _RING + 1, 2 * _RING + 1), np.uint8)) > 0
    known = (near & around).astype(np.float32)
    return _filled(values * known, known)


def _filled(values: Planes, known: Plane) -> Planes:
    """values: times `known`, a weight of 0 to 1."""
    import cv2

    height, width = known.shape
    mean = values / np.maximum(known, np.float32(1e-6))
    if min(height, width) <= _SMALLEST or known.min() > 0:
        total = values.sum(axis=(1, 2), keepdims=True) / max(float(known.sum()), 1e-6)
        return np.where(known > 0, mean, total)
    size = ((width + 1) // 2, (height + 1) // 2)
    halves = np.stack([cv2.resize(plane, size, interpolation=cv2.INTER_AREA) for plane in values])
    weight = np.asarray(cv2.resize(known, size, interpolation=cv2.INTER_AREA), np.float32)
    coarse = _filled(halves.astype(np.float32, copy=False), weight)
    filled = np.stack(
        [cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR) for plane in coarse]
    )
    fixed = known >= 1
    filled = np.where(fixed, mean, filled)
    around = np.array([[0, 0.25, 0], [0.25, 0, 0.25], [0, 0.25, 0]], np.float32)
    for plane, own in zip(filled, mean, strict=True):
        for _ in range(_SWEEPS):
            smooth = cv2.filter2D(plane, -1, around, borderType=cv2.BORDER_REPLICATE)
            plane[...] = np.where(fixed, own, smooth)
    return filled
