"""Nodes that are copied: what of a document goes into the clipboard, and how it comes back."""

from dataclasses import dataclass, replace
from uuid import uuid4

import numpy as np

from aipaint_desktop.document.arranging import working_on
from aipaint_desktop.document.clearing import cleared
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.mask import Mask, bounds, share_of
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.profile import Profile, from_srgb, to_srgb
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import Pixels, Tile
from aipaint_desktop.document.tiles import Key, TileStore, tile_rect
from aipaint_desktop.document.transforming.bounds import painted_in
from aipaint_desktop.document.tree import Forest, all_nodes, changed, inserted, leaves, removed, with_tiles
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput


@dataclass(frozen=True, eq=False)
class Copied:
    """Nodes as they were copied, bottom to top, where they were. bounds: of their pixels, never empty. profile: of
    their colours, None for sRGB."""

    nodes: Forest
    bounds: Rect
    profile: Profile | None = None

    @property
    def name(self) -> str:
        """Name what was copied after its topmost node."""
        return self.nodes[-1].name

    def moved(self, dx: int, dy: int) -> "Copied":
        """Shift all of it right and down; takes its time where that is not by whole tiles."""
        if dx == dy == 0:
            return self
        nodes = with_tiles(self.nodes, lambda _node, tiles: tiles.moved(dx, dy))
        return replace(self, nodes=nodes, bounds=self.bounds.moved(dx, dy))

    def in_space(self, profile: Profile | None) -> "Copied":
        """Convert its colours to those of another profile; takes its time where it has not that already."""
        if profile == self.profile:
            return self

        def converted(_node: Node, tiles: TileStore) -> TileStore:
            if tiles.channels == 1:
                return tiles
            made = {key: tile for key in tiles if (tile := tiles.tile(*key)) is not None}
            of = {
                key: Tile(from_srgb(to_srgb(tile.pixels, self.profile), profile))
                for key, tile in made.items()
            }
            return tiles.remade(TileStore(of), np.eye(3))

        return replace(self, nodes=with_tiles(self.nodes, converted), profile=profile)


def copied(state: State) -> Copied:
    """Copy the chosen nodes: within the selection, as far as each pixel is selected, or else all of them.

    Names, modes, masks and groups are kept, and what is not cut by a soft edge is kept to the bit. Raises `BadInput`
    where there is nothing to copy.
    """
    nodes = state.chosen
    if state.selection is not None:
        nodes = tuple(_within(node, state.selection, state.rect) for node in nodes)
    within = painted_in(nodes)
    if within.empty:
        if state.selection is not None:
            raise BadInput("“{0}” has nothing within the selection.", state.active.name)
        raise BadInput("“{0}” is empty.", state.active.name)
    return Copied(nodes, within, state.profile)


def copied_merged(state: State, name: str) -> Copied:
    """Copy what is seen as one layer of this name, within the selection as far as each pixel is selected.

    Raises `BadInput` where nothing is seen there.
    """
    area = state.rect if state.selection is None else bounds(state.selection)
    layer: Node = Layer(name, TileStore.from_pixels(composite(state.nodes, area), area.left, area.top))
    if state.selection is not None:
        layer = _within(layer, state.selection, state.rect)
    within = painted_in((layer,))
    if within.empty:
        raise BadInput("There is nothing to be seen to copy.")
    return Copied((layer,), within, state.profile)


def taken_out(state: State) -> State:
    """Take away what `copied` copies: the paint within the selection, or else the chosen nodes themselves. Where there
    are no other layers they stay, empty. Raises `BadInput` where a node is locked."""
    nodes = state.chosen
    for node in nodes:
        for each in (*state.path(node.id), *all_nodes((node,))):
            if each.locked:
                raise BadInput("The layer “{0}” is locked.", each.name)
    left = removed(state.nodes, {node.id for node in nodes})
    if state.selection is not None or not any(True for _ in leaves(left)):
        for node in nodes:
            state = cleared(state, node.id)
        return state
    beside = state.siblings(state.active_id)
    place = next(index for index, node in enumerate(beside) if node.id == state.active_id)
    there = {node.id for node in all_nodes(left)}
    around = [
        *reversed(beside[:place]),
        *beside[place + 1 :],
        *reversed(state.path(state.active_id)),
        left[-1],
    ]
    active = next(node.id for node in around if node.id in there)
    return working_on(replace(state, nodes=left), active)


