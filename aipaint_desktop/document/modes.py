"""How a layer's colours meet those below it: the blend modes of OpenRaster, as W3C *Compositing and Blending* has them,
and with them all that Photoshop has but Dissolve, as Krita computes them (`KoCompositeOpFunctions.h`).

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
_LUMA = np.float32(0.299), np.float32(0.587), np.float32(0.114)
_LEAST = np.float32(1e-6)


class Mode(Enum):
    """The values are the names that OpenRaster and SVG have for them, after `svg:`; those that neither knows are
    Krita's, with `krita:`, as it writes them into files of OpenRaster."""

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
    LINEAR_BURN = "krita:linear_burn"
    DARKER_COLOUR = "krita:darker color"
    LIGHTER_COLOUR = "krita:lighter color"
    VIVID_LIGHT = "krita:vivid_light"
    LINEAR_LIGHT = "krita:linear light"
    PIN_LIGHT = "krita:pin_light"
    HARD_MIX = "krita:hard_mix_photoshop"
    EXCLUSION = "krita:exclusion"
    SUBTRACT = "krita:subtract"
    DIVIDE = "krita:divide"

    @property
    def composite_op(self) -> str:
        """Name it as files of OpenRaster do, with the name's space."""
        return self.value if ":" in self.value else f"svg:{self.value}"


def blended(mode: Mode, below: Planes, above: Planes) -> list[Plane]:
    """Blend one colour over another where both are opaque; not for `NORMAL` and `ADD`, which blend none."""
    if mode in _BY_CHANNEL:
        blend = _BY_CHANNEL[mode]
        return [blend(b, s) for b, s in zip(below, above, strict=True)]
    return _BY_COLOUR[mode](below, above)


def _chosen(where: NDArray[np.bool_], one: Plane | np.float32, other: Plane | np.float32) -> Plane:
    """One or the other, by arithmetic: `np.where` takes ten times as long where there is no pattern in the choice."""
    chosen: Plane = (one - other) * where.astype(np.float32)
    chosen += other
    return chosen


def _divisor(value: Plane) -> Plane:
    above_nothing: Plane = np.maximum(value, _LEAST)
    return above_nothing


def _multiply(below: Plane, above: Plane) -> Plane:
    return below * above


def _screen(below: Plane, above: Plane) -> Plane:
    return below + above - below * above


def _dodge(below: Plane, above: Plane) -> Plane:
    lit = np.minimum(1, below / _divisor(1 - above))
    return _chosen(below <= 0, np.float32(0), lit)


def _burn(below: Plane, above: Plane) -> Plane:
    dark = np.maximum(0, 1 - (1 - below) / _divisor(above))
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


def _linear_burn(below: Plane, above: Plane) -> Plane:
    dark: Plane = np.maximum(below + above - 1, 0)
    return dark


def _vivid_light(below: Plane, above: Plane) -> Plane:
    """Burn with the darker half of the colours above, dodge with the lighter."""
    double = 2 * above
    burnt = 1 - (1 - below) / _divisor(double)
    lit = below / _divisor(2 - double)
    # With black itself white stays white; with white black stays black.
    vivid: Plane = np.clip(_chosen(above < 0.5, burnt, lit), 0, 1)
    return vivid


def _linear_light(below: Plane, above: Plane) -> Plane:
    lit: Plane = np.clip(below + 2 * above - 1, 0, 1)
    return lit


def _pin_light(below: Plane, above: Plane) -> Plane:
    double = 2 * above
    pinned: Plane = np.maximum(double - 1, np.minimum(below, double))
    return pinned


def _hard_mix(below: Plane, above: Plane) -> Plane:
    # Half of what one value of 8 bits is, so that what adds up to white does so whatever the rounding.
    return (below + above > np.float32(1 + 0.5 / 255)).astype(np.float32)


def _exclusion(below: Plane, above: Plane) -> Plane:
    return below + above - 2 * below * above


def _subtract(below: Plane, above: Plane) -> Plane:
    less: Plane = np.maximum(below - above, 0)
    return less


def _divide(below: Plane, above: Plane) -> Plane:
    lit: Plane = np.minimum(below / _divisor(above), 1)  # by black: white, black where there was black
    return lit


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


def _darker(below: Planes, above: Planes) -> list[Plane]:
    return _either(_luma(below) < _luma(above), below, above)


def _lighter(below: Planes, above: Planes) -> list[Plane]:
    return _either(_luma(below) > _luma(above), below, above)


def _either(where: NDArray[np.bool_], one: Planes, other: Planes) -> list[Plane]:
    return [_chosen(where, this, that) for this, that in zip(one, other, strict=True)]


def _luma(colour: Planes) -> Plane:
    red, green, blue = (weight * channel for weight, channel in zip(_LUMA, colour, strict=True))
    luma: Plane = red + green + blue
    return luma


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
    stretch = _chosen(most > least, saturation / _divisor(most - least), np.float32(0))
    return [(channel - least) * stretch for channel in colour]


def _with_luminosity(colour: Planes, luminosity: Plane) -> list[Plane]:
    shift = luminosity - _luminosity(colour)
    moved = [channel + shift for channel in colour]
    least, most = _extremes(moved)
    # What is out of range is drawn towards the grey of this luminosity, as far as it takes.
    low = _chosen(least < 0, luminosity / _divisor(luminosity - least), np.float32(1))
    high = _chosen(most > 1, (1 - luminosity) / _divisor(most - luminosity), np.float32(1))
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
    Mode.LINEAR_BURN: _linear_burn,
    Mode.VIVID_LIGHT: _vivid_light,
    Mode.LINEAR_LIGHT: _linear_light,
    Mode.PIN_LIGHT: _pin_light,
    Mode.HARD_MIX: _hard_mix,
    Mode.EXCLUSION: _exclusion,
    Mode.SUBTRACT: _subtract,
    Mode.DIVIDE: _divide,
}
_BY_COLOUR: Mapping[Mode, Callable[[Planes, Planes], list[Plane]]] = {
    Mode.HUE: _hue,
    Mode.SATURATION: _saturate,
    Mode.COLOUR: _colour,
    Mode.LUMINOSITY: _luminous,
    Mode.DARKER_COLOUR: _darker,
    Mode.LIGHTER_COLOUR: _lighter,
}
