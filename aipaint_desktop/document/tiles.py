"""Pixels of a layer in sparse square tiles that are never changed in place.

A write makes new tiles for what it touches and shares all others with the store it came from. A snapshot
is therefore the store itself: history, copies and a reader on another thread cost nothing.
"""

import sys
import time
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.tile import TILE, Pixels, Tile
from aipaint_desktop.values.geometry import Rect, bounding

Key = tuple[int, int]
"""Column and row of a tile."""


def _within_tile(column: int, row: int, part: Rect) -> tuple[slice, slice]:
    return part.moved(-column * TILE, -row * TILE).slices


class TileStore:
    """Holds an unbounded plane of RGBA pixels, uint8 sRGB with straight alpha, transparent where there is no tile; or
    of a mask's, which have one channel, 0 where there is no tile.

    Immutable: `write`, `fill`, `moved`, `cropped` and `with_tiles` give a new store.
    """

    __slots__ = ("_levels", "_shape", "_tiles", "channels")

    def __init__(self, tiles: Mapping[Key, Tile] | None = None, channels: int = 4) -> None:
        """channels: 4, or 1 of a mask."""
        self.channels = channels
        self._shape: tuple[int, ...] = (4,) if channels == 4 else ()  # of a pixel
        self._tiles: dict[Key, Tile] = dict(tiles or {})
        self._levels: list[dict[Key, Tile | None]] = []  # halves, quarters …, as far as they were asked for

    @classmethod
    def from_pixels(cls, pixels: Pixels, left: int = 0, top: int = 0) -> "TileStore":
        """Cut pixels (H, W, 4) or (H, W) uint8 into tiles; the top left one comes to lie at (left, top)."""
        return cls(channels=4 if pixels.ndim == 3 else 1).write(
            Rect(left, top, pixels.shape[1], pixels.shape[0]), pixels
        )

    def tile(self, column: int, row: int, level: int = 0) -> Tile | None:
        """Give the tile, read-only, or None where all is transparent."""
        if level == 0:
            return self._tiles.get((column, row))
        while len(self._levels) < level:
            self._levels.append({})
        known = self._levels[level - 1]
        if (column, row) not in known:
            columns, rows = (2 * column, 2 * column + 1), (2 * row, 2 * row + 1)
            known[column, row] = Tile.joined([self.tile(x, y, level - 1) for y in rows for x in columns])
        return known[column, row]

    def derive(self, column: int, row: int, level: int, until: float) -> bool:
        """Derive a tile of a level from those of the levels below it, which takes time where few are known.

        until: of `time.thread_time`, when to stop; what has been derived by then is kept. Returns whether it is there.
        """
        if level == 0 or (len(self._levels) >= level and (column, row) in self._levels[level - 1]):
            return True
        for x, y in (
            (2 * column, 2 * row),
            (2 * column + 1, 2 * row),
            (2 * column, 2 * row + 1),
            (2 * column + 1, 2 * row + 1),
        ):
            if not self.derive(x, y, level - 1, until):
                return False
        if time.thread_time() > until:
            return False
        self.tile(column, row, level)
        return True

    @property
    def bounds(self) -> Rect:
        """Span the smallest rectangle of whole tiles around all pixels."""
        return bounding(tile_rect(key) for key in self._tiles)

    def read(self, rect: Rect, level: int = 0) -> Pixels:
        """Copy the pixels, writable: (rect.height, rect.width, 4), or without the last axis."""
        pixels = np.zeros((max(0, rect.height), max(0, rect.width), *self._shape), np.uint8)
        for column, row, part in rect.tiles(TILE):
            tile = self.tile(column, row, level)
            if tile is not None:
                pixels[part.moved(-rect.left, -rect.top).slices] = tile.pixels[
                    _within_tile(column, row, part)
                ]
        return pixels

    def write(self, rect: Rect, pixels: Pixels) -> "TileStore":
        """Write a copy of pixels, (rect.height, rect.width, 4) uint8, or without the last axis."""
        if pixels.shape != (rect.height, rect.width, *self._shape) or pixels.dtype != np.uint8:
            raise ValueError(f"{pixels.dtype} {pixels.shape} does not fit {rect}")
        tiles: dict[Key, Tile] = {}
        for column, row, part in rect.tiles(TILE):
            written = self._writable(column, row, part)
            written[_within_tile(column, row, part)] = pixels[part.moved(-rect.left, -rect.top).slices]
            tiles[column, row] = Tile(written)
        return self.with_tiles(tiles)

    def fill(self, rect: Rect, colour: tuple[int, int, int, int] | int) -> "TileStore":
        """Set every pixel of the rectangle; whole tiles are one tile."""
        tiles: dict[Key, Tile] = {}
        whole = Tile(np.full((TILE, TILE, *self._shape), colour, np.uint8))
        for column, row, part in rect.tiles(TILE):
            if part.area == TILE * TILE:
                tiles[column, row] = whole
            else:
                written = self._writable(column, row, part)
                written[_within_tile(column, row, part)] = colour
                tiles[column, row] = Tile(written)
        return self.with_tiles(tiles)

    def plain(self, rect: Rect, colour: tuple[int, int, int, int] | int) -> bool:
        """Tell whether every pixel of the rectangle has this colour. Quick where `fill` has made it so."""
        seen: set[int] = set()
        for column, row, part in rect.tiles(TILE):
            tile = self._tiles.get((column, row))
            if tile is None:
                return False
            if part.area < TILE * TILE or id(tile) not in seen:
                seen.add(id(tile))
                if (tile.pixels[_within_tile(column, row, part)] != colour).any():
                    return False
        return True

    def cropped(self, rect: Rect) -> "TileStore":
        """Keep only what lies inside the rectangle; tiles of which nothing goes are shared."""
        changed: dict[Key, Tile] = {}
        for key, tile in self._tiles.items():
            whole = tile_rect(key)
            inside = whole.intersection(rect)
            if inside == whole:
                continue
            pixels = np.zeros((TILE, TILE, *self._shape), np.uint8)
            if not inside.empty:
                place = _within_tile(*key, inside)
                pixels[place] = tile.pixels[place]
            if not np.array_equal(pixels, tile.pixels):
                changed[key] = Tile(pixels)
        return self.with_tiles(changed) if changed else self

    def moved(self, dx: int, dy: int) -> "TileStore":
        """Shift the pixels right and down."""
        if dx % TILE == 0 and dy % TILE == 0:
            columns, rows = dx // TILE, dy // TILE
            tiles = {(column + columns, row + rows): tile for (column, row), tile in self._tiles.items()}
            return TileStore(tiles, self.channels)
        bounds = self.bounds
        return TileStore(channels=self.channels).write(bounds.moved(dx, dy), self.read(bounds))

    def remade(self, made: "TileStore", matrix: NDArray[np.float64]) -> "TileStore":  # noqa: ARG002
        """Give what a map of the plane has made of these pixels, with what is known of them besides. matrix: of the
        map, 3×3, which keeps parallel lines parallel."""
        return made

    def differing(self, other: "TileStore") -> set[Key]:
        """Find the keys of all tiles that are not the same in the two stores."""
        if self is other:
            return set()
        keys = self._tiles.keys() | other._tiles.keys()
        return {key for key in keys if self._tiles.get(key) is not other._tiles.get(key)}

    def bytes_beyond(self, other: "TileStore") -> int:
        """Memory that this store takes on top of the other one."""
        if self is other:
            return 0
        shared = {id(tile) for tile in other._tiles.values()}
        own = {id(tile): tile.bytes for tile in self._tiles.values() if id(tile) not in shared}
        return sum(own.values()) + sys.getsizeof(self._tiles)

    def __iter__(self) -> Iterator[Key]:
        """Column and row of every tile that is there."""
        return iter(self._tiles)

    def __len__(self) -> int:
        return len(self._tiles)

    def with_tiles(self, changed: Mapping[Key, Tile]) -> "TileStore":
        """Put these tiles in their places; empty ones are left out."""
        store = TileStore(self._tiles, self.channels)
        for key, tile in changed.items():
            if tile.empty:
                store._tiles.pop(key, None)
            else:
                store._tiles[key] = tile
        # Halves of what has not changed are kept; other threads may be finding more of them meanwhile.
        for level, known in enumerate(self._levels, 1):
            gone = {(column >> level, row >> level) for column, row in changed}
            store._levels.append({key: tile for key, tile in known.copy().items() if key not in gone})
        return store

    def _writable(self, column: int, row: int, part: Rect) -> Pixels:
        tile = self._tiles.get((column, row))
        if part.area == TILE * TILE:
            return np.empty((TILE, TILE, *self._shape), np.uint8)
        return np.zeros((TILE, TILE, *self._shape), np.uint8) if tile is None else tile.pixels.copy()


def tile_rect(key: Key) -> Rect:
    """Find the pixels that a tile covers."""
    return Rect(key[0] * TILE, key[1] * TILE, TILE, TILE)


def reduced(rect: Rect, level: int) -> Rect:
    """Find the pixels of a level that cover a rectangle of the plane."""
    step = 1 << level
    return Rect.from_edges(
        rect.left >> level,
        rect.top >> level,
        (rect.right + step - 1) >> level,
        (rect.bottom + step - 1) >> level,
    )
