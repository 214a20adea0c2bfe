"""Paint laid over pixels, and pixels taken away."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.sheet import HALF, plane
from aipaint_desktop.document.tile import Pixels

Colour = tuple[int, int, int]


def painted(pixels: Pixels, coverage: NDArray[np.float32], colour: Colour) -> Pixels:
    """Lay a sRGB colour over (H, W, 4) uint8 straight-alpha pixels, with (H, W) coverage 0 to 1."""
    result = np.empty_like(pixels)
    alpha = plane(pixels, 3)
    if not alpha.any():
        # On an empty layer all of the paint is seen, and most painting is on one.
        for channel, value in enumerate(colour):
            result[..., channel] = (coverage > 0) * np.uint8(value)
        result[..., 3] = coverage * 255 + HALF
        return result
    alpha *= np.float32(1 / 255)
    alpha *= 1 - coverage
    alpha += coverage
    share = coverage / np.maximum(alpha, np.float32(1e-6))
    for channel, value in enumerate(colour):
        before = plane(pixels, channel)
        difference = np.float32(value) - before
        difference *= share
        before += difference
        before += HALF
        result[..., channel] = before
    alpha *= 255
    alpha += HALF
    result[..., 3] = alpha
    return result


def recoloured(pixels: Pixels, coverage: NDArray[np.float32], colour: Colour) -> Pixels:
    """Give (H, W, 4) uint8 pixels a sRGB colour as far as (H, W) coverage says, 0 to 1; their alpha stays."""
    result = pixels.copy()
    for channel, value in enumerate(colour):
        before = plane(pixels, channel)
        before += (np.float32(value) - before) * coverage + HALF
        result[..., channel] = before
    return result


def erased(pixels: Pixels, coverage: NDArray[np.float32]) -> Pixels:
    """Reduce the alpha of (H, W, 4) uint8 pixels by (H, W) coverage 0 to 1."""
    result = pixels.copy()
    result[..., 3] = plane(pixels, 3) * (1 - coverage) + HALF
    return result
