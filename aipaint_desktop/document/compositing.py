"""Layers over one another.

Porter–Duff *over* on premultiplied float32, tile by tile, so that empty tiles cost nothing and what is worked
on stays in the cache.
"""

from collections.abc import Sequence

import numpy as np

from aipaint_desktop.document.geometry import Rect
from aipaint_desktop.document.layer import Layer
from aipaint_desktop.document.tiles import TILE, Pixels


def composite(layers: Sequence[Layer], rect: Rect) -> Pixels:
    """The visible layers, bottom to top, as (rect.height, rect.width, 4) uint8 with straight alpha."""
    result = np.zeros((rect.height, rect.width, 4), np.uint8)
    shown = [layer for layer in layers if layer.visible and layer.opacity > 0]
    for column, row, part in rect.tiles(TILE):
        inner = part.moved(-column * TILE, -row * TILE).slices
        sheets = [
            (tile[inner], layer.opacity)
            for layer in shown
            if (tile := layer.tiles.tile(column, row)) is not None
        ]
        if sheets:
            result[part.moved(-rect.left, -rect.top).slices] = _over(sheets)
    return result


def _over(sheets: Sequence[tuple[Pixels, float]]) -> Pixels:
    if len(sheets) == 1 and sheets[0][1] == 1.0:
        return sheets[0][0]
    blended = np.zeros(sheets[0][0].shape, np.float32)
    for pixels, opacity in sheets:
        alpha = pixels[..., 3:] * np.float32(opacity / 255)
        blended *= 1 - alpha
        blended[..., :3] += pixels[..., :3] * alpha
        blended[..., 3:] += alpha
    alpha = blended[..., 3:]
    if alpha.min() < 1 - 1e-6:
        blended[..., :3] /= np.maximum(alpha, 1e-6)
    alpha *= 255
    return np.rint(np.clip(blended, 0, 255, out=blended), out=blended).astype(np.uint8)
