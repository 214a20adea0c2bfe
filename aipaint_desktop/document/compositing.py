"""Layers over one another.

Porter–Duff *over* with modes of blending, in float32, tile by tile, so that empty tiles cost nothing and what is worked
on stays in the cache; channel by channel, because numpy is slow where the last axis is short.
"""

from collections.abc import Sequence

import numpy as np

from aipaint_desktop.document.layer import Layer
from aipaint_desktop.document.modes import Mode, Plane, blended
from aipaint_desktop.document.tile import TILE, Pixels, Tile
from aipaint_desktop.values.geometry import Rect

# Added before a cast to uint8, which cuts off, so that it rounds.
HALF = np.float32(0.5)


def composite(layers: Sequence[Layer], rect: Rect, level: int = 0) -> Pixels:
    """Composite the visible layers, bottom to top: (rect.height, rect.width, 4) uint8 with straight alpha.

    level: 1 for the document at half its size, 2 for a quarter …; `rect` is in pixels of that.
    """
    result = np.zeros((rect.height, rect.width, 4), np.uint8)
    shown = [layer for layer in layers if layer.seen]
    for column, row, part in rect.tiles(TILE):
        inner = part.moved(-column * TILE, -row * TILE).slices
        sheets = [
            _Sheet(tile, inner, layer.opacity, layer.mode)
            for layer in shown
            if (tile := layer.tiles.tile(column, row, level)) is not None
        ]
        if sheets:
            result[part.moved(-rect.left, -rect.top).slices] = _over(sheets)
    return result


class _Sheet:
    """A part of a tile, laid over what is below."""

    __slots__ = ("_tile", "mode", "opacity", "pixels")

    def __init__(self, tile: Tile, inner: tuple[slice, slice], opacity: float, mode: Mode) -> None:
        self._tile = tile
        self.pixels = tile.pixels[inner]
        self.opacity = opacity
        self.mode = mode

    @property
    def hides(self) -> bool:
        """Whether nothing below is seen."""
        if self.opacity < 1 or self.mode is not Mode.NORMAL:
            return False
        if self._tile.opaque:
            return True
        is_part = self.pixels.shape != self._tile.pixels.shape
        return is_part and bool(self.pixels[..., 3].min() == 255)

    @property
    def alpha(self) -> Plane:
        """A new plane, 0 to 1."""
        alpha = plane(self.pixels, 3)
        alpha *= np.float32(self.opacity / 255)
        return alpha


def _over(sheets: Sequence[_Sheet]) -> Pixels:
    """The lowest first and at least one."""
    ground = max((i for i, sheet in enumerate(sheets) if sheet.hides), default=-1)
    if ground == len(sheets) - 1 or (len(sheets) == 1 and sheets[0].opacity == 1):
        return sheets[-1].pixels
    if ground < 0:
        return _over_nothing(sheets)
    planes = [plane(sheets[ground].pixels, channel) for channel in range(3)]
    for sheet in sheets[ground + 1 :]:
        _lay(sheet, planes, sheet.alpha, None)
    result = np.full_like(sheets[0].pixels, 255)
    for channel, colour in enumerate(planes):
        result[..., channel] = colour + HALF
    return result


def _over_nothing(sheets: Sequence[_Sheet]) -> Pixels:
    shape = sheets[0].pixels.shape
    premultiplied = list(np.zeros((3, *shape[:2]), np.float32))
    covered = np.zeros(shape[:2], np.float32)
    for sheet in sheets:
        alpha = sheet.alpha
        _lay(sheet, premultiplied, alpha, covered)
        if sheet.mode is Mode.ADD:
            np.minimum(covered + alpha, 1, out=covered)
        else:
            covered += alpha * (1 - covered)
    result = np.empty(shape, np.uint8)
    whole = np.maximum(covered, np.float32(1e-6))
    for channel, colour in enumerate(premultiplied):
        result[..., channel] = np.minimum(colour / whole + HALF, 255)
    result[..., 3] = covered * 255 + HALF
    return result


def _lay(sheet: _Sheet, planes: Sequence[Plane], alpha: Plane, covered: Plane | None) -> None:
    """Lay a sheet over planes of red, green and blue, 0 to 255 and premultiplied, in place.

    covered: their alpha, 0 to 1, None where it is 1 everywhere.
    """
    above = [plane(sheet.pixels, channel) for channel in range(3)]
    if sheet.mode is Mode.ADD:
        for colour, below in zip(above, planes, strict=True):
            colour *= alpha
            below += colour
            np.minimum(below, 255, out=below)
        return
    if sheet.mode is not Mode.NORMAL:
        _blend(sheet.mode, above, planes, covered)
    for difference, below in zip(above, planes, strict=True):
        difference -= below
        difference *= alpha
        below += difference


def _blend(mode: Mode, above: Sequence[Plane], planes: Sequence[Plane], covered: Plane | None) -> None:
    """Make the colours above, in place, what is to be laid over the planes: blended as far as these cover."""
    to_one = np.float32(1 / 255)
    scale = to_one if covered is None else to_one / np.maximum(covered, np.float32(1e-6))
    below = [np.minimum(colour * scale, 1) for colour in planes]
    for colour, mixed in zip(above, blended(mode, below, [colour * to_one for colour in above]), strict=True):
        mixed = mixed * np.float32(255)
        if covered is not None:
            mixed -= colour
            mixed *= covered
            mixed += colour
        colour[...] = mixed


def plane(pixels: Pixels, channel: int) -> Plane:
    """Copy one channel into a new array: what is computed with it runs several times as fast as on a view."""
    return pixels[..., channel].astype(np.float32)
