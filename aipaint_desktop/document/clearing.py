"""Taking paint off layers and masks."""

from dataclasses import replace

from aipaint_desktop.document.arranging import check_unlocked
from aipaint_desktop.document.mask import Mask, bounds, share_of
from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE, Tile
from aipaint_desktop.document.tiles import Key, TileStore, tile_rect
from aipaint_desktop.document.tree import changed
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput


def cleared(state: State, node_id: str | None = None) -> State:
    """Take all paint off a node, the chosen ones by default: a layer, or all in a group; within the selection where
    there is one, as far as each pixel is selected. A mask that is painted on hides there then, as it does where paint
    is taken off it by hand.

    The same state where there is nothing to take off. Raises `BadInput` where a layer is text, or it or its alpha is
    locked.
    """
    if node_id is None and state.active.mask is not None and state.paints_mask_of(state.active):
        check_unlocked([state.active])
        return state.with_node(replace(state.active, mask=_hiding(state.active.mask, state)))
    nodes = state.chosen if node_id is None else (state.node(node_id),)
    check_unlocked(nodes)

    def taken_off(each: Node) -> Node:
        if not isinstance(each, Layer):
            return each
        each.check_paint()
        if each.alpha_locked:
            raise BadInput("The alpha of the layer “{0}” is locked.", each.name)
        tiles = _without(each.tiles, state.selection, state.rect)
        return each if tiles is each.tiles else replace(each, tiles=tiles)

    for node in nodes:
        (after,) = changed((node,), taken_off)
        state = state if after is node else state.with_node(after)
    return state


def _without(tiles: TileStore, selection: Mask | None, rect: Rect) -> TileStore:
    if selection is None:
        return TileStore() if len(tiles) else tiles
    made: dict[Key, Tile] = {}
    for column, row in tiles:
        part = tile_rect((column, row)).intersection(rect)
        inner = part.moved(-column * TILE, -row * TILE).slices
        tile = tiles.tile(column, row)
        assert tile is not None
        taken = selection[part.slices]
        if (taken.astype(bool) & tile.alpha[inner].astype(bool)).any():
            pixels = tile.pixels.copy()
            pixels[inner][..., 3] = share_of(pixels[inner][..., 3], 255 - taken)
            made[column, row] = Tile(pixels)
    return tiles.with_tiles(made) if made else tiles


def _hiding(mask: TileStore, state: State) -> TileStore:
    """The mask that hides more, as far as each pixel is selected."""
    if state.selection is None:
        return mask.fill(state.rect, 255)
    rect = bounds(state.selection)
    hidden = mask.read(rect)
    return mask.write(rect, hidden + share_of(255 - hidden, state.selection[rect.slices]))
