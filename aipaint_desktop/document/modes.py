"""How a layer's colours meet those below it: the blend modes of OpenRaster, as W3C *Compositing and Blending* has them.

Everything is computed on straight sRGB values, as OpenRaster asks, plane by plane in float32.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
Planes = Sequence[Plane]
"""Red, green and blue, each (H, W), 0 to 1."""

_RED, _GREEN, _BLUE = np.float32(0.3), np.float32(0.59), np.float32(0.11)
_LEAST = np.float32(1e-6)


class Mode(Enum):
    """The values are the names that OpenRaster and SVG have for them, after `svg:`."""

    NORMAL = "src-over"
    MULTIPLY = "multiply"
    SCREEN = "screen"
    OVERLAY = "overlay"
    DARKEN = "darken"
    LIGHTEN = "lighten"
    DODGE = "color-dodge"
    BURN = "color-burn"
    HARD_LIGHT = "hard-light"
    SOFT_LIGHT = "soft-light"
    DIFFERENCE = "difference"
    HUE = "hue"
    SATURATION = "saturation"
    COLOUR = "color"
    LUMINOSITY = "luminosity"
    ADD = "plus"  # colours and alphas are added, so that it is more than a blend of colours


def blended(mode: Mode, below: Planes, above: Planes) -> list[Plane]:
    """Blend one colour over another where both are opaque; not for `NORMAL` and `ADD`, which blend none."""
    if mode in _BY_CHANNEL:
        blend = _BY_CHANNEL[mode]
        return [blend(b, s) for b, s in zip(below, above, strict=True)]
    return _BY_COLOUR[mode](below, above)


def _chosen(where: NDArray[np.bool_], one: Plane | np.float32, other: Plane | np.float32) -> Plane:
    chosen: Plane = np.where(where, one, other)
    return chosen


def _multiply(below: Plane, above: Plane) -> Plane:
    return below * above


def _screen(below: Plane, above: Plane) -> Plane:
    return below + above - below * above


def _dodge(below: Plane, above: Plane) -> Plane:
    lit = np.minimum(1, below / np.maximum(1 - above, _LEAST))
    return _chosen(below <= 0, np.float32(0), lit)


def _burn(below: Plane, above: Plane) -> Plane:
    dark = np.maximum(0, 1 - (1 - below) / np.maximum(above, _LEAST))
    return _chosen(below >= 1, np.float32(1), dark)


def _hard_light(below: Plane, above: Plane) -> Plane:
    double = 2 * above
    return _chosen(above <= 0.5, below * double, _screen(below, double - 1))


def _overlay(below: Plane, above: Plane) -> Plane:
    return _hard_light(above, below)


def _soft_light(below: Plane, above: Plane) -> Plane:
    shift = 2 * above - 1
    curve = _chosen(below <= 0.25, ((16 * below - 12) * below + 4) * below, np.sqrt(below))
    lit: Plane = below + shift * _chosen(above <= 0.5, below * (1 - below), curve - below)
    return lit


def _difference(below: Plane, above: Plane) -> Plane:
    difference: Plane = np.abs(below - above)
    return difference


def _darken(below: Plane, above: Plane) -> Plane:
    return np.minimum(below, above)


def _lighten(below: Plane, above: Plane) -> Plane:
    return np.maximum(below, above)


def _hue(below: Planes, above: Planes) -> list[Plane]:
    return _with_luminosity(_with_saturation(above, _saturation(below)), _luminosity(below))


def _saturate(below: Planes, above: Planes) -> list[Plane]:
    return _with_luminosity(_with_saturation(below, _saturation(above)), _luminosity(below))


def _colour(below: Planes, above: Planes) -> list[Plane]:
    return _with_luminosity(above, _luminosity(below))


def _luminous(below: Planes, above: Planes) -> list[Plane]:
    return _with_luminosity(below, _luminosity(above))


def _luminosity(colour: Planes) -> Plane:
    red, green, blue = colour
    luminosity: Plane = _RED * red + _GREEN * green + _BLUE * blue
    return luminosity


def _extremes(colour: Planes) -> tuple[Plane, Plane]:
    red, green, blue = colour
    return np.minimum(np.minimum(red, green), blue), np.maximum(np.maximum(red, green), blue)


def _saturation(colour: Planes) -> Plane:
    least, most = _extremes(colour)
    return most - least


def _with_saturation(colour: Planes, saturation: Plane) -> list[Plane]:
    least, most = _extremes(colour)
    stretch = _chosen(most > least, saturation / np.maximum(most - least, _LEAST), np.float32(0))
    return [(channel - least) * stretch for channel in colour]


def _with_luminosity(colour: Planes, luminosity: Plane) -> list[Plane]:
    shift = luminosity - _luminosity(colour)
    moved = [channel + shift for channel in colour]
    least, most = _extremes(moved)
    # What is out of range is drawn towards the grey of this luminosity, as far as it takes.
    low = _chosen(least < 0, luminosity / np.maximum(luminosity - least, _LEAST), np.float32(1))
    high = _chosen(most > 1, (1 - luminosity) / np.maximum(most - luminosity, _LEAST), np.float32(1))
    keep = low * high  # never both, as saturation is at most 1
    return [luminosity + (channel - luminosity) * keep for channel in moved]


_BY_CHANNEL: Mapping[Mode, Callable[[Plane, Plane], Plane]] = {
    Mode.MULTIPLY: _multiply,
    Mode.SCREEN: _screen,
    Mode.OVERLAY: _overlay,
    Mode.DARKEN: _darken,
    Mode.LIGHTEN: _lighten,
    Mode.DODGE: _dodge,
    Mode.BURN: _burn,
    Mode.HARD_LIGHT: _hard_light,
    Mode.SOFT_LIGHT: _soft_light,
    Mode.DIFFERENCE: _difference,
}
_BY_COLOUR: Mapping[Mode, Callable[[Planes, Planes], list[Plane]]] = {
    Mode.HUE: _hue,
    Mode.SATURATION: _saturate,
    Mode.COLOUR: _colour,
    Mode.LUMINOSITY: _luminous,
}
