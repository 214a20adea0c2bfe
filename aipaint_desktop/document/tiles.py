"""Pixels of a layer in sparse square tiles that are never changed in place.

A write makes new tiles for what it touches and shares all others with the store it came from. A snapshot
is therefore the store itself: history, copies and a reader on another thread cost nothing.
"""

import sys
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.values.geometry import NOTHING, Rect, bounding

TILE = 128

Pixels = NDArray[np.uint8]


def _frozen(tile: Pixels) -> Pixels:
    tile.flags.writeable = False
    return tile


def _within_tile(column: int, row: int, part: Rect) -> tuple[slice, slice]:
    return part.moved(-column * TILE, -row * TILE).slices


class TileStore:
    """An unbounded plane of RGBA pixels, uint8 sRGB with straight alpha, transparent where there is no tile.

    Immutable: `write`, `fill`, `moved` and `cropped` give a new store.
    """

    __slots__ = ("_tiles",)

    def __init__(self, tiles: Mapping[tuple[int, int], Pixels] | None = None) -> None:
        self._tiles: dict[tuple[int, int], Pixels] = dict(tiles or {})

    @classmethod
    def from_pixels(cls, pixels: Pixels, left: int = 0, top: int = 0) -> "TileStore":
        """pixels: (H, W, 4) uint8; its top left pixel comes to lie at (left, top)."""
        return cls().write(Rect(left, top, pixels.shape[1], pixels.shape[0]), pixels)

    def tile(self, column: int, row: int) -> Pixels | None:
        """The (TILE, TILE, 4) tile, read-only, or None where all is transparent."""
        return self._tiles.get((column, row))

    @property
    def bounds(self) -> Rect:
        """The smallest rectangle of whole tiles around all pixels."""
        return bounding(_tile_rect(key) for key in self._tiles)

    def read(self, rect: Rect) -> Pixels:
        """A writable copy of the pixels, (rect.height, rect.width, 4)."""
        pixels = np.zeros((max(0, rect.height), max(0, rect.width), 4), np.uint8)
        for column, row, part in rect.tiles(TILE):
            tile = self._tiles.get((column, row))
            if tile is not None:
                pixels[part.moved(-rect.left, -rect.top).slices] = tile[_within_tile(column, row, part)]
        return pixels

    def write(self, rect: Rect, pixels: Pixels) -> "TileStore":
        """pixels: (rect.height, rect.width, 4) uint8, copied."""
        if pixels.shape != (rect.height, rect.width, 4) or pixels.dtype != np.uint8:
            raise ValueError(f"{pixels.dtype} {pixels.shape} does not fit {rect}")
        tiles = dict(self._tiles)
        for column, row, part in rect.tiles(TILE):
            tile = self._writable(column, row, part)
            tile[_within_tile(column, row, part)] = pixels[part.moved(-rect.left, -rect.top).slices]
            if tile[..., 3].any():
                tiles[column, row] = _frozen(tile)
            else:
                tiles.pop((column, row), None)
        return TileStore(tiles)

    def fill(self, rect: Rect, colour: tuple[int, int, int, int]) -> "TileStore":
        """Set every pixel of the rectangle; whole tiles share one array."""
        tiles = dict(self._tiles)
        whole = _frozen(np.full((TILE, TILE, 4), colour, np.uint8))
        for column, row, part in rect.tiles(TILE):
            if part.area == TILE * TILE:
                tiles[column, row] = whole
            else:
                tile = self._writable(column, row, part)
                tile[_within_tile(column, row, part)] = colour
                tiles[column, row] = _frozen(tile)
        return TileStore({key: tile for key, tile in tiles.items() if tile[..., 3].any()})

    def plain(self, rect: Rect, colour: tuple[int, int, int, int]) -> bool:
        """Whether every pixel of the rectangle has this colour. Quick where `fill` has made it so."""
        seen: set[int] = set()
        for column, row, part in rect.tiles(TILE):
            tile = self._tiles.get((column, row))
            if tile is None:
                return False
            if part.area < TILE * TILE or id(tile) not in seen:
                seen.add(id(tile))
                if (tile[_within_tile(column, row, part)] != colour).any():
                    return False
        return True

    def cropped(self, rect: Rect) -> "TileStore":
        """Only what lies inside the rectangle."""
        bounds = self.bounds
        if bounds.intersection(rect) == bounds:
            return self
        kept = TileStore()
        inside = bounds.intersection(rect)
        return kept if inside.empty else kept.write(inside, self.read(inside))

    def moved(self, dx: int, dy: int) -> "TileStore":
        """The same pixels, shifted right and down."""
        if dx % TILE == 0 and dy % TILE == 0:
            columns, rows = dx // TILE, dy // TILE
            return TileStore({(column + columns, row + rows): t for (column, row), t in self._tiles.items()})
        bounds = self.bounds
        return TileStore().write(bounds.moved(dx, dy), self.read(bounds))

    def changed(self, other: "TileStore") -> Rect:
        """The smallest rectangle of whole tiles that holds every difference between the two stores."""
        if self is other:
            return NOTHING
        keys = self._tiles.keys() | other._tiles.keys()
        return bounding(_tile_rect(key) for key in keys if self._tiles.get(key) is not other._tiles.get(key))

    def bytes_beyond(self, other: "TileStore") -> int:
        """Memory that this store takes on top of the other one."""
        if self is other:
            return 0
        shared = {id(tile) for tile in other._tiles.values()}
        own = {id(tile): tile.nbytes for tile in self._tiles.values() if id(tile) not in shared}
        return sum(own.values()) + sys.getsizeof(self._tiles)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Column and row of every tile that is there."""
        return iter(self._tiles)

    def __len__(self) -> int:
        return len(self._tiles)

    def _writable(self, column: int, row: int, part: Rect) -> Pixels:
        tile = self._tiles.get((column, row))
        if part.area == TILE * TILE:
            return np.empty((TILE, TILE, 4), np.uint8)
        return np.zeros((TILE, TILE, 4), np.uint8) if tile is None else tile.copy()


def _tile_rect(key: tuple[int, int]) -> Rect:
    return Rect(key[0] * TILE, key[1] * TILE, TILE, TILE)
