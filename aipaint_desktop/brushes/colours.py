"""Colours that change along a stroke."""

import numpy as np

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.brush import Floats


def shifted(colour: Colour, shifts: Floats) -> Floats:
    """Shift a sRGB colour in hue, saturation and value: (N, 3), 0 to 255.

    shifts: (N, 3); degrees, and shares of the whole range, which is kept to. After Smith 1978, *Color gamut transform
    pairs*.
    """
    rgb = np.array(colour, np.float64) / 255
    most, least = rgb.max(), rgb.min()
    span = most - least
    hue = 0.0
    if span > 0:
        red, green, blue = rgb
        if most == red:
            hue = (green - blue) / span % 6
        elif most == green:
            hue = (blue - red) / span + 2
        else:
            hue = (red - green) / span + 4
    hues = (hue + shifts[:, 0] / 60) % 6
    saturations = np.clip((span / most if most > 0 else 0.0) + shifts[:, 1], 0, 1)
    values = np.clip(most + shifts[:, 2], 0, 1)
    # Each channel is the value, less a share of it that depends on how far the hue is from that channel's.
    places = (hues[:, None] + np.array([5.0, 3.0, 1.0])) % 6
    less = np.clip(np.minimum(places, 4 - places), 0, 1)
    made: Floats = 255 * values[:, None] * (1 - saturations[:, None] * less)
    return made
