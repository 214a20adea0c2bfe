"""What a brush is: the settings that an artist changes, and what the hand makes of them."""

from dataclasses import dataclass
from enum import Enum, StrEnum

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.stored_picture import StoredPicture
from aipaint_desktop.brushes.texture import Texture
from aipaint_desktop.brushes.tip import Choice, Tip
from aipaint_desktop.values.curve import Curve

MIN_SIZE = 0.5
MAX_SIZE = 1000.0
STRAIGHT = Curve()

Floats = NDArray[np.float64]


class Kind(StrEnum):
    """What a stroke does with the pixels that it passes over: the medium that a brush works in, or to erase."""

    PAINT = "paint"
    ERASE = "erase"
    SMUDGE = "smudge"
    BLEND = "blend"
    OIL = "oil"
    KNIFE = "knife"
    WATERCOLOUR = "watercolour"
    PUSH = "push"
    SWIRL = "swirl"
    BLOAT = "bloat"
    PINCH = "pinch"
    CLONE = "clone"
    HEAL = "heal"


class Setting(Enum):
    """Settings of a brush that may change along a stroke. Those of `ADDED` are added to, the others are multiplied.

    In the units of `Brush`; hue in degrees, saturation and value in shares of their whole range.
    """

    SIZE = "size"
    OPACITY = "opacity"
    FLOW = "flow"
    SOFTNESS = "softness"
    ROUNDNESS = "roundness"
    BRISTLES = "bristles"
    SPACING = "spacing"
    GRAIN = "grain"
    MIX = "mix"
    LOAD = "load"
    ANGLE = "angle"
    SCATTER = "scatter"
    HUE = "hue"
    SATURATION = "saturation"
    VALUE = "value"


ADDED = frozenset((Setting.ANGLE, Setting.SCATTER, Setting.HUE, Setting.SATURATION, Setting.VALUE))
COLOURS = (Setting.HUE, Setting.SATURATION, Setting.VALUE)


class Input(Enum):
    """What a setting may depend on; each is 0 to 1.

    TILT is 1 at 60° from upright and beyond; TILT_DIRECTION, ROTATION and DIRECTION are shares of a turn, clockwise
    from the right; SPEED is a half at 1,500 screen pixels a second; DISTANCE rises along the stroke and begins anew
    after the dynamic's `length`, FADE rises over it and stays; DAB and STROKE are chance, of each dab or each stroke.
    """

    PRESSURE = "pressure"
    TILT = "tilt"
    TILT_DIRECTION = "tilt direction"
    ROTATION = "rotation"
    SPEED = "speed"
    DISTANCE = "distance"
    FADE = "fade"
    DIRECTION = "direction"
    DAB = "dab"
    STROKE = "stroke"


@dataclass(frozen=True)
class Dynamic:
    """Says what an input makes of a setting: from `low`, where the curve is 0, to `high`, where it is 1.

    length: px of the stroke, of DISTANCE and FADE.
    """

    setting: Setting
    by: Input
    low: float = 0.0
    high: float = 1.0
    curve: Curve = STRAIGHT
    length: float = 200.0

    def __call__(self, values: Floats) -> Floats:
        """Compute factors of the setting, or what is added to it. values: of the input, 0 to 1."""
        values = np.clip(values, 0.0, 1.0)
        return self.low + (self.high - self.low) * (values if self.curve == STRAIGHT else self.curve(values))


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

    kind: what a stroke does. wet: how wet paint behaves, where its kind has any.
    size: diameter in document pixels, MIN_SIZE to MAX_SIZE.
    opacity: bound of a whole stroke, however often it crosses itself.
    flow: share of the coverage still missing that is laid down on each tenth of the diameter travelled.
    tips: what is stamped, none for an ellipse. choices: how one of several is chosen; the counts multiplied are the
        number of tips, and the last choice is the quickest to change.
    pixels: whether dabs are squares of whole pixels, or tips without half-covered ones, along lines of whole pixels.
    softness: share of the radius over which the edge fades; 0 is hard. Of an ellipse.
    spacing: distance between dabs as a share of the diameter; closer where the outline of an ellipse would show it,
        unless `apart` is set.
    apart: whether dabs are meant to be told apart.
    count: dabs at each place.
    scatter: how far dabs lie beside the line at most, as a share of the diameter.
    roundness: short axis of the dab as a share of the long one.
    angle: of the long axis in degrees, clockwise from the horizontal.
    bristles: how far the hairs of the brush part; they run along the stroke when the angle follows the direction.
    grain: how much the paper's tooth shows through. texture: what that tooth is, None for the paper's; of paint that is
        dry at once.
    smoothing: how far the line trails behind an unsteady hand.
    dynamics: what changes along the stroke, all of it together.
    """

    name: str
    kind: Kind = Kind.PAINT
    size: float = 20.0
    opacity: float = 1.0
    flow: float = 1.0
    tips: tuple[Tip, ...] = ()
    choices: tuple[Choice, ...] = ()
    pixels: bool = False
    softness: float = 0.0
    spacing: float = 0.06
    apart: bool = False
    count: int = 1
    scatter: float = 0.0
    roundness: float = 1.0
    angle: float = 0.0
    bristles: float = 0.0
    grain: float = 0.0
    texture: Texture | None = None
    smoothing: float = 0.2
    wet: Wetness = DRY
    dynamics: tuple[Dynamic, ...] = ()

    def follows(self, *inputs: Input) -> bool:
        """Tell whether the angle depends on one of these inputs."""
        return any(one.setting is Setting.ANGLE and one.by in inputs for one in self.dynamics)

    @property
    def pictures(self) -> tuple[StoredPicture, ...]:
        """List the pictures that it is made with."""
        return self.tips if self.texture is None else (*self.tips, self.texture)

    @property
    def recolours(self) -> bool:
        """Tell whether the colour changes along a stroke."""
        return any(one.setting in COLOURS for one in self.dynamics)


def follow(by: Input) -> Dynamic:
    """Let the angle turn with an input that is a share of a turn."""
    return Dynamic(Setting.ANGLE, by, 0.0, 360.0)
