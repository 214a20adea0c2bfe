"""Colours are mixed in OKLab (Ottosson 2020), where equal steps look equal and mixtures stay clean."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .noise import Field, Rng

Lab = NDArray[np.floating[Any]]

_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_LMS_INVERSE = np.linalg.inv(_LMS)
_LAB_INVERSE = np.linalg.inv(_LAB)


def lab(*codes: str) -> Lab:
    """OKLab of '#rrggbb' codes: (3,) for one code, (n, 3) for several."""
    rgb = np.array([[int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)] for code in codes])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    colours = np.asarray(np.cbrt(linear @ _LMS.T) @ _LAB.T, np.float32)
    return colours[0] if len(codes) == 1 else colours


def linear_rgb(colour: Lab) -> Field:
    """Linear RGB in 0..1, clipped, of OKLab (..., 3)."""
    rgb = ((colour @ _LAB_INVERSE.T) ** 3) @ _LMS_INVERSE.T
    return np.asarray(np.clip(rgb, 0, 1), np.float32)


def scaled_srgb(linear: Field, scale: int) -> NDArray[np.uint8]:
    """sRGB bytes, (H / scale, W / scale, 3), of linear RGB in 0..1; light is averaged, not code values."""
    H, W = linear.shape[:2]
    size = (W // scale, H // scale)
    channels = [Image.fromarray(np.asarray(linear[..., c], np.float32)) for c in range(3)]
    resized = [np.asarray(channel.resize(size, Image.Resampling.LANCZOS)) for channel in channels]
    small = np.clip(np.stack(resized, axis=-1), 0, 1)
    encoded = np.where(small <= 0.0031308, small * 12.92, 1.055 * small ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(encoded * 255), np.uint8)


def ramp(t: Field, *codes: str) -> Lab:
    """Colours along evenly spaced stops; t in 0..1 of any shape gives t.shape + (3,)."""
    stops = lab(*codes)
    position = np.clip(t, 0, 1) * (len(stops) - 1)
    return np.stack(
        [np.interp(position, np.arange(len(stops)), stops[:, c]) for c in range(3)], axis=-1
    ).astype(np.float32)


def mix(under: Lab, over: Lab, amount: Field | float) -> Lab:
    """over laid on under; amount 0..1, (H, W) or one number."""
    weight = np.asarray(amount, np.float32)
    if weight.ndim:
        weight = weight[..., None]
    return np.asarray(under + (over - under) * weight, np.float32)


def lighter(colour: Lab, amount: Field | float) -> Lab:
    """The colour with `amount` added to its lightness."""
    result = np.array(colour, np.float32)
    result[..., 0] += amount
    return result


def varied(colours: Lab, deviation: tuple[float, float, float], rng: Rng) -> Lab:
    """Each colour with its own normal deviation in lightness, green-red and blue-yellow."""
    return np.asarray(colours + rng.standard_normal(colours.shape) * np.array(deviation), np.float32)
