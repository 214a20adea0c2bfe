"""Pixels of a layer or a mask seen through a map of the plane.

What is enlarged or turned is interpolated; what is reduced is averaged: each pixel from samples of the level (halves,
quarters …, in each direction of its own) at which samples lie at most a pixel apart. Colours are weighted by their
alpha throughout, so that what is transparent has no say in them.
"""

import math
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.kernel import Kernel
from aipaint_desktop.document.tile import TILE, Pixels, Tile
from aipaint_desktop.document.tiles import Key, TileStore
from aipaint_desktop.document.transforming.lattice import NOWHERE, Lattice, Mapping, Places
from aipaint_desktop.values.geometry import Rect

_BLOCK = 4 * TILE  # what is computed at once: some 30 MB
_MARGIN = 5  # pixels that kernels look at around a place, and one for what rounding does
_MOST_SAMPLES = 4
_LOOKED = 4  # of so many pixels, across and down, one is asked how far its neighbours lie apart
_THREADS = 2
_FARTHEST = 12  # halvings
_UNLIKE = 3  # more halvings in the one direction than in the other
_ONE = 1.2  # pixels of the source that a kernel still takes for one
_FAR = np.float32(64)

Planes = NDArray[np.float32]
"""(H, W) of a mask, or (H, W, 4), red, green and blue times alpha / 255; 0 to 255."""


Check = Callable[[], None]


def go_on() -> None:
    """Do as those do who want to know the end of it."""


def resampled(
    tiles: TileStore,
    mapping: Mapping,
    within: Rect,
    kernel: Kernel = Kernel.BICUBIC,
    check: Check = go_on,
) -> TileStore:
    """Give what the mapping makes of the pixels, as far as it lies within a rectangle.

    check: called between blocks; raises an exception once nobody wants to know any more.
    Memory is taken block by block; it takes a second or more for a large canvas, so not on the window's thread.
    """
    source, result = _Source(tiles), dict[Key, Tile]()
    # what is enlarged has soft edges, that begin a little outside of it
    blocks = list(_blocks(mapping.onto(tiles.bounds.expanded(2)).intersection(within)))

    def make(block: Rect) -> Pixels | None:
        check()
        return _block(source, mapping, block, kernel)

    with ThreadPoolExecutor(_THREADS) as pool:
        for block, pixels in zip(blocks, pool.map(make, blocks), strict=True):
            if pixels is not None:
                result |= _tiles(block, pixels)
    return TileStore(channels=tiles.channels).with_tiles(result)


def _tiles(block: Rect, pixels: Pixels) -> dict[Key, Tile]:
    made: dict[Key, Tile] = {}
    for column, row, part in block.tiles(TILE):
        tile = np.zeros((TILE, TILE, *pixels.shape[2:]), np.uint8)
        inner = part.moved(-column * TILE, -row * TILE).slices
        tile[inner] = pixels[part.moved(-block.left, -block.top).slices]
        made[column, row] = Tile(tile)
    return made


def _blocks(rect: Rect) -> Iterator[Rect]:
    return (part for _column, _row, part in rect.tiles(_BLOCK))


def _block(source: "_Source", mapping: Mapping, block: Rect, kernel: Kernel) -> Pixels | None:
    x, y = mapping.sources(Lattice.over(block))
    reach = source.reach(x, y)
    if reach is None:
        return None
    if kernel is Kernel.NEAREST:
        return source.nearest(x, y, reach)
    level, samples = _reduction(x, y)
    if samples > 1:
        x, y = mapping.sources(Lattice.over(block, samples))
        if (reach := source.reach(x, y)) is None:
            return None
    planes = source.at(x, y, level, reach, kernel)
    return None if planes is None else _straight(_averaged(planes, samples))


def _reduction(x: Places, y: Places) -> tuple[tuple[int, int], int]:
    """Halvings of the source, across and down, and samples in a pixel, in each direction, which make places lie at
    most a pixel of the source apart."""
    distances = _distances(x), _distances(y)
    levels = [min(_FARTHEST, max(0, math.floor(math.log2(max(least, 1.0)) + 1e-3))) for least, _ in distances]
    levels = [min(level, min(levels) + _UNLIKE) for level in levels]
    left = max(most / 2**level for level, (_, most) in zip(levels, distances, strict=True))
    samples = 1 if left <= _ONE else min(_MOST_SAMPLES, math.ceil(left - 1e-3))
    return (levels[0], levels[1]), samples


def _distances(places: Places) -> tuple[float, float]:
    """The least and the largest distance, in the source, between the places of neighbours; looked at here and there."""
    looked = places[::_LOOKED, ::_LOOKED]
    along = _beside(places[::_LOOKED, 1::_LOOKED], looked)
    down = _beside(places[1::_LOOKED, ::_LOOKED], looked)
    rows, columns = min(along.shape[0], down.shape[0]), min(along.shape[1], down.shape[1])
    far = np.hypot(along[:rows, :columns], down[:rows, :columns])
    far = far[far < -NOWHERE / 4]
    return (float(far.min()), float(far.max())) if far.size else (1.0, 1.0)


