"""What is left of a picture without its colours: how light it is."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.values.transfer import LUMINANCE, linear_of, srgb_of

_LEVELS = 4096
_SHARES = np.outer((_LEVELS - 1) * LUMINANCE, linear_of(np.linspace(0, 1, 256).astype(np.float32)))
_GREYS = np.rint(255 * srgb_of(np.linspace(0, 1, _LEVELS).astype(np.float32))).astype(np.uint8)


def greys(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Give the greys that are as light as sRGB pixels, (H, W, 3 or 4); alpha, which is straight, stays."""
    red, green, blue = _SHARES
    light = red[pixels[..., 0]] + green[pixels[..., 1]] + blue[pixels[..., 2]]
    grey = _GREYS[np.rint(light).astype(np.uint16)]
    made = pixels.copy()
    made[..., :3] = grey[..., None]
    return made
