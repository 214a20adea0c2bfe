"""Light on thick paint."""

import numpy as np
from numpy.typing import NDArray

REACH = 2
"""How far, in px, a height is seen in the light."""
_STEEPEST = 0.35  # as what stands steeper, at the edge of a stroke, is seen no better than ridges of bristles
_BRIGHTER, _DARKER = 0.11, 0.13


def lit(heights: NDArray[np.float32], strength: float) -> NDArray[np.float32]:
    """Compute how much brighter or darker thick paint is, as a factor, with light from the upper left.

    heights: (H + 4, W + 4), 0 to 1, two pixels more on each side. strength: 0 to 1.
    """
    import cv2

    heights = np.asarray(cv2.blur(heights, (3, 3)), np.float32)[1:-1, 1:-1]
    slope = heights[1:-1, 2:] - heights[1:-1, :-2]
    slope += heights[2:, 1:-1] - heights[:-2, 1:-1]
    np.clip(slope, -_STEEPEST, _STEEPEST, out=slope)
    factor: NDArray[np.float32] = np.where(slope > 0, slope * _BRIGHTER, slope * _DARKER)
    factor *= np.float32(strength / _STEEPEST * 2)
    factor += 1
    return factor
