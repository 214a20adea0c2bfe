"""A Gaussian blur of premultiplied colours: of the picture itself where it is narrow, else of a smaller one.

What lies beyond the picture counts for nothing, so that its borders do not fade (normalised convolution, Knutsson &
Westin 1993).
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Planes = NDArray[np.float32]
"""Premultiplied red, green, blue and alpha, 0 to 255, (4, H, W); or shares, 0 to 1, (H, W)."""

_NARROW = 16.0  # px: from here on halves are blurred by half as much
_TAILS = 3.5  # deviations, beyond which lies 1 in 2000
_LEAST = np.float32(1e-4)


@dataclass(frozen=True)
class Gaussian:
    """radius: the standard deviation in px, above 0."""

    radius: float

    @property
    def step(self) -> int:
        """How many px of the picture are one of the smaller picture that is blurred: 1, 2, 4 …"""
        return 1 if self.radius < _NARROW else 1 << int(math.log2(self.radius / _NARROW) + 1)

    @property
    def margin(self) -> int:
        """How much of the smaller picture has to be there around what is wanted."""
        return math.ceil(_TAILS * self.radius / self.step)

    @property
    def reach(self) -> int:
        """How far away, in px, lies what a pixel becomes of."""
        return self.margin * self.step

    def blurred(self, small: Planes, shares: Planes | None) -> Planes:
        """Blur a smaller picture (4, h, w) and give it, without its margin, at full size (4, H, W).

        small: means of the squares of the picture, of which what lies beyond it is 0. shares: how much of each lies
        within it, (h, w); None where all does.
        """
        down, across = (_weights(self, side) for side in small.shape[1:])
        result: Planes = np.matmul(np.matmul(down, small), across.T)
        if shares is not None:
            share: Planes = np.matmul(np.matmul(down, shares), across.T)
            result /= np.maximum(share, _LEAST)
        return result


@lru_cache(maxsize=16)
def _weights(gaussian: Gaussian, side: int) -> Planes:
    """What each pixel of a side takes of each of so many squares, margins among them: (pixels, squares)."""
    step, margin = gaussian.step, gaussian.margin
    # The means of squares are a blur of their own, which is taken off.
    variance = (gaussian.radius / step) ** 2 - (1 - 1 / step**2) / 12
    pixels = margin + (np.arange((side - 2 * margin) * step) + 0.5) / step - 0.5
    weights = np.exp(-((pixels[:, None] - np.arange(side)) ** 2) / (2 * variance))
    weights[np.abs(pixels[:, None] - np.arange(side)) > margin] = 0
    normal: Planes = (weights / weights.sum(1, keepdims=True)).astype(np.float32)
    return normal


def premultiplied(pixels: NDArray[np.uint8]) -> Planes:
    """Give (4, H, W) float32, 0 to 255, of (H, W, 4) with straight alpha."""
    planes = pixels.transpose(2, 0, 1).astype(np.float32, order="C")
    planes[:3] *= planes[3] * np.float32(1 / 255)
    return planes


def means(planes: Planes, step: int) -> Planes:
    """Average squares of so many px a side, of which there are whole ones only, in the last two axes."""
    if step == 1:
        return planes
    height, width = planes.shape[-2] // step, planes.shape[-1] // step
    squares = planes.reshape(*planes.shape[:-2], height, step, width, step)
    result: Planes = squares.sum(-1).sum(-2)
    result /= np.float32(step * step)
    return result


def blurred_picture(pixels: NDArray[np.uint8], radius: float) -> Planes:
    """Blur a whole picture, (H, W, 4) uint8 with straight alpha: premultiplied, (4, H, W) float32."""
    gaussian = Gaussian(radius)
    height, width = pixels.shape[:2]
    margins = [(gaussian.reach, gaussian.reach + -side % gaussian.step) for side in (height, width)]
    small = means(np.pad(premultiplied(pixels), [(0, 0), *margins]), gaussian.step)
    shares = means(np.pad(np.ones((height, width), np.float32), margins), gaussian.step)
    return gaussian.blurred(small, shares)[:, :height, :width]
