"""Quarter turns, flips and moves by whole pixels: pixels only change places, and none is changed."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.tile import TILE, Pixels, Tile
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.transforming.matrices import Matrix, grid_symmetry, whole_shift
from aipaint_desktop.values.geometry import Rect


def exactly(tiles: TileStore, matrix: Matrix) -> TileStore | None:
    """Give what the map makes of the pixels where it only makes them change places; None for any other map.

    Tiles that come to lie on whole tiles again are shared, or turned by themselves.
    """
    shift = whole_shift(matrix)
    if shift is not None:
        return tiles if shift == (0, 0) else tiles.moved(*shift)
    symmetry = grid_symmetry(matrix)
    if symmetry is None:
        return None
    linear, (dx, dy) = symmetry
    if dx % TILE == 0 and dy % TILE == 0:
        return tiles.remade(_tile_by_tile(tiles, linear, dx // TILE, dy // TILE), matrix)
    bounds = tiles.bounds
    turned = _turned(tiles.read(bounds), linear)
    made = TileStore(channels=tiles.channels).write(onto(bounds, linear).moved(dx, dy), turned)
    return tiles.remade(made, matrix)


def turned_mask(mask: NDArray[np.uint8], linear: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Turn or flip a mask, (H, W); its corner stays at the origin."""
    return np.ascontiguousarray(_turned(mask, linear))


def onto(rect: Rect, linear: NDArray[np.int64]) -> Rect:
    """Find where a quarter turn or flip around the origin puts a rectangle."""
    x, y = linear @ np.array([[rect.left, rect.right], [rect.top, rect.bottom]])
    return Rect.from_edges(int(min(x)), int(min(y)), int(max(x)), int(max(y)))


def _tile_by_tile(tiles: TileStore, linear: NDArray[np.int64], columns: int, rows: int) -> TileStore:
    """One tile that is there many times, as of blank paper, is turned once."""
    known: dict[int, Tile] = {}
    turned = {}
    for column, row in tiles:
        tile = tiles.tile(column, row)
        assert tile is not None
        if id(tile) not in known:
            known[id(tile)] = Tile(np.ascontiguousarray(_turned(tile.pixels, linear)))
        place = onto(Rect(column, row, 1, 1), linear)
        turned[place.left + columns, place.top + rows] = known[id(tile)]
    return TileStore(turned, tiles.channels)


def _turned(pixels: Pixels, linear: NDArray[np.int64]) -> Pixels:
    if linear[0, 0] == 0:
        pixels = pixels.swapaxes(0, 1)
        across, down = int(linear[0, 1]), int(linear[1, 0])
    else:
        across, down = int(linear[0, 0]), int(linear[1, 1])
    return pixels[::down, ::across]