def _beside(neighbours: Places, places: Places) -> Places:
    rows, columns = neighbours.shape
    return neighbours - places[:rows, :columns]


def _averaged(planes: Planes, samples: int) -> Planes:
    """One pixel of so many samples, across and down."""
    if samples == 1:
        return planes
    import cv2

    height, width = planes.shape[0] // samples, planes.shape[1] // samples
    return cv2.resize(planes, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32, copy=False)


class _Source:
    """What is looked at: pixels, their colours weighted by alpha, at any level."""

    def __init__(self, tiles: TileStore) -> None:
        self._tiles = tiles
        self._around = tiles.bounds.expanded(2)

    def reach(self, x: Places, y: Places) -> Rect | None:
        """Find the pixels around all places that lie where there may be paint; None where there is none."""
        known = x > NOWHERE / 2
        if not known.any():
            return None
        if not known.all():
            x, y = x[known], y[known]
        left, right, top, bottom = (float(edge) for edge in (x.min(), x.max(), y.min(), y.max()))
        reach = Rect.from_edges(
            math.floor(left) - 1, math.floor(top) - 1, math.floor(right) + 2, math.floor(bottom) + 2
        ).intersection(self._around)
        return None if reach.empty else reach

    def nearest(self, x: Places, y: Places, reach: Rect) -> Pixels | None:
        """Take the pixel at each place; reach: pixels around all of them."""
        if not self._painted(reach):
            return None
        pixels = self._tiles.read(reach)
        column = np.clip(np.floor(x).astype(np.int64) - reach.left, -1, reach.width)
        row = np.clip(np.floor(y).astype(np.int64) - reach.top, -1, reach.height)
        there = (column >= 0) & (column < reach.width) & (row >= 0) & (row < reach.height)
        found: Pixels = pixels[np.where(there, row, 0), np.where(there, column, 0)]
        found[~there] = 0
        return found

    def at(self, x: Places, y: Places, level: tuple[int, int], reach: Rect, kernel: Kernel) -> Planes | None:
        """Look at places of the full size at a level; reach: pixels around all of them."""
        import cv2

        if not self._painted(reach.expanded(_MARGIN << max(level))):
            return None
        across, down = 1 << level[0], 1 << level[1]
        part = Rect.from_edges(
            reach.left // across, reach.top // down, -(-reach.right // across), -(-reach.bottom // down)
        ).expanded(_MARGIN)
        planes = self._read(part, level)
        # cv2 counts from the middle of the first pixel; where it is told of more than 2¹⁵ pixels it is lost.
        kernels = {
            Kernel.BILINEAR: cv2.INTER_LINEAR,
            Kernel.BICUBIC: cv2.INTER_CUBIC,
            Kernel.LANCZOS: cv2.INTER_LANCZOS4,
        }
        place_x = np.clip(x / np.float32(across) - np.float32(part.left + 0.5), -_FAR, part.width + _FAR)
        place_y = np.clip(y / np.float32(down) - np.float32(part.top + 0.5), -_FAR, part.height + _FAR)
        return cv2.remap(
            planes, place_x, place_y, kernels[kernel], borderMode=cv2.BORDER_CONSTANT, borderValue=0
        ).astype(np.float32, copy=False)

    def _painted(self, rect: Rect) -> bool:
        inside = rect.intersection(self._tiles.bounds)
        return any(self._tiles.tile(column, row) is not None for column, row, _ in inside.tiles(TILE))

    def _read(self, part: Rect, level: tuple[int, int]) -> Planes:
        """part: in pixels of the level, of which both directions have their own."""
        import cv2

        shared = min(level)
        across, down = level[0] - shared, level[1] - shared
        whole = Rect(part.left << across, part.top << down, part.width << across, part.height << down)
        planes = _weighted(self._tiles.read(whole, shared))
        if across or down:
            planes = cv2.resize(planes, (part.width, part.height), interpolation=cv2.INTER_AREA).astype(
                np.float32, copy=False
            )
        return planes


def _weighted(pixels: Pixels) -> Planes:
    planes = pixels.astype(np.float32)
    if planes.ndim == 3:
        planes[..., :3] *= planes[..., 3:] * np.float32(1 / 255)
    return planes


def _straight(planes: Planes) -> Pixels:
    """Round to pixels with straight alpha; what kernels go beyond 0 and 255 at edges is cut off."""
    if planes.ndim == 2:
        plain: Pixels = np.clip(planes + np.float32(0.5), 0, 255).astype(np.uint8)
        return plain
    pixels = np.empty(planes.shape, np.uint8)
    pixels[..., 3] = np.clip(planes[..., 3] + np.float32(0.5), 0, 255)
    scale = np.float32(255) / np.maximum(planes[..., 3], np.float32(1e-3))
    for channel in range(3):
        pixels[..., channel] = np.clip(planes[..., channel] * scale + np.float32(0.5), 0, 255)
    pixels[pixels[..., 3] == 0] = 0
    return pixels
