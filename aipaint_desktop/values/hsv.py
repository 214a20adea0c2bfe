"""Colours of hue, saturation and value."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Parts = TypeVar("Parts", NDArray[np.float32], NDArray[np.float64])


def colours_of_hsv(hue: Parts, saturation: Parts, value: Parts) -> Parts:
    """Give sRGB colours, (3, …) 0 to 1. hue: turns. saturation, value: 0 to 1; the three of shapes that fit together.

    After Smith 1978, *Color gamut transform pairs*.
    """
    hue, saturation, value = np.broadcast_arrays(hue, saturation, value)
    # Each channel is the value, less a share of it that depends on how far the hue is from that channel's.
    places = np.stack([(hue * 6 + channel) % 6 for channel in (5, 3, 1)])
    less = np.clip(np.minimum(places, 4 - places), 0, 1)
    colours: Parts = value * (1 - saturation * less)
    return colours
