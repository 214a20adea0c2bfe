"""What of a picture is adjusted, and the picture with that done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from aipaint_desktop.document.adjusting.adjusted_tiles import AdjustedMask, AdjustedTiles
from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.document.adjusting.applying import Subject, adjusted
from aipaint_desktop.document.mask_paint import greys, hidden_by_paint
from aipaint_desktop.document.node import Layer, Node, walk
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE, Pixels, Tile
from aipaint_desktop.document.tiles import Key, TileStore
from aipaint_desktop.document.tree import changed
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput


@dataclass(frozen=True, eq=False)
class Target:
    """A layer of a state, or a node with its mask, and what of it is adjusted. mask: whether that is the mask."""

    node: Node
    subject: Subject
    mask: bool = False


def check_adjustable(state: State) -> None:
    """Raise `BadInput` where `targets` would, at once."""
    active = state.active
    if state.paints_mask_of(active):
        state.check_paintable(active.id)
        return
    layers = _layers(state)
    if not layers:
        if isinstance(active, Layer):
            state.check_paintable(active.id)
        raise BadInput("There is no layer in “{0}” that is neither hidden nor locked.", active.name)
    if not any(len(layer.tiles) for layer in layers):
        raise BadInput("“{0}” is empty: there is nothing to adjust.", active.name)


def targets(state: State) -> list[Target]:
    """Find what an adjustment changes: the mask of the active node where that is painted, or else all layers that are
    chosen, and in groups that are, but for those that are hidden or locked. Raises `BadInput` where there is none."""
    check_adjustable(state)
    active = state.active
    if state.paints_mask_of(active) and active.mask is not None:
        subject = Subject(_mask_picture(active.mask, state.rect), state.rect, state.selection)
        return [Target(active, subject, mask=True)]
    return [
        Target(layer, Subject(layer.tiles, state.rect, state.selection, layer.alpha_locked))
        for layer in _layers(state)
    ]


def applied(state: State, adjustment: Adjustment, check: Callable[[], object] = lambda: None) -> State:
    """Adjust what is chosen in a state; the same state where nothing changes. Raises `BadInput` where nothing can be
    adjusted. check: called again and again; what it raises ends the work."""
    made: dict[str, TileStore] = {}
    found = targets(state)
    for target in found:
        tiles = adjusted(target.subject, adjustment, check)
        if tiles is target.subject.tiles:
            continue
        if target.mask:
            assert target.node.mask is not None
            differing = target.subject.tiles.differing(tiles)
            tiles = target.node.mask.with_tiles({key: _as_mask(tiles, key) for key in differing})
        made[target.node.id] = tiles
    return _with(state, found, made) if made else state


@dataclass(frozen=True, eq=False)
class Preview:
    """A state as an adjustment makes it, of which only what is looked at is computed. adjusted: all that is."""

    state: State
    adjusted: tuple[AdjustedTiles, ...]


def previewed(state: State, adjustment: Adjustment) -> Preview:
    """Look at what `applied` would make of a state. Raises `BadInput` where nothing can be adjusted."""
    found = targets(state)
    pictures = tuple(AdjustedTiles(target.subject, adjustment) for target in found)
    made: dict[str, TileStore] = {}
    for target, picture in zip(found, pictures, strict=True):
        mask = target.node.mask
        made[target.node.id] = AdjustedMask(mask, picture) if target.mask and mask is not None else picture
    return Preview(_with(state, found, made), pictures)


def _with(state: State, found: list[Target], made: Mapping[str, TileStore]) -> State:
    """The state with other tiles, or another mask, of some nodes."""
    masks = {target.node.id for target in found if target.mask}

    def of(node: Node) -> Node:
        tiles = made.get(node.id)
        if tiles is None:
            return node
        if node.id in masks:
            return replace(node, mask=tiles)
        assert isinstance(node, Layer)
        return replace(node, tiles=tiles)

    return replace(state, nodes=changed(state.nodes, of))


def _layers(state: State) -> list[Layer]:
    """The layers that are chosen and can be painted on."""
    return [
        layer
        for node in state.chosen
        for layer in walk(node)
        if isinstance(layer, Layer) and layer.text is None and _open(state, layer.id)
    ]


def _open(state: State, node_id: str) -> bool:
    return all(node.visible and not node.locked for node in state.path(node_id))


def _mask_picture(mask: TileStore, canvas: Rect) -> TileStore:
    """A mask as opaque greys: white shows, black hides."""
    known: dict[Tile | None, Tile] = {}
    tiles: dict[Key, Tile] = {}
    for column, row, _ in canvas.tiles(TILE):
        tile = mask.tile(column, row)
        if tile not in known:
            hidden: Pixels = np.zeros((TILE, TILE), np.uint8) if tile is None else tile.pixels
            known[tile] = Tile(greys(255 - hidden))
        tiles[column, row] = known[tile]
    return TileStore(tiles)


def _as_mask(picture: TileStore, key: Key) -> Tile:
    tile = picture.tile(*key)
    return Tile(hidden_by_paint(tile.pixels) if tile is not None else np.zeros((TILE, TILE), np.uint8))
