"""Taking paint off a layer."""

from dataclasses import replace

import numpy as np

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect


def cleared(state: State, layer_id: str | None = None) -> State:
    """Take all paint off a layer, the active one by default: within the selection where there is one, as far as each
    pixel is selected. The same state where there is nothing to take off."""
    layer = state.active if layer_id is None else state.layer(layer_id)
    if state.selection is None:
        tiles = TileStore() if len(layer.tiles) else layer.tiles
    else:
        tiles = _without(layer.tiles, state.selection, state.rect)
    return state if tiles is layer.tiles else state.with_layer(replace(layer, tiles=tiles))


def _without(tiles: TileStore, selection: Mask, rect: Rect) -> TileStore:
    for column, row in tuple(tiles):
        part = Rect(column * TILE, row * TILE, TILE, TILE).intersection(rect)
        taken, pixels = selection[part.slices], tiles.read(part)
        if (taken.astype(bool) & pixels[..., 3].astype(bool)).any():
            kept = pixels[..., 3] * (255 - taken.astype(np.uint16))
            pixels[..., 3] = (kept + 127) // 255
            tiles = tiles.write(part, pixels)
    return tiles
