"""Pixels that a stroke reads and writes: floats, so that a thousand dabs are rounded once."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.surfaces.surface import Period, Surface, cells
from aipaint_desktop.brushes.surfaces.turned import read_within
from aipaint_desktop.document.sheet import HALF
from aipaint_desktop.document.tile import TILE, Pixels
from aipaint_desktop.document.tiles import Key, tile_rect
from aipaint_desktop.kernels import native
from aipaint_desktop.values.geometry import Rect

Planes = NDArray[np.float32]
Plane = NDArray[np.float32]

_LEAST = np.float32(1e-6)
_TO_ONE = np.float32(1 / 255)


def premultiplied(pixels: Pixels) -> Planes:
    """Turn (H, W, 4) uint8 of straight alpha into (4, H, W) float32, 0 to 1, colours times alpha."""
    planes = np.empty((4, *pixels.shape[:2]), np.float32)
    if native is not None:
        native.wet(tuple(planes), pixels)
        return planes
    for channel in range(4):
        planes[channel] = pixels[..., channel]
    planes *= _TO_ONE
    if pixels[..., 3].min(initial=255) < 255:
        planes[:3] *= planes[3]
    return planes


def straight(planes: Planes, before: Pixels) -> Pixels:
    """Turn planes back into (H, W, 4) uint8; what is transparent keeps the colour that nobody sees `before`."""
    result = np.empty_like(before)
    if native is not None:
        native.dried(result, tuple(planes), before)
        return result
    alpha = planes[3]
    solid = float(alpha.min(initial=1)) > 1 - 1e-4
    whole = None if solid else 255 / np.maximum(alpha, _LEAST)
    for channel in range(3):
        colour = planes[channel] * (np.float32(255) if whole is None else whole)
        colour += HALF
        np.clip(colour, 0, 255, out=colour)
        result[..., channel] = colour
    if solid:
        result[..., 3] = 255
        return result
    result[..., 3] = np.clip(alpha * 255 + HALF, 0, 255)
    nothing = result[..., 3] == 0
    if nothing.any():
        result[nothing] = before[nothing] * np.array([1, 1, 1, 0], np.uint8)
    return result


class TiledPlanes:
    """Planes over the canvas, in square tiles that are made where they are first asked for.

    What is read beyond the canvas is what lies at its edge, so that nothing comes in from there.
    """

    def __init__(self, count: int, bounds: Rect, period: Period | None = None) -> None:
        """count: of planes. bounds: of the canvas. period: after which it repeats, if it does."""
        self._count = count
        self.bounds = bounds
        self._period = period
        self._tiles: dict[Key, Planes] = {}

    def make(self, rect: Rect) -> Planes:
        """Make what a tile holds at first, (count, TILE, TILE): nothing."""
        return np.zeros((self._count, rect.height, rect.width), np.float32)

    @property
    def bytes(self) -> int:
        return sum(tile.nbytes for tile in self._tiles.values())

    def read(self, rect: Rect) -> Planes:
        """Copy the planes of a rectangle that meets the canvas: (count, height, width)."""
        inner = rect.intersection(self.bounds)
        planes = np.empty((self._count, inner.height, inner.width), np.float32)
        for part, place in self._places(inner):
            for column, row, met in place.tiles(TILE):
                rows, columns = met.moved(-column * TILE, -row * TILE).slices
                dx, dy = part.left - place.left - inner.left, part.top - place.top - inner.top
                down, across = met.moved(dx, dy).slices
                planes[:, down, across] = self._tile((column, row))[:, rows, columns]
        if inner == rect:
            return planes
        beyond = (
            (inner.top - rect.top, rect.bottom - inner.bottom),
            (inner.left - rect.left, rect.right - inner.right),
        )
        return np.pad(planes, ((0, 0), *beyond), mode="edge")

    def write(self, rect: Rect, planes: Planes) -> Rect:
        """Put planes back; returns the part of the rectangle that lies on the canvas."""
        inner = rect.intersection(self.bounds)
        for part, place in self._places(inner):
            for column, row, met in place.tiles(TILE):
                rows, columns = met.moved(-column * TILE, -row * TILE).slices
                dx, dy = part.left - place.left - rect.left, part.top - place.top - rect.top
                down, across = met.moved(dx, dy).slices
                self._tile((column, row))[:, rows, columns] = planes[:, down, across]
        return inner

    def _places(self, rect: Rect) -> Iterable[tuple[Rect, Rect]]:
        return [(rect, rect)] if self._period is None else cells(rect, self._period)

    def _tile(self, key: Key) -> Planes:
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._tiles[key] = self.make(tile_rect(key))
        return tile


class WetPixels(TiledPlanes):
    """Holds the pixels of a layer as red, green, blue and alpha, 0 to 1, premultiplied; they begin as they are."""

    def __init__(self, surface: Surface, *, keeps_alpha: bool = False) -> None:
        """keeps_alpha: whether alpha stays whatever is written."""
        super().__init__(4, surface.bounds, surface.period)
        self._surface = surface
        self._keeps_alpha = keeps_alpha

    def make(self, rect: Rect) -> Planes:
        """Read a tile."""
        return premultiplied(read_within(self._surface, rect))

    def write(self, rect: Rect, planes: Planes) -> Rect:
        """Put pixels back."""
        if self._keeps_alpha:
            planes = _with_alpha(planes, self.read(rect))
        return super().write(rect, planes)


def _with_alpha(planes: Planes, before: Planes) -> Planes:
    """Colours as they are now, with the alpha from before; where there is no colour now, the one from before."""
    there = planes[3] > np.float32(1e-3)
    scale = before[3] / np.maximum(planes[3], _LEAST)
    result = np.where(there, planes * scale, before)
    result[3] = before[3]
    return result
