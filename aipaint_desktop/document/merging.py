"""Several layers made one that looks as they do together."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from aipaint_desktop.document.compositing import run
from aipaint_desktop.document.node import Layer, Node, walk
from aipaint_desktop.document.program import compile_nodes
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE, Tile
from aipaint_desktop.document.tiles import Key, TileStore
from aipaint_desktop.document.tree import extent, leaves, removed, replaced
from aipaint_desktop.values.geometry import Rect


def merged_down(state: State, node_id: str | None = None) -> State:
    """Merge a node, the active one by default, into the layer below, whose place, name and id the two keep.

    The same state where there is no layer below, or one of the two is hidden: what is not seen is not to be lost.
    """
    node_id = state.active_id if node_id is None else node_id
    beside = state.siblings(node_id)
    index = next(index for index, node in enumerate(beside) if node.id == node_id)
    pair = beside[max(0, index - 1) : index + 1]
    if len(pair) < 2 or not all(node.visible for node in pair) or not isinstance(pair[0], Layer):
        return state
    return _in_place_of(pair, state)


def merged_visible(state: State) -> State:
    """Merge all visible nodes into the lowest layer of them; hidden ones stay, but for those in groups that are merged.
    The same state where fewer than two are visible."""
    seen = [node for node in state.nodes if node.visible]
    return _in_place_of(seen, state) if len(seen) > 1 else state


def flattened(state: State) -> State:
    """Merge all visible nodes and leave out the hidden ones. The same state for a single layer, and where nothing is
    seen."""
    seen = [node for node in state.nodes if node.visible]
    if (len(state.nodes) == 1 and isinstance(state.nodes[0], Layer)) or not seen:
        return state
    left = replace(state, nodes=tuple(seen), active_id=seen[0].id, chosen_ids=frozenset())
    if len(seen) == 1 and isinstance(seen[0], Layer):
        return left
    return _in_place_of(seen, left)


def _in_place_of(nodes: Sequence[Node], state: State) -> State:
    """The state with nodes that lie beside one another, bottom to top, as one layer in the place of the lowest, which
    is active where one of them was. It was made by what made the topmost that an engine made."""
    lowest = nodes[0]
    made_by = next(
        (leaf.provenance for leaf in reversed([*leaves(nodes)]) if leaf.provenance is not None), None
    )
    merged = Layer(
        lowest.name,
        _together(nodes, state.rect),
        mode=lowest.mode,
        clip=lowest.clip,
        label=lowest.label,
        id=lowest.id,
        paper=isinstance(lowest, Layer) and lowest.paper,
        provenance=made_by,
    )
    gone = {node.id for each in nodes for node in walk(each)} - {lowest.id}
    left = removed(replaced(state.nodes, merged), gone)
    active = lowest.id if state.active_id in gone else state.active_id
    on_mask = state.on_mask and active == state.active_id and active != lowest.id
    return replace(state, nodes=left, active_id=active, chosen_ids=state.chosen_ids - gone, on_mask=on_mask)


def _together(nodes: Sequence[Node], rect: Rect) -> TileStore:
    program = compile_nodes(nodes)
    tiles: dict[Key, Tile] = {}
    for column, row in {key for node in nodes for key in extent(node)}:
        whole = Rect(column * TILE, row * TILE, TILE, TILE)
        part = whole.intersection(rect)
        if part == whole:
            tiles[column, row] = Tile(run(program, part))
        elif not part.empty:
            pixels = np.zeros((TILE, TILE, 4), np.uint8)
            pixels[part.moved(-whole.left, -whole.top).slices] = run(program, part)
            tiles[column, row] = Tile(pixels)
    return TileStore().with_tiles(tiles)
