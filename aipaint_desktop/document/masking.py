"""Masks of nodes: what is hidden of a layer or a group without being lost."""

from dataclasses import replace
from enum import Enum

import numpy as np

from aipaint_desktop.document.arranging import check_unlocked
from aipaint_desktop.document.mask import kept, share_of
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE, Tile
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.refusal import BadInput


class Beginning(Enum):
    """What a mask shows at first."""

    ALL = "all"
    NOTHING = "nothing"
    SELECTION = "selection"


def masked(state: State, beginning: Beginning) -> State:
    """Give the active node a mask, which is painted on from then on, instead of the one that it may have.

    Raises `BadInput` where what is selected is to be seen and nothing is selected.
    """
    mask = TileStore(channels=1)
    if beginning is Beginning.NOTHING:
        mask = mask.fill(state.rect, 255)
    elif beginning is Beginning.SELECTION:
        if state.selection is None:
            raise BadInput("Nothing is selected.")
        mask = TileStore.from_pixels(255 - state.selection)
    return replace(state.with_node(replace(state.active, mask=mask, mask_used=True)), on_mask=True)


def unmasked(state: State) -> State:
    """Take the mask off the active node, so that all of it is shown; the same state where it has none."""
    if state.active.mask is None:
        return state
    return replace(state.with_node(replace(state.active, mask=None, mask_used=True)), on_mask=False)


def mask_applied(state: State) -> State:
    """Take off the active layer what its mask hides, and the mask; the same state where it has none. Raises `BadInput`
    for a group, which has no paint of its own, for text, and for a locked layer."""
    layer = state.active
    if layer.mask is None:
        return state
    if not isinstance(layer, Layer):
        raise BadInput("The mask of “{0}”, a group, cannot be applied; merge the group first.", layer.name)
    check_unlocked([layer])
    if layer.mask_used:
        layer.check_paint()
    tiles = less_hidden(layer.tiles, layer.mask) if layer.mask_used else layer.tiles
    applied = replace(layer, tiles=tiles, mask=None, mask_used=True)
    return replace(state.with_node(applied), on_mask=False)


def mask_inverted(state: State) -> State:
    """Hide what the mask of the active node shows, and show what it hides; the same state where it has none."""
    mask = state.active.mask
    if mask is None:
        return state
    parts = {}
    hidden = Tile(np.full((TILE, TILE), 255, np.uint8))  # one for all of which everything was shown
    for column, row, part in state.rect.tiles(TILE):
        tile = mask.tile(column, row)
        if tile is None and part.area == TILE * TILE:
            parts[column, row] = hidden
        else:
            pixels = np.zeros((TILE, TILE), np.uint8)
            place = part.moved(-column * TILE, -row * TILE).slices
            pixels[place] = 255 if tile is None else 255 - tile.pixels[place]
            parts[column, row] = Tile(pixels)
    return state.with_node(replace(state.active, mask=mask.with_tiles(parts)))


def mask_switched(state: State) -> State:
    """Let the mask of the active node have no effect, or have it again; the same state where it has none."""
    node = state.active
    return state if node.mask is None else state.with_node(replace(node, mask_used=not node.mask_used))


def shown_selected(state: State) -> State:
    """Select what the mask of the active node shows; the same state where it has none."""
    mask = state.active.mask
    if mask is None:
        return state
    return replace(state, selection=kept(255 - mask.read(state.rect)))


def less_hidden(tiles: TileStore, mask: TileStore) -> TileStore:
    """Take off pixels what a mask hides of them."""
    parts = {}
    for column, row in mask:
        tile, hidden = tiles.tile(column, row), mask.tile(column, row)
        if tile is not None and hidden is not None:
            pixels = tile.pixels.copy()
            pixels[..., 3] = share_of(pixels[..., 3], 255 - hidden.pixels)
            parts[column, row] = Tile(pixels)
    return tiles.with_tiles(parts) if parts else tiles
