"""Several layers made one that looks as they do together."""

from collections.abc import Sequence
from dataclasses import replace

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.layer import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect


def merged_down(state: State, layer_id: str | None = None) -> State:
    """Merge a layer, the active one by default, into the one below, whose place, name and id the two keep.

    The same state where there is none below, or one of the two is hidden: what is not seen is not to be lost.
    """
    index = state.index(state.active_id if layer_id is None else layer_id)
    pair = state.layers[max(0, index - 1) : index + 1]
    if len(pair) < 2 or not all(layer.visible for layer in pair):
        return state
    return _in_place_of(pair, state)


def merged_visible(state: State) -> State:
    """Merge all visible layers into the lowest of them; hidden ones stay. The same state where fewer than two are."""
    seen = [layer for layer in state.layers if layer.visible]
    return _in_place_of(seen, state) if len(seen) > 1 else state


def flattened(state: State) -> State:
    """Merge all visible layers and leave out the hidden ones. The same state for a single layer, and where nothing
    is seen."""
    seen = [layer for layer in state.layers if layer.visible]
    if len(state.layers) == 1 or not seen:
        return state
    left = replace(state, layers=tuple(seen), active_id=seen[0].id)
    return _in_place_of(seen, left) if len(seen) > 1 else left


def _in_place_of(layers: Sequence[Layer], state: State) -> State:
    """The state with the layers, bottom to top, as one in the place of the lowest, which is active where one of them
    was. It was made by what made the topmost that an engine made."""
    lowest = layers[0]
    made_by = next((layer.provenance for layer in reversed(layers) if layer.provenance is not None), None)
    merged = replace(lowest, tiles=_together(layers, state.rect), opacity=1.0, provenance=made_by)
    gone = {layer.id for layer in layers[1:]}
    left = tuple(merged if layer is lowest else layer for layer in state.layers if layer.id not in gone)
    return replace(state, layers=left, active_id=lowest.id if state.active_id in gone else state.active_id)


def _together(layers: Sequence[Layer], rect: Rect) -> TileStore:
    tiles = TileStore()
    for column, row in sorted({key for layer in layers for key in layer.tiles}):
        part = Rect(column * TILE, row * TILE, TILE, TILE).intersection(rect)
        if not part.empty:
            tiles = tiles.write(part, composite(layers, part))
    return tiles
