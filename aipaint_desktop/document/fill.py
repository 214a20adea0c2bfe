"""Flood fill: the connected region of similar colour around a pixel."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.tile import Pixels


def similar_region(image: Pixels, x: int, y: int, tolerance: int = 32) -> NDArray[np.uint8]:
    """Find the region around (x, y) whose colours differ from the one there by at most `tolerance` per channel.

    image: (H, W, 4) uint8. tolerance: 0 to 255. Returns an (H, W) mask, 255 in the region, 0 elsewhere.
    Colours are compared premultiplied, so that all transparent pixels are alike. Regions connect over edges of
    pixels, not over corners.
    """
    alpha = image[..., 3]
    alike = _near(alpha, y, x, tolerance)
    for channel in range(3):
        premultiplied = image[..., channel].astype(np.uint16) * alpha // 255
        alike &= _near(premultiplied, y, x, tolerance)
    return _connected(alike, x, y)


def _near(plane: NDArray[np.uint8] | NDArray[np.uint16], y: int, x: int, tolerance: int) -> NDArray[np.bool_]:
    value = int(plane[y, x])
    return (plane >= max(0, value - tolerance)) & (plane <= min(255, value + tolerance))


def _connected(alike: NDArray[np.bool_], x: int, y: int) -> NDArray[np.uint8]:
    """The part of `alike` that is connected to (x, y), found over horizontal runs instead of pixels."""
    height, width = alike.shape
    change = np.diff(np.pad(alike, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(change == 1)
    ends = np.nonzero(change == -1)[1]

    # Runs are in reading order; each touches a range of the runs in the row below.
    stride = width + 1
    below = (rows + 1) * stride
    first = np.searchsorted(rows * stride + ends, below + starts, side="right")
    last = np.searchsorted(rows * stride + starts, below + ends, side="left")
    count = np.maximum(last - first, 0)
    upper = np.repeat(np.arange(len(rows)), count)
    lower = np.arange(len(upper)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)

    group = _components(len(rows), upper, lower)
    start = np.searchsorted(rows * stride + starts, y * stride + x, side="right") - 1
    inside = group == group[start]
    edges = np.zeros((height, stride), np.int8)
    edges[rows[inside], starts[inside]] = 1
    edges[rows[inside], ends[inside]] = -1
    return np.cumsum(edges, axis=1, dtype=np.int8)[:, :width].view(np.uint8) * np.uint8(255)


def _components(count: int, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for each of `count` nodes, the same for those that the links a–b connect.

    Hooking and pointer jumping (Shiloach & Vishkin 1982), whose few rounds are whole-array operations.
    """
    parent = np.arange(count)
    while len(a):
        low, high = np.minimum(parent[a], parent[b]), np.maximum(parent[a], parent[b])
        np.minimum.at(parent, high, low)
        while not np.array_equal(parent, parent[parent]):
            parent = parent[parent]
        apart = parent[a] != parent[b]
        a, b = a[apart], b[apart]
    return parent
