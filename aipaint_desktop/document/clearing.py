"""Taking paint off a layer."""

from dataclasses import replace

import numpy as np

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE, Tile
from aipaint_desktop.document.tiles import Key, TileStore
from aipaint_desktop.document.tree import changed
from aipaint_desktop.values.geometry import Rect


def cleared(state: State, node_id: str | None = None) -> State:
    """Take all paint off a node, the active one by default: a layer, or all in a group; within the selection where
    there is one, as far as each pixel is selected. The same state where there is nothing to take off."""
    node = state.active if node_id is None else state.node(node_id)

    def taken_off(each: Node) -> Node:
        if not isinstance(each, Layer):
            return each
        tiles = _without(each.tiles, state.selection, state.rect)
        return each if tiles is each.tiles else replace(each, tiles=tiles)

    (after,) = changed((node,), taken_off)
    return state if after is node else state.with_node(after)


def _without(tiles: TileStore, selection: Mask | None, rect: Rect) -> TileStore:
    if selection is None:
        return TileStore() if len(tiles) else tiles
    made: dict[Key, Tile] = {}
    for column, row in tiles:
        part = Rect(column * TILE, row * TILE, TILE, TILE).intersection(rect)
        inner = part.moved(-column * TILE, -row * TILE).slices
        tile = tiles.tile(column, row)
        assert tile is not None
        taken = selection[part.slices]
        if (taken.astype(bool) & tile.alpha[inner].astype(bool)).any():
            pixels = tile.pixels.copy()
            kept = pixels[inner][..., 3] * (255 - taken.astype(np.uint16))
            pixels[inner][..., 3] = (kept + 127) // 255
            made[column, row] = Tile(pixels)
    return tiles.with_tiles(made) if made else tiles
