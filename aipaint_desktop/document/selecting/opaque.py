"""What is selected by what is painted: the opacity of a node's pixels."""

import numpy as np

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.mask import Mask, share_of
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore, tile_rect
from aipaint_desktop.values.geometry import Rect


def opaque(state: State, node: Node) -> Mask:
    """Tell how opaque a node's own pixels are, as far as its mask shows them: (height, width) uint8. How it is shown,
    its opacity and mode, does not matter."""
    if isinstance(node, Group):
        found = composite(node.children, state.rect)[..., 3].copy()
    elif isinstance(node, Layer):
        found = np.zeros((state.height, state.width), np.uint8)
        for column, row, part in _parts(node.tiles, state.rect):
            tile = node.tiles.tile(column, row)
            if tile is not None:
                found[part.slices] = tile.alpha[part.moved(-column * TILE, -row * TILE).slices]
    else:
        raise TypeError(f"neither a layer nor a group: {node}")
    mask = node.hidden_by
    if mask is not None:
        for _, _, part in _parts(mask, state.rect):
            found[part.slices] = share_of(found[part.slices], 255 - mask.read(part))
    return found


def _parts(tiles: TileStore, rect: Rect) -> list[tuple[int, int, Rect]]:
    parts = [(column, row, tile_rect((column, row)).intersection(rect)) for column, row in tiles]
    return [each for each in parts if not each[2].empty]
