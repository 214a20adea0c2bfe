"""In which numbers a colour is chosen: hue, saturation and value, or lightness, chroma and hue as they are seen."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from aipaint_desktop.values.hsv import colours_of_hsv
from aipaint_desktop.values.oklab import chroma_within, colours_of_oklab, colours_of_oklch, lab_of, oklch_of

Planes = NDArray[np.float32]
GREY = 0.004  # chroma of what has no hue


class Place(NamedTuple):
    """Where a colour is on a wheel: hue, how colourful and how light it is, 0 to 1 each."""

    hue: float
    colourful: float
    light: float


class ColourModel(Protocol):
    """What a wheel and its plane mean. id: as it is kept in the settings."""

    id: ClassVar[str]

    def colours(self, hue: Planes, colourful: Planes, light: Planes) -> Planes:
        """Give sRGB colours, (3, …) 0 to 1, of places; the three are of shapes that fit together."""

    def place(self, colour: QColor, before: Place) -> Place:
        """Find where a colour is; what it does not say, as a grey its hue, stays as before."""


class Hsv:
    """Hue, saturation and value, as in Krita and most others."""

    id: ClassVar[str] = "hsv"

    def colours(self, hue: Planes, colourful: Planes, light: Planes) -> Planes:
        return colours_of_hsv(hue, colourful, light)

    def place(self, colour: QColor, before: Place) -> Place:
        hue = colour.hsvHueF()
        saturation = colour.hsvSaturationF() if colour.value() else before.colourful
        return Place(hue if hue >= 0 else before.hue, saturation, colour.valueF())


class Oklch:
    """Hue, share of the chroma that sRGB has there, and lightness: as light as it looks, whatever the hue."""

    id: ClassVar[str] = "oklch"

    def colours(self, hue: Planes, colourful: Planes, light: Planes) -> Planes:
        # The largest chroma is looked for once a lightness and a hue, before these are spread over all pixels.
        chroma = colourful * chroma_within(light, hue)
        return colours_of_oklab(lab_of(*np.broadcast_arrays(light, chroma, hue)))

    def place(self, colour: QColor, before: Place) -> Place:
        lightness, chroma, hue = (float(number) for number in oklch_of(planes_of(colour))[:, 0])
        most = float(chroma_within(np.array([lightness], np.float32), np.array([hue], np.float32))[0])
        if min(chroma, most) < GREY:
            is_end = most < 4 * GREY  # black and white
            return Place(before.hue, before.colourful if is_end else 0.0, min(max(lightness, 0), 1))
        return Place(hue, min(chroma / most, 1.0), min(max(lightness, 0), 1))


MODELS: tuple[ColourModel, ...] = (Hsv(), Oklch())


def colour_at(model: ColourModel, place: Place) -> QColor:
    """Give the colour at a place."""
    return colours_at(model, [place])[0]


def colours_at(model: ColourModel, places: Sequence[Place]) -> list[QColor]:
    """Give the colours at places, which takes hardly longer than one."""
    hues, colourful, lights = np.array(places, np.float32).T
    return colours_of(model.colours(hues, colourful, lights))


def planes_of(colour: QColor) -> Planes:
    """Give a colour as planes of one pixel, (3, 1) 0 to 1."""
    return np.array([[colour.redF()], [colour.greenF()], [colour.blueF()]], np.float32)


def colours_of(planes: Planes) -> list[QColor]:
    """Give the pixels of planes, (3, N) 0 to 1, as colours."""
    return [QColor(*(round(255 * part) for part in pixel)) for pixel in planes.T.tolist()]


def shifted(colour: QColor, lightness: float = 0, chroma: float = 0, hue: float = 0) -> QColor:
    """Change a colour by so much OKLCH."""
    now = oklch_of(planes_of(colour))
    now[0] += np.float32(lightness)
    now[1] = np.maximum(now[1] + np.float32(chroma if now[1, 0] > GREY else 0), 0)
    now[2] = (now[2] + np.float32(hue)) % 1
    return colours_of(colours_of_oklch(now))[0]
