"""A state without its pixels, and with them again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.text import TextTiles
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import all_nodes, changed
from aipaint_desktop.files.provenance import EngineRun

_TILES, _MASK = "tiles", "mask"
_NOTHING, _NOTHING_HIDDEN = TileStore(), TileStore(channels=1)
Stores = Mapping[tuple[str, str], TileStore]
"""By the id of their node and what they are of it."""


def stores_of(state: State) -> Iterator[tuple[str, str, TileStore]]:
    """List the pixels of all nodes: id of the node, what they are of it, and they."""
    for node in all_nodes(state.nodes):
        if isinstance(node, Layer):
            yield node.id, _TILES, node.tiles
        if node.mask is not None:
            yield node.id, _MASK, node.mask


def bare(state: State) -> State:
    """Take away pixels, masks and what made them; the rest is small."""

    def emptied(node: Node) -> Node:
        if isinstance(node, Layer):
            tiles = _NOTHING if node.text is None else TextTiles(_NOTHING, node.text)
            node = replace(node, tiles=tiles, provenance=None)
        return node if node.mask is None else replace(node, mask=_NOTHING_HIDDEN)

    nodes = changed(state.nodes, emptied)
    return replace(state, nodes=nodes, selection=None, regions={}, channels={}, pinned=())


def filled(
    state: State,
    stores: Stores,
    selection: Mask | None,
    regions: Mapping[str, Mask],
    channels: Mapping[str, Mask],
    runs: Mapping[str, EngineRun],
) -> State:
    """Give a bare state back what was taken from it. runs: by the ids of their layers."""

    def of(node: Node) -> Node:
        if isinstance(node, Layer):
            tiles = stores.get((node.id, _TILES), node.tiles)
            tiles = tiles if node.text is None else TextTiles(tiles, node.text)
            node = replace(node, tiles=tiles, provenance=runs.get(node.id))
        return replace(node, mask=stores.get((node.id, _MASK)))

    nodes = changed(state.nodes, of)
    return replace(state, nodes=nodes, selection=selection, regions=regions, channels=channels)
