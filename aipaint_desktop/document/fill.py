"""Flood fill: the connected region of similar colour around a pixel."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.tiles import Pixels


def similar_region(image: Pixels, x: int, y: int, tolerance: int = 32) -> NDArray[np.uint8]:
    """The region around (x, y) whose colours differ from the one there by at most `tolerance` per channel.

    image: (H, W, 4) uint8. tolerance: 0 to 255. Returns an (H, W) mask, 255 in the region, 0 elsewhere.
    Colours are compared premultiplied, so that all transparent pixels are alike. The region is 4-connected
    and grows by whole runs of a row at a time (scanline fill: Smith 1979).
    """
    wide = image.astype(np.int32)
    wide[..., :3] = wide[..., :3] * wide[..., 3:] // 255
    alike = (np.abs(wide - wide[y, x]) <= tolerance).all(axis=2)
    return _connected(alike, x, y)


def _connected(alike: NDArray[np.bool_], x: int, y: int) -> NDArray[np.uint8]:
    height, width = alike.shape
    region = np.zeros((height, width), np.uint8)
    # Runs of alike pixels in each row: edges[i] to edges[i + 1] are alike for even i.
    padded = np.zeros((height, width + 2), np.int8)
    padded[:, 1:-1] = alike
    edges = np.diff(padded, axis=1)
    starts = [np.flatnonzero(row == 1) for row in edges]
    ends = [np.flatnonzero(row == -1) for row in edges]

    pending = [(y, int(np.searchsorted(starts[y], x, side="right")) - 1)]
    seen = {pending[0]}
    while pending:
        row, run = pending.pop()
        left, right = int(starts[row][run]), int(ends[row][run])
        region[row, left:right] = 255
        for neighbour in (row - 1, row + 1):
            if 0 <= neighbour < height:
                first = int(np.searchsorted(ends[neighbour], left, side="right"))
                last = int(np.searchsorted(starts[neighbour], right, side="left"))
                fresh = {(neighbour, index) for index in range(first, last)} - seen
                seen |= fresh
                pending.extend(fresh)
    return region
