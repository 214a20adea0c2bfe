"""How far paint reaches, to the pixel."""

from collections.abc import Iterable

from aipaint_desktop.document.mask import bounds
from aipaint_desktop.document.node import Layer, Node, walk
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import NOTHING, Rect, bounding


def painted(tiles: TileStore) -> Rect:
    """Span the smallest rectangle around all that is not transparent, or hidden by a mask."""
    keys = [key for key in tiles if not _tile_empty(tiles, key)]
    if not keys:
        return NOTHING
    columns, rows = [column for column, _ in keys], [row for _, row in keys]
    edge = {min(columns), max(columns)}, {min(rows), max(rows)}
    parts = [_within(tiles, key) for key in keys if key[0] in edge[0] or key[1] in edge[1]]
    return bounding(parts)


def _tile_empty(tiles: TileStore, key: tuple[int, int]) -> bool:
    tile = tiles.tile(*key)
    return tile is None or tile.empty


def _within(tiles: TileStore, key: tuple[int, int]) -> Rect:
    tile = tiles.tile(*key)
    assert tile is not None
    return bounds(tile.alpha).moved(key[0] * TILE, key[1] * TILE)


def painted_in(nodes: Iterable[Node]) -> Rect:
    """Span the smallest rectangle around all that nodes have painted, whether it is seen or not."""
    leaves = (leaf for node in nodes for leaf in walk(node) if isinstance(leaf, Layer))
    return bounding(painted(leaf.tiles) for leaf in leaves)


def box_of_chosen(state: State) -> Rect:
    """Span the smallest rectangle around what would be transformed: the chosen nodes as far as they are selected, or
    the mask that is worked on. Nothing where there is none."""
    mask = state.active.mask if state.on_mask else None
    box = painted_in(state.chosen) if mask is None else painted(mask)
    return box if state.selection is None else box.intersection(bounds(state.selection))


def topmost_at(state: State, x: int, y: int) -> str | None:
    """Find the topmost layer that is seen and has paint at a pixel; None where there is none."""
    key, (column, row) = (x // TILE, y // TILE), (x % TILE, y % TILE)
    for layer in reversed(state.layers):
        tile = layer.tiles.tile(*key)
        if tile is not None and state.shown(layer.id) and not layer.paper and tile.alpha[row, column]:
            return layer.id
    return None
