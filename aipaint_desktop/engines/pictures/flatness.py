"""Whether a picture is a flat sketch, areas of even colour with little in them, or a photograph or painting."""

import numpy as np
from numpy.typing import NDArray

MOSTLY_FLAT = 0.75
"""A picture of which so much or more is flat is a flat sketch."""

_BLOCK = 8  # px
_BLOCKS = 64  # in each direction, at most
_EVEN = 3  # of 255: even colours stray by no more within a block, nor gradients that light would make


def flat_share(pixels: NDArray[np.uint8]) -> float:
    """Measure how much of a picture (H, W, 3 or 4) is flat, 0 to 1: the share of blocks of 8 px, spread evenly over
    it, in each of which no channel varies by more than a few levels. As quick for large pictures as for small ones."""
    rows, columns = (_starts(side) for side in pixels.shape[:2])
    span = np.arange(_BLOCK)
    down = np.minimum((rows[:, None] + span), pixels.shape[0] - 1)
    across = np.minimum((columns[:, None] + span), pixels.shape[1] - 1)
    blocks = pixels[down[:, None, :, None], across[None, :, None, :], :3]
    even = np.ptp(blocks, axis=(2, 3)).max(-1) <= _EVEN
    return float(even.mean())


def is_flat_sketch(pixels: NDArray[np.uint8]) -> bool:
    """Tell whether most of a picture (H, W, 3 or 4) is flat."""
    return flat_share(pixels) >= MOSTLY_FLAT


def _starts(side: int) -> NDArray[np.intp]:
    """Where blocks begin along a side, px."""
    last = max(0, side - _BLOCK)
    count = min(_BLOCKS, max(1, side // _BLOCK))
    return np.linspace(0, last, count).round().astype(np.intp)
