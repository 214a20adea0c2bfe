"""Several nodes made one layer that looks as they do together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import uuid4

import numpy as np

from aipaint_desktop.document.arranging import check_unlocked, working_on
from aipaint_desktop.document.compositing import run
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.program import compile_nodes, resolve
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE, Tile
from aipaint_desktop.document.tiles import Key, TileStore, tile_rect
from aipaint_desktop.document.tree import Forest, all_nodes, changed, extent, leaves
from aipaint_desktop.values.geometry import Rect


def merged_down(state: State, node_id: str | None = None) -> State:
    """Merge a node, the active one by default, into the one below, whose place, name and mode the two keep.

    The same state where none lies below, or one of the two is hidden: what is not seen is not to be lost. Raises
    `BadInput` where one is locked.
    """
    node_id = state.active_id if node_id is None else node_id
    around = state.siblings(node_id)
    place = [node.id for node in around].index(node_id)
    pair = around[max(0, place - 1) : place + 1]
    if len(pair) < 2 or not all(node.visible for node in pair):
        return state
    check_unlocked(pair)
    return _in_place_of(state, pair)


def merged_chosen(state: State) -> State:
    """Merge the chosen nodes that are visible: several into one, in the place of the topmost, with name and mode of the
    lowest; a group alone into a layer; a layer alone into what lies below it.

    The same state where there is nothing to merge. Raises `BadInput` where one is locked.
    """
    nodes = state.chosen
    if len(nodes) == 1 and isinstance(nodes[0], Layer):
        return merged_down(state, nodes[0].id)
    seen = [node for node in nodes if node.visible]
    if not seen or (len(seen) == 1 and isinstance(seen[0], Layer)):
        return state
    check_unlocked(seen)
    return _in_place_of(state, seen)


def merged_visible(state: State) -> State:
    """Merge all that is visible into one layer, in the place of the lowest; what is hidden stays. The same state where
    there is but one visible layer."""
    seen = [node for node in state.nodes if node.visible]
    if not seen or (len(seen) == 1 and isinstance(seen[0], Layer)):
        return state
    merged = _as_one(seen, state.rect)
    place = next(index for index, node in enumerate(state.nodes) if node is seen[0])
    forest = (*state.nodes[:place], merged, *_hidden(state.nodes[place:]))
    return _with(state, forest, merged)


def _hidden(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if not node.visible:
            yield node
        elif isinstance(node, Group):
            children = tuple(_hidden(node.children))
            if children:
                yield replace(node, children=children)


def flattened(state: State) -> State:
    """Merge all that is visible into one layer and leave out what is hidden. The same state for a single layer, and
    where nothing is seen."""
    seen = [node for node in state.nodes if node.visible]
    if not seen or (len(state.nodes) == 1 and isinstance(seen[0], Layer)):
        return state
    merged = _as_one(seen, state.rect) if len(seen) > 1 or isinstance(seen[0], Group) else seen[0]
    return _with(state, (merged,), merged)


def with_all_seen(state: State, name: str) -> State:
    """Put a layer that looks as the whole picture does above all others; it becomes the active one."""
    layer = Layer(name, tiles=together(state.nodes, state.rect))
    return working_on(replace(state, nodes=(*state.nodes, layer)), layer.id)


def _in_place_of(state: State, nodes: Sequence[Node]) -> State:
    """The state with nodes, bottom to top, as one where the topmost of them lies."""
    merged, top = _as_one(nodes, state.rect), nodes[-1]
    gone = {node.id for node in nodes[:-1]}
    forest = changed(
        state.nodes, lambda node: None if node.id in gone else merged if node.id == top.id else node
    )
    return _with(state, forest, merged)


def _with(state: State, forest: Forest, merged: Node) -> State:
    """The merged one is active where what was active is gone."""
    is_left = any(node.id == state.active_id for node in all_nodes(forest))
    active_id = state.active_id if is_left else merged.id
    on_mask = state.on_mask and active_id != merged.id
    return replace(state, nodes=forest, active_id=active_id, chosen_ids=frozenset(), on_mask=on_mask)


def _as_one(nodes: Sequence[Node], rect: Rect) -> Layer:
    """Nodes, bottom to top, as a layer with the name and the mode of the lowest; it was made by what made the topmost
    that an engine made."""
    lowest = nodes[0]
    made_by = next(
        (leaf.provenance for leaf in reversed([*leaves(nodes)]) if leaf.provenance is not None), None
    )
    return Layer(
        lowest.name,
        tiles=together(_by_themselves(nodes), rect),
        paper=isinstance(lowest, Layer) and lowest.paper,
        provenance=made_by,
        mode=lowest.mode,
        clip=lowest.clip,
        label=lowest.label,
        id=lowest.id if isinstance(lowest, Layer) else uuid4().hex,  # of a group something may be left
    )


def _by_themselves(nodes: Sequence[Node]) -> list[Node]:
    """Nodes as they are laid over one another before what they become is laid over what is below, in the mode of the
    lowest. Where that one is clipped, those above it that are so, too, are clipped to what lies below all of them."""
    lowest, *rest = nodes
    alone: list[Node] = [replace(lowest, mode=Mode.NORMAL, clip=False)]
    together_clipped = lowest.clip
    for node in rest:
        together_clipped = together_clipped and node.clip
        alone.append(replace(node, clip=False) if together_clipped else node)
    return alone


def together(nodes: Sequence[Node], rect: Rect) -> TileStore:
    """Composite the visible nodes, bottom to top, within a rectangle into pixels of their own."""
    program = compile_nodes(nodes)
    parts: dict[Key, Tile] = {}
    for column, row in {key for node in nodes for key in extent(node)}:
        part = tile_rect((column, row)).intersection(rect)
        steps, _ = resolve(program, (column, row), 0)
        if part.empty or not steps:
            continue
        only = steps[0]
        if len(steps) == 1 and only.plain and only.tile is not None and part.area == TILE * TILE:
            parts[column, row] = only.tile
        else:
            pixels = np.zeros((TILE, TILE, 4), np.uint8)
            pixels[part.moved(-column * TILE, -row * TILE).slices] = run(program, part)
            parts[column, row] = Tile(pixels)
    return TileStore().with_tiles(parts)
