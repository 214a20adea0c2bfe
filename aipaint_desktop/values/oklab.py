"""Colours as they are seen: OKLab, and its lightness, chroma and hue.

Björn Ottosson, *A perceptual color space for image processing*, 2020. Lightness is 0 to 1; chroma of sRGB reaches 0.32;
hues are turns, 0 to 1.
"""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.values.transfer import linear_of, srgb_of

Planes = NDArray[np.float32]

_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_OPPONENT = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_TO_CONES, _TO_LAB = _CONES.astype(np.float32), _OPPONENT.astype(np.float32)
_FROM_CONES = np.linalg.inv(_CONES).astype(np.float32)
_FROM_LAB = np.linalg.inv(_OPPONENT).astype(np.float32)
MOST_CHROMA = 0.33  # of sRGB, magenta's
_HALVINGS = 14
_SLACK = 3e-6  # of light: rounding alone puts no colour outside
_DENT = 0.016  # the edge of sRGB is a little hollow near blue, which would hide the bluest blue from halving


def oklab_of(colours: Planes) -> Planes:
    """Give lightness, a and b, (3, …), of sRGB colours, (3, …) 0 to 1."""
    return np.tensordot(_TO_LAB, np.cbrt(np.tensordot(_TO_CONES, linear_of(colours), 1)), 1)


def colours_of_oklab(lab: Planes) -> Planes:
    """Give the sRGB colours, (3, …) 0 to 1, of lightness, a and b; what sRGB has not is cut channel by channel."""
    return srgb_of(_light_of(lab))


def oklch_of(colours: Planes) -> Planes:
    """Give lightness, chroma and hue, (3, …), of sRGB colours, (3, …) 0 to 1."""
    lightness, a, b = oklab_of(colours)
    return np.stack([lightness, np.hypot(a, b), np.arctan2(b, a) / np.float32(2 * np.pi) % 1])


def colours_of_oklch(lch: Planes) -> Planes:
    """Give the sRGB colours, (3, …) 0 to 1, of lightness, chroma and hue.

    What sRGB has not loses chroma until it has it, while lightness and hue stay (Ottosson, *sRGB gamut clipping*,
    2021).
    """
    lightness = np.clip(lch[0], 0, 1)
    chroma = np.minimum(lch[1], chroma_within(lightness, lch[2], lch[1]))
    return colours_of_oklab(lab_of(lightness, chroma, lch[2]))


def chroma_within(lightness: Planes, hue: Planes, most: Planes | float = MOST_CHROMA) -> Planes:
    """Find the largest chroma up to `most` that sRGB has at a lightness and a hue, by halving what is in doubt."""
    lightness, hue = np.broadcast_arrays(np.asarray(lightness, np.float32), np.asarray(hue, np.float32))
    low: Planes = np.zeros(lightness.shape, np.float32)
    high: Planes = np.full(lightness.shape, most, np.float32)
    good = _is_within(lab_of(lightness, high, hue))
    low[good] = high[good]
    for _ in range(_HALVINGS):
        middle: Planes = (low + high) * np.float32(0.5)
        good = _is_within(lab_of(lightness, middle, hue))
        low, high = np.where(good, middle, low), np.where(good, high, middle)
    return low


def lab_of(lightness: Planes, chroma: Planes, hue: Planes) -> Planes:
    """Give lightness, a and b, (3, …), of lightness, chroma and hue, which are of one shape."""
    angle = np.float32(2 * np.pi) * hue
    return np.stack([lightness, chroma * np.cos(angle), chroma * np.sin(angle)]).astype(
        np.float32, copy=False
    )


def _light_of(lab: Planes) -> Planes:
    cones = np.tensordot(_FROM_LAB, lab, 1)
    return np.tensordot(_FROM_CONES, cones * cones * cones, 1)


def _is_within(lab: Planes) -> NDArray[np.bool_]:
    light = _light_of(lab)
    slack = _SLACK + _DENT * lab[0] ** 3 * (1 - lab[0])
    return np.asarray(((light >= -slack) & (light <= 1 + slack)).all(axis=0))
