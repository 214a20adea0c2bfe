"""What the hand does to the brush: inputs along the stroke to the settings of each dab."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from aipaint_desktop.brushes.brush import ADDED, COLOURS, MIN_SIZE, Brush, Dynamic, Floats, Input, Setting

# Speed at which its input is a half, in screen pixels a second.
_FAST = 1500.0
_FLAT_TILT = 60.0
_LEANING = 0.05  # of the tilt, from which its direction says something

_LANES = {setting: lane for lane, setting in enumerate(Setting)}
CHANCES = len(_LANES) + 2
"""Random numbers of a dab: one for each setting, and two for where it is scattered to."""


@dataclass(frozen=True)
class PenSample:
    """Tells where the pen is at one moment.

    x, y: document pixels, fractional. pressure: 0 to 1. tilt_x, tilt_y: degrees from upright, to the right
    and towards the artist. time: seconds on any clock that only goes forward. rotation: of the pen around its own
    axis, degrees clockwise.
    """

    x: float
    y: float
    pressure: float = 1.0
    tilt_x: float = 0.0
    tilt_y: float = 0.0
    time: float = 0.0
    rotation: float = 0.0


class PenPoints(NamedTuple):
    """Points on a stroke, each field an (N,) float array.

    x, y: document pixels. pressure: 0 to 1. tilt_x, tilt_y: degrees. rotation: degrees, of any number of turns.
    speed: screen pixels a second. direction: of the stroke, radians clockwise from the right. distance: px from its
    beginning.
    """

    x: Floats
    y: Floats
    pressure: Floats
    tilt_x: Floats
    tilt_y: Floats
    rotation: Floats
    speed: Floats
    direction: Floats
    distance: Floats


class Chance(NamedTuple):
    """Random numbers, 0 to 1. dab: (N, CHANCES). stroke: (CHANCES,)."""

    dab: Floats
    stroke: Floats


class Dabs(NamedTuple):
    """Tells what to stamp at points on a stroke, each field an (N,) float array.

    radius: half the long axis, px. opacity, flow, softness, roundness, bristles, grain: 0 to 1. mix, load: shares of
    what the brush is set to, 0 to 1. spacing, scatter: as shares of the diameter. angle: of the long axis, radians
    clockwise.
    """

    radius: Floats
    opacity: Floats
    flow: Floats
    softness: Floats
    roundness: Floats
    bristles: Floats
    spacing: Floats
    grain: Floats
    mix: Floats
    load: Floats
    angle: Floats
    scatter: Floats


def dabs_at(points: PenPoints, brush: Brush, chance: Chance | None = None) -> Dabs:
    """Compute the settings that the brush has at each point. chance: None for the mean of what may be."""

    def share(setting: Setting, value: float) -> Floats:
        return np.clip(_value(setting, value, points, brush, chance), 0.0, 1.0)

    size = _value(Setting.SIZE, brush.size, points, brush, chance)
    return Dabs(
        radius=np.maximum(size, MIN_SIZE) / 2,
        opacity=share(Setting.OPACITY, 1.0),  # the brush's own bounds the whole stroke
        flow=share(Setting.FLOW, brush.flow),
        softness=share(Setting.SOFTNESS, brush.softness),
        roundness=np.maximum(share(Setting.ROUNDNESS, brush.roundness), 0.01),
        bristles=share(Setting.BRISTLES, brush.bristles),
        spacing=np.maximum(_value(Setting.SPACING, brush.spacing, points, brush, chance), 0.005),
        grain=share(Setting.GRAIN, brush.grain),
        mix=share(Setting.MIX, 1.0),
        load=share(Setting.LOAD, 1.0),
        angle=np.radians(_value(Setting.ANGLE, brush.angle, points, brush, chance)),
        scatter=np.maximum(_value(Setting.SCATTER, brush.scatter, points, brush, chance), 0.0),
    )


def colour_shifts(points: PenPoints, brush: Brush, chance: Chance | None = None) -> Floats:
    """Compute how far each dab's colour is from that of the brush: (N, 3), degrees of hue, and saturation and value in
    shares of their range."""
    return np.stack([_value(setting, 0.0, points, brush, chance) for setting in COLOURS], axis=1)


def _value(setting: Setting, value: float, points: PenPoints, brush: Brush, chance: Chance | None) -> Floats:
    values = np.full(points.x.shape, value, np.float64)
    for dynamic in brush.dynamics:
        if dynamic.setting is setting:
            change = dynamic(_input(dynamic, points, chance))
            values = values + change if setting in ADDED else values * change
    return values


def _input(dynamic: Dynamic, points: PenPoints, chance: Chance | None) -> Floats:
    match dynamic.by:
        case Input.PRESSURE:
            return points.pressure
        case Input.TILT:
            return _tilt(points)
        case Input.TILT_DIRECTION:
            return np.where(_tilt(points) > _LEANING, _turns(np.arctan2(points.tilt_y, points.tilt_x)), 0.0)
        case Input.ROTATION:
            return _turns(np.radians(points.rotation))
        case Input.SPEED:
            return speed_share(points.speed)
        case Input.DISTANCE:
            return np.mod(points.distance / dynamic.length, 1.0)
        case Input.FADE:
            return np.minimum(points.distance / dynamic.length, 1.0)
        case Input.DIRECTION:
            return _turns(points.direction)
        case Input.DAB:
            return np.full(points.x.shape, 0.5) if chance is None else chance.dab[:, _LANES[dynamic.setting]]
        case Input.STROKE:
            luck = 0.5 if chance is None else chance.stroke[_LANES[dynamic.setting]]
            return np.full(points.x.shape, luck)


def speed_share(speed: Floats) -> Floats:
    """Make shares of speeds in screen pixels a second: 0 at rest, a half at 1,500."""
    return speed / (speed + _FAST)


def _tilt(points: PenPoints) -> Floats:
    return np.minimum(np.hypot(points.tilt_x, points.tilt_y) / _FLAT_TILT, 1.0)


def _turns(angle: Floats) -> Floats:
    """Shares of a turn, 0 to 1, of radians."""
    return np.mod(angle / math.tau, 1.0)
