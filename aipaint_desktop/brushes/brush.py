"""What a brush is: the settings that an artist changes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MIN_SIZE = 0.5
MAX_SIZE = 1000.0


@dataclass(frozen=True)
class Curve:
    """Bends what pressure makes of a setting: from `low` at no pressure to `high` at full, by `gamma`.

    low, high: factors of the setting. gamma: 1 is a straight line, more needs a firmer hand.
    """

    low: float = 1.0
    high: float = 1.0
    gamma: float = 1.0

    def __call__(self, pressure: NDArray[np.float64]) -> NDArray[np.float64]:
        """pressure: 0 to 1, any shape."""
        return self.low + (self.high - self.low) * np.clip(pressure, 0.0, 1.0) ** self.gamma


STEADY = Curve()


@dataclass(frozen=True)
class Wetness:
    """Tells how wet paint behaves. All shares are 0 to 1.

    mix: how quickly the brush takes up the colours that it goes over.
    load: how long its own paint lasts; 0 for a clean brush, 1 for one that never runs dry.
    length: how far a finger drags paint.
    relief: how much the light catches on thick paint.
    edge: how much pigment gathers at the edge of a wash.
    granulation: how much it settles in the hollows of the paper.
    spread: how far a wash runs out, and what it meets with it.
    """

    mix: float = 0.5
    load: float = 0.5
    length: float = 0.5
    relief: float = 0.0
    edge: float = 0.5
    granulation: float = 0.3
    spread: float = 0.0


DRY = Wetness()


@dataclass(frozen=True)
class Brush:
    """The settings of a brush. All shares are 0 to 1.

    size: diameter in document pixels, MIN_SIZE to MAX_SIZE.
    opacity: bound of a whole stroke, however often it crosses itself.
    flow: share of the coverage still missing that is laid down on each tenth of the diameter travelled.
    softness: share of the radius over which the edge fades; 0 is hard.
    spacing: distance between dabs as a share of the diameter; closer where the outline would show it.
    roundness: short axis of the dab as a share of the long one.
    angle: of the long axis in degrees, clockwise from the horizontal; added to the stroke's direction or the
        pen's lean where `follows_direction` or `follows_tilt` is set.
    bristles: how far the hairs of the brush part; they run along the stroke when it follows the direction.
    grain: how much the paper's tooth shows through.
    smoothing: how far the line trails behind an unsteady hand.
    size_by_pressure, opacity_by_pressure: dynamics of the pen.
    size_by_tilt: how much wider, as a share of the size, the dab is with the pen laid flat.
    kind: which medium it works in, by the names of `media.listed`. wet: how that behaves.
    thinning: how much thinner a fast stroke is.
    """

    name: str
    size: float = 20.0
    opacity: float = 1.0
    flow: float = 1.0
    softness: float = 0.0
    spacing: float = 0.06
    roundness: float = 1.0
    angle: float = 0.0
    follows_direction: bool = False
    follows_tilt: bool = False
    bristles: float = 0.0
    grain: float = 0.0
    smoothing: float = 0.2
    size_by_pressure: Curve = STEADY
    opacity_by_pressure: Curve = STEADY
    size_by_tilt: float = 0.0
    thinning: float = 0.0
    kind: str = "paint"
    wet: Wetness = DRY
