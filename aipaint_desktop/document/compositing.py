"""Layers over one another.

Porter–Duff *over* in float32, tile by tile, so that empty tiles cost nothing and what is worked on stays in the
cache; channel by channel, because numpy is slow where the last axis is short.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.layer import Layer
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
            (tile, inner, layer.opacity)
            for layer in shown
            if (tile := layer.tiles.tile(column, row, level)) is not None
        ]
        if sheets:
            result[part.moved(-rect.left, -rect.top).slices] = _over(sheets)
    return result


def _over(parts: Sequence[tuple[Tile, tuple[slice, slice], float]]) -> Pixels:
    """Parts of tiles with their opacities, the lowest first and at least one."""
    ground = max((i for i, part in enumerate(parts) if _opaque(*part)), default=-1)
    sheets = [(tile.pixels[inner], opacity) for tile, inner, opacity in parts]
    if ground == len(sheets) - 1 or (len(sheets) == 1 and sheets[0][1] == 1):
        return sheets[-1][0]
    if ground < 0:
        return _over_nothing(sheets)
    planes = [plane(sheets[ground][0], channel) for channel in range(3)]
    for pixels, opacity in sheets[ground + 1 :]:
        alpha = plane(pixels, 3)
        alpha *= np.float32(opacity / 255)
        for channel, below in enumerate(planes):
            difference = plane(pixels, channel)
            difference -= below
            difference *= alpha
            below += difference
    result = np.full_like(sheets[0][0], 255)
    for channel, blended in enumerate(planes):
        result[..., channel] = blended + HALF
    return result


def _over_nothing(sheets: Sequence[tuple[Pixels, float]]) -> Pixels:
    shape = sheets[0][0].shape
    premultiplied = np.zeros((3, *shape[:2]), np.float32)
    covered = np.zeros(shape[:2], np.float32)
    for pixels, opacity in sheets:
        alpha = plane(pixels, 3)
        alpha *= np.float32(opacity / 255)
        for channel, below in enumerate(premultiplied):
            difference = plane(pixels, channel)
            difference -= below
            difference *= alpha
            below += difference
        covered += alpha * (1 - covered)
    result = np.empty(shape, np.uint8)
    premultiplied /= np.maximum(covered, np.float32(1e-6))
    for channel, blended in enumerate(premultiplied):
        result[..., channel] = np.minimum(blended + HALF, 255)
    result[..., 3] = covered * 255 + HALF
    return result


def plane(pixels: Pixels, channel: int) -> NDArray[np.float32]:
    """Copy one channel into a new array: what is computed with it runs several times as fast as on a view."""
    return pixels[..., channel].astype(np.float32)


def _opaque(tile: Tile, inner: tuple[slice, slice], opacity: float) -> bool:
    if opacity < 1 or tile.opaque:
        return opacity == 1
    pixels = tile.pixels[inner]
    return pixels.shape != tile.pixels.shape and bool(pixels[..., 3].min() == 255)
