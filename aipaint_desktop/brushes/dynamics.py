"""What the hand does to the brush: pressure, tilt and speed to size, opacity and angle."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.brush import MIN_SIZE, Brush

# Speed at which a fully thinning brush is half as wide, in screen pixels a second.
_FAST = 1500.0
_FLAT_TILT = 60.0

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PenSample:
    """Tells where the pen is at one moment.

    x, y: document pixels, fractional. pressure: 0 to 1. tilt_x, tilt_y: degrees from upright, to the right
    and towards the artist. time: seconds on any clock that only goes forward.
    """

    x: float
    y: float
    pressure: float = 1.0
    tilt_x: float = 0.0
    tilt_y: float = 0.0
    time: float = 0.0


class PenPoints(NamedTuple):
    """Points on a stroke, each field an (N,) float array.

    x, y: document pixels. pressure: 0 to 1. tilt_x, tilt_y: degrees. speed: screen pixels a second.
    direction: of the stroke, radians clockwise from the right.
    """

    x: Floats
    y: Floats
    pressure: Floats
    tilt_x: Floats
    tilt_y: Floats
    speed: Floats
    direction: Floats


class Dabs(NamedTuple):
    """Tells what to stamp at points on a stroke, each field an (N,) float array.

    radius: half the long axis, px. opacity: 0 to 1. angle: of the long axis, radians clockwise.
    """

    radius: Floats
    opacity: Floats
    angle: Floats


def dabs_at(points: PenPoints, brush: Brush) -> Dabs:
    """Compute the size, opacity and angle that the brush has at each point."""
    tilt = np.minimum(np.hypot(points.tilt_x, points.tilt_y) / _FLAT_TILT, 1.0)
    size = brush.size * brush.size_by_pressure(points.pressure)
    size = size * (1 + brush.size_by_tilt * tilt)
    size = size * (1 - brush.thinning * points.speed / (points.speed + _FAST))
    angle = np.full(points.x.shape, math.radians(brush.angle))
    if brush.follows_direction:
        angle = angle + points.direction
    if brush.follows_tilt:
        angle = angle + np.where(tilt > 0.05, np.arctan2(points.tilt_y, points.tilt_x), 0.0)
    return Dabs(np.maximum(size, MIN_SIZE) / 2, brush.opacity_by_pressure(points.pressure), angle)
