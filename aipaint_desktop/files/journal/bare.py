"""A state without its pixels, and with them again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from aipaint_desktop.document.document import State
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.tile import Tile
from aipaint_desktop.document.tiles import Key, TileStore
from aipaint_desktop.files.provenance import EngineRun

TILES = "tiles"
Stores = Mapping[tuple[str, str], TileStore]
"""By the id of their node and what they are of it."""


def channels_of(_store: TileStore) -> int:
    return 4


def new_store(tiles: Mapping[Key, Tile], _channels: int) -> TileStore:
    return TileStore(tiles)


def stores_of(state: State) -> Iterator[tuple[str, str, TileStore]]:
    """List the pixels of all nodes: id of the node, what they are of it, and they."""
    for layer in state.layers:
        yield layer.id, TILES, layer.tiles


def bare(state: State) -> State:
    """Take away pixels, masks and what made them; the rest is small."""
    layers = tuple(replace(layer, tiles=TileStore(), provenance=None) for layer in state.layers)
    return replace(state, layers=layers, selection=None, regions={})


def filled(
    state: State,
    stores: Stores,
    selection: Mask | None,
    regions: Mapping[str, Mask],
    runs: Mapping[str, EngineRun],
) -> State:
    """Give a bare state back what was taken from it. runs: by the ids of their layers."""
    layers = tuple(
        replace(layer, tiles=stores.get((layer.id, TILES), layer.tiles), provenance=runs.get(layer.id))
        for layer in state.layers
    )
    return replace(state, layers=layers, selection=selection, regions=regions)
