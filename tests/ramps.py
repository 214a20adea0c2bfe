"""A picture that no mirroring, turning or transposing leaves as it is, and that scaling and packing hardly change."""

import numpy as np
from numpy.typing import NDArray


def ramps(width: int, height: int, channels: int = 3, blue: int = 90) -> NDArray[np.uint8]:
    """(height, width, channels): red grows to the right, green downwards, alpha towards the lower left."""
    x = (np.arange(width) + 0.5) / width
    y = (np.arange(height) + 0.5) / height
    picture = np.empty((height, width, 4), np.uint8)
    picture[..., 0] = 20 + 200 * x
    picture[..., 1] = 20 + 50 * y[:, None]  # its grey differs across and down, too
    picture[..., 2] = blue
    picture[..., 3] = 60 + 97 * (1 - x) + 97 * y[:, None]
    return picture[..., :channels]