def pasted(state: State, what: Copied, *, into_selection: bool = False) -> State:
    """Put nodes above the active one, as new ones, and choose them; what of them lies outside the canvas is cut off.

    into_selection: whether a mask hides all of them that is not selected.
    """
    what = what.in_space(state.profile)
    nodes = with_tiles(tuple(map(_anew, what.nodes)), lambda _node, tiles: tiles.cropped(state.rect))
    if into_selection and state.selection is not None:
        nodes = (_masked(nodes, TileStore.from_pixels(255 - state.selection)),)
    state = replace(state, nodes=inserted(state.nodes, nodes, state.active_id))
    return working_on(state, nodes[-1].id, [node.id for node in nodes[:-1]])


def merged_pixels(what: Copied) -> Pixels:
    """Composite what was copied as it is seen by itself: (bounds.height, bounds.width, 4) uint8 sRGB, straight alpha.

    Of a single layer without a mask these are its pixels to the bit, whatever its opacity and mode.
    """
    shown = tuple(replace(node, visible=True, clip=False) for node in what.nodes)
    if len(shown) == 1:
        shown = (replace(shown[0], opacity=1.0, mode=Mode.NORMAL),)
    return to_srgb(composite(shown, what.bounds), what.profile)


def copied_to_layer(state: State) -> State:
    """Put a copy of what is selected, or of the chosen nodes, above them. Raises `BadInput` as `copied` does."""
    return pasted(state, copied(state))


def cut_to_layer(state: State) -> State:
    """Put what is selected above what it was part of, and take it away there. Raises `BadInput` as `copied` and
    `taken_out` do, and where nothing is selected."""
    if state.selection is None:
        raise BadInput("Nothing is selected that could be cut.")
    return pasted(taken_out(state), copied(state))


def _masked(nodes: Forest, mask: TileStore) -> Node:
    """One node that this mask hides: the only one, or a group of them."""
    if len(nodes) == 1 and nodes[0].mask is None:
        return replace(nodes[0], mask=mask)
    return Group(nodes[-1].name, nodes, mask=mask)


def _anew(node: Node) -> Node:
    """The same with other ids, as there can be but one node of each."""
    if isinstance(node, Group):
        node = replace(node, children=tuple(map(_anew, node.children)))
    if isinstance(node, Layer):
        node = replace(node, paper=False)
    return replace(node, id=uuid4().hex, locked=False)


def _within(node: Node, selection: Mask, rect: Rect) -> Node:
    """The node with its paint as far as each pixel is selected."""

    def cut(each: Node) -> Node:
        return (
            replace(each, tiles=_selected(each.tiles, selection, rect)) if isinstance(each, Layer) else each
        )

    (inside,) = changed((node,), cut)
    return inside


def _selected(tiles: TileStore, selection: Mask, rect: Rect) -> TileStore:
    made: dict[Key, Tile] = {}
    for column, row in tiles:
        tile = tiles.tile(column, row)
        whole = tile_rect((column, row))
        part = whole.intersection(rect)
        if tile is None or part.empty:
            continue
        taken = selection[part.slices]
        if not taken.any():
            continue
        if part == whole and taken.min() == 255:
            made[column, row] = tile
            continue
        inner = part.moved(-whole.left, -whole.top).slices
        pixels = np.zeros_like(tile.pixels)
        kept = tile.pixels[inner].copy()
        kept[..., 3] = share_of(kept[..., 3], taken)
        kept[taken == 0] = 0  # what is not copied leaves no colour behind
        pixels[inner] = kept
        made[column, row] = Tile(pixels)
    return TileStore().with_tiles(made)
