"""Colours that change along a stroke."""

import colorsys

import numpy as np

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.brush import Floats
from aipaint_desktop.values.hsv import colours_of_hsv


def shifted(colour: Colour, shifts: Floats) -> Floats:
    """Shift a sRGB colour in hue, saturation and value: (N, 3), 0 to 255.

    shifts: (N, 3); degrees, and shares of the whole range, which is kept to.
    """
    red, green, blue = (part / 255 for part in colour)
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    made: Floats = 255 * colours_of_hsv(
        hue + shifts[:, 0] / 360,
        np.clip(saturation + shifts[:, 1], 0, 1),
        np.clip(value + shifts[:, 2], 0, 1),
    )
    return made.T
