"""Paint laid over pixels, and pixels taken away."""

from collections.abc import Sequence
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.sheet import HALF, plane
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.kernels import native

Colour = tuple[int, int, int]
Plane = NDArray[np.float32]
Amount = Plane | np.float32


class Manner(Enum):
    """What becomes of pixels as far as they are covered."""

    PAINT = 0
    RECOLOUR = 1  # their alpha stays
    ERASE = 2


def laid_over(
    pixels: Pixels,
    coverage: Plane,
    colour: Colour | Sequence[Plane],
    manner: Manner,
    opacity: float = 1.0,
    selection: Mask | None = None,
    *,
    out: Pixels | None = None,
) -> Pixels:
    """Lay a colour over (H, W, 4) uint8 straight-alpha pixels as far as they are covered.

    coverage: (H, W), 0 to 1. colour: sRGB, the same everywhere or a plane of each channel, 0 to 255. opacity: 0 to 1.
    selection: (H, W) uint8, if not all is selected. out: where to write what comes of it, if anywhere.
    """
    result = np.empty_like(pixels) if out is None else out
    red, green, blue = (
        channel if isinstance(channel, np.ndarray) else np.float32(channel) for channel in colour
    )
    if native is not None:
        native.paint(result, pixels, coverage, selection, (red, green, blue), opacity, manner.value)
        return result
    share = coverage * np.float32(opacity)
    if selection is not None:
        share *= selection * np.float32(1 / 255)
    match manner:
        case Manner.PAINT:
            _paint(pixels, share, (red, green, blue), result)
        case Manner.RECOLOUR:
            _recolour(pixels, share, (red, green, blue), result)
        case Manner.ERASE:
            _erase(pixels, share, result)
    return result


def _paint(pixels: Pixels, share: Plane, colour: Sequence[Amount], result: Pixels) -> None:
    alpha = plane(pixels, 3)
    alpha *= np.float32(1 / 255)
    alpha *= 1 - share
    alpha += share
    part = share / np.maximum(alpha, np.float32(1e-6))
    for channel, value in enumerate(colour):
        before = plane(pixels, channel)
        difference = value - before
        difference *= part
        before += difference
        before += HALF
        result[..., channel] = before
    alpha *= 255
    alpha += HALF
    result[..., 3] = alpha


def _recolour(pixels: Pixels, share: Plane, colour: Sequence[Amount], result: Pixels) -> None:
    result[..., 3] = pixels[..., 3]
    for channel, value in enumerate(colour):
        before = plane(pixels, channel)
        before += (value - before) * share + HALF
        result[..., channel] = before


def _erase(pixels: Pixels, share: Plane, result: Pixels) -> None:
    result[..., :3] = pixels[..., :3]
    result[..., 3] = plane(pixels, 3) * (1 - share) + HALF
