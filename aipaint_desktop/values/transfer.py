"""Between sRGB as it is stored and light as it adds up."""

import numpy as np
from numpy.typing import NDArray

Planes = NDArray[np.float32]

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""How light linear red, green and blue are, 1 together (ITU-R BT.709)."""


def linear_of(colours: Planes) -> Planes:
    """Give the light, 0 to 1, of sRGB values 0 to 1 (IEC 61966-2-1), of any shape."""
    dark = colours / np.float32(12.92)
    bright = (
        (np.maximum(colours, np.float32(0.04045)) + np.float32(0.055)) / np.float32(1.055)
    ) ** np.float32(2.4)
    return np.where(colours <= 0.04045, dark, bright)


def srgb_of(linear: Planes) -> Planes:
    """Give the sRGB values, 0 to 1, of light, of any shape; what is outside of 0 to 1 is cut."""
    light = np.clip(linear, 0, 1).astype(np.float32, copy=False)
    bright = np.float32(1.055) * np.maximum(light, np.float32(0.0031308)) ** np.float32(1 / 2.4) - np.float32(
        0.055
    )
    return np.where(light <= 0.0031308, light * np.float32(12.92), bright)
