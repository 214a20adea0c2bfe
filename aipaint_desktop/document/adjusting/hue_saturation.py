"""Hue, saturation and lightness, in the HSL colour model, as Krita and GIMP have them."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.adjusting.adjustment import Adjustment, check
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.titles import StepTitle

_Plane = NDArray[np.float32]
_LEAST = np.float32(1e-6)


@dataclass(frozen=True)
class HueSaturationLightness(Adjustment):
    """Turns the hue, and moves saturation and lightness.

    hue: degrees, −180 to 180; the hue itself, 0 to 360, where it colourises.
    saturation: %, −100 (grey) to 100 (twice as much); of all pixels where it colourises, 0 to 100.
    lightness: %, −100 (black) to 100 (white).
    colourise: whether all get one hue and saturation.
    """

    hue: int = 0
    saturation: int = 0
    lightness: int = 0
    colourise: bool = False

    kind: ClassVar[str] = "hue-saturation-lightness"
    title: ClassVar[str] = StepTitle("Hue, saturation and lightness")

    def __post_init__(self) -> None:
        check("hue", self.hue, *((0, 360) if self.colourise else (-180, 180)))
        check("saturation", self.saturation, 0 if self.colourise else -100, 100)
        check("lightness", self.lightness, -100, 100)

    @property
    def identity(self) -> bool:
        return not self.colourise and (self.hue, self.saturation, self.lightness) == (0, 0, 0)

    def of(self, pixels: Pixels) -> Pixels:
        red, green, blue = (pixels[..., c].astype(np.float32) * np.float32(1 / 255) for c in range(3))
        most = np.maximum(np.maximum(red, green), blue)
        least = np.minimum(np.minimum(red, green), blue)
        lightness = (most + least) * np.float32(0.5)
        room = 1 - np.abs(
            2 * lightness - 1
        )  # the chroma of a colour of this lightness that is fully saturated
        if self.colourise:
            hue = np.full_like(room, self.hue / 60)
            saturation = np.full_like(room, self.saturation / 100)
        else:
            chroma = most - least
            hue = _hue(red, green, blue, most, chroma) + np.float32(self.hue / 60)
            saturation = np.minimum(
                chroma / np.maximum(room, _LEAST) * np.float32(1 + self.saturation / 100), 1
            )
        share = np.float32(self.lightness / 100)
        lightness = lightness * (1 + share) if share < 0 else lightness + (1 - lightness) * share
        half = saturation * np.minimum(lightness, 1 - lightness)
        adjusted = np.empty_like(pixels)
        # Each channel is a trapezium over the hue (Smith 1978, in the form of CSS Color 4).
        for channel, start in enumerate((0, 4, 2)):
            place = np.mod(hue * 2 + np.float32(start * 2), 12)
            ramp = np.clip(np.minimum(place - 3, 9 - place), -1, 1)
            adjusted[..., channel] = np.clip((lightness - half * ramp) * 255 + np.float32(0.5), 0, 255)
        adjusted[..., 3] = pixels[..., 3]
        return adjusted


def _hue(red: _Plane, green: _Plane, blue: _Plane, most: _Plane, chroma: _Plane) -> _Plane:
    """In sixths of a turn."""
    whole = np.maximum(chroma, _LEAST)
    hue: _Plane = np.where(
        most == red,
        (green - blue) / whole,
        np.where(most == green, (blue - red) / whole + 2, (red - green) / whole + 4),
    )
    return hue
