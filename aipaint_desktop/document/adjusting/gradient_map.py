"""Gradient map: colours by how light they are, from the one end of a gradient to the other."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.adjusting.adjustment import Adjustment, check
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.titles import StepTitle

Colour = tuple[int, int, int]
Stop = tuple[float, Colour]
MOST_STOPS = 32
# W3C's luminosity in hundredths, so that it is a whole number: no gradient is too steep.
_SHARES = 30, 59, 11


@dataclass(frozen=True)
class GradientMap(Adjustment):
    """Gives each pixel the colour of its luminosity.

    stops: (place 0 to 1, sRGB), from dark to bright; between them colours change evenly, beyond the first and the last
    not at all.
    """

    stops: tuple[Stop, ...] = ((0.0, (0, 0, 0)), (1.0, (255, 255, 255)))

    kind: ClassVar[str] = "gradient-map"
    title: ClassVar[str] = StepTitle("Gradient map")

    def __post_init__(self) -> None:
        check("stops", len(self.stops), 1, MOST_STOPS)
        for place, colour in self.stops:
            check("place", place, 0, 1)
            check("channels", len(colour), 3, 3)
            for value in colour:
                check("value", value, 0, 255)
        if any(left[0] > right[0] for left, right in pairwise(self.stops)):
            raise ValueError("the stops of a gradient go from dark to bright")

    @property
    def identity(self) -> bool:
        return False

    def of(self, pixels: Pixels) -> Pixels:
        table = _table(self.stops)
        luminosity = np.zeros(pixels.shape[:2], np.uint16)
        for channel, share in enumerate(_SHARES):
            luminosity += pixels[..., channel] * np.uint16(share)
        adjusted = np.empty_like(pixels)
        for channel in range(3):
            adjusted[..., channel] = table[channel][luminosity]
        adjusted[..., 3] = pixels[..., 3]
        return adjusted


def colours_of(stops: tuple[Stop, ...], places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the colours of a gradient at these places: (3, N), 0 to 255."""
    known = [place for place, _ in stops]
    return np.array([np.interp(places, known, [colour[c] for _, colour in stops]) for c in range(3)])


@lru_cache(maxsize=4)
def _table(stops: tuple[Stop, ...]) -> NDArray[np.uint8]:
    places = np.linspace(0, 1, 255 * sum(_SHARES) + 1)
    return np.rint(colours_of(stops, places)).astype(np.uint8)
