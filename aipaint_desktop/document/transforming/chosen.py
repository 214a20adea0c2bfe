"""What is chosen in a document, transformed: nodes with all in them and their masks, or what is selected of them."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.kernel import Kernel
from aipaint_desktop.document.mask import Mask, left_of, share_of
from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE, Pixels, Tile
from aipaint_desktop.document.tiles import Key, TileStore, tile_rect
from aipaint_desktop.document.transforming.exact import exactly
from aipaint_desktop.document.transforming.matrices import affine
from aipaint_desktop.document.transforming.pose import Pose
from aipaint_desktop.document.transforming.resampling import Check, go_on, resampled
from aipaint_desktop.document.tree import all_nodes, changed, with_tiles
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput

_Map = Callable[[TileStore], TileStore]


def check_transformable(state: State) -> None:
    """Raise `BadInput` unless what is chosen may be transformed: nothing around it or in it is hidden or locked."""
    for node in state.chosen:
        inside = [] if isinstance(node, Layer) else list(all_nodes((node,)))
        for each in (*state.path(node.id), *inside):
            if each.locked:
                raise BadInput("The layer “{0}” is locked.", each.name)
        for each in state.path(node.id):
            if not each.visible:
                raise BadInput("The layer “{0}” is hidden.", each.name)


def transformed(state: State, pose: Pose, kernel: Kernel = Kernel.BICUBIC, check: Check = go_on) -> State:
    """Transform what is chosen; with a selection what is selected of it, which is cut out and laid back over the rest
    where it comes to lie, and the selection moves along.

    Moves by whole pixels, quarter turns and flips change no pixel. What is made anew and comes to lie farther outside
    than a quarter of the canvas is cut off. The same state where nothing moves. Raises `BadInput` for what is locked or
    hidden. check: as of `resampled`.
    """
    check_transformable(state)
    if pose.still:
        return state
    change = mapped_by(pose, state.rect.expanded(max(state.width, state.height) // 4), kernel, check)
    if state.selection is not None:
        return _selected(state, state.selection, change)
    if state.on_mask and state.active.mask is not None:
        return state.with_node(replace(state.active, mask=change(state.active.mask)))
    ids = {node.id for node in state.chosen}

    def of(node: Node) -> Node:
        return with_tiles((node,), lambda _, tiles: change(tiles))[0] if node.id in ids else node

    return replace(state, nodes=changed(state.nodes, of))


def mapped_by(pose: Pose, within: Rect, kernel: Kernel, check: Check = go_on) -> _Map:
    """Give what a pose makes of pixels: the same pixels in other places if it can, else ones that are resampled within
    a rectangle."""

    def change(tiles: TileStore) -> TileStore:
        made = exactly(tiles, pose.matrix) if pose.straight else None
        if made is not None:
            return made
        made = resampled(tiles, pose.mapping, within, kernel, check)
        return tiles.remade(made, pose.matrix) if pose.straight and affine(pose.matrix) else made

    return change


def _selected(state: State, selection: Mask, change: _Map) -> State:
    """Transform what is selected of all chosen layers, or of the mask that is worked on."""

    def moved(tiles: TileStore) -> TileStore:
        piece, rest = cut(tiles, selection, state.rect)
        return laid_over(rest, change(piece)) if len(piece) else tiles

    if state.on_mask and state.active.mask is not None:
        state = state.with_node(replace(state.active, mask=moved(state.active.mask)))
    else:
        ids = {leaf.id for node in state.chosen for leaf in all_nodes((node,))}

        def of(node: Node) -> Node:
            if node.id not in ids or not isinstance(node, Layer):
                return node
            tiles = moved(node.tiles)
            return node if tiles is node.tiles else replace(node, tiles=tiles)

        state = replace(state, nodes=changed(state.nodes, of))
    after = change(TileStore.from_pixels(selection)).read(state.rect)
    return replace(state, selection=left_of(selection, after))


def cut(tiles: TileStore, selection: Mask, rect: Rect) -> tuple[TileStore, TileStore]:
    """Cut what is selected out of pixels: the piece, and what is left. selection: (H, W) of the canvas `rect`."""
    piece: dict[Key, Tile] = {}
    rest: dict[Key, Tile] = {}
    for column, row in tiles:
        part = tile_rect((column, row)).intersection(rect)
        tile = tiles.tile(column, row)
        taken = np.zeros((TILE, TILE), np.uint8)
        if not part.empty:
            taken[part.moved(-column * TILE, -row * TILE).slices] = selection[part.slices]
        if tile is None or not taken.any():
            continue
        if taken.min() == 255:
            piece[column, row], left = tile, np.zeros_like(tile.pixels)
        else:
            piece[column, row] = Tile(_share(tile, taken))
            left = _share(tile, 255 - taken)
        rest[column, row] = Tile(left)
    return TileStore(channels=tiles.channels).with_tiles(piece), tiles.with_tiles(rest)


def _share(tile: Tile, taken: Mask) -> Pixels:
    alpha = share_of(tile.alpha, taken)
    if tile.pixels.ndim == 2:
        return alpha
    pixels = tile.pixels.copy()
    pixels[..., 3] = alpha
    return pixels


def laid_over(below: TileStore, above: TileStore) -> TileStore:
    """Lay pixels over others; where masks overlap, what is hidden by either is hidden."""
    made: dict[Key, Tile] = {}
    for column, row in above:
        tile, ground = above.tile(column, row), below.tile(column, row)
        assert tile is not None
        if ground is None or (tile.opaque and above.channels == 4):
            made[column, row] = tile
        elif above.channels == 1:
            made[column, row] = Tile(np.maximum(tile.pixels, ground.pixels))
        else:
            sheets = [Layer("", tiles=TileStore({(column, row): each})) for each in (ground, tile)]
            made[column, row] = Tile(composite(sheets, tile_rect((column, row))))
    return below.with_tiles(made)
