"""What every medium has in common."""

from dataclasses import dataclass
from typing import Protocol

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dab import Coverage
from aipaint_desktop.values.geometry import Rect


@dataclass(frozen=True)
class Means:
    """Tells what a medium works with.

    colour: sRGB; None to erase, or for a clean brush. offset: from where is painted to where is copied from, px.
    seed: of what is left to chance.
    """

    brush: Brush
    colour: Colour | None = None
    offset: tuple[int, int] = (0, 0)
    seed: int = 0


@dataclass(frozen=True)
class Stamp:
    """Describes one dab as a medium takes it.

    coverage: 0 to 1, of an odd number of rows and columns. column, row: of the pixel in its middle. x, y: where exactly
    its centre is. radius: half the long axis, px. angle: of the long axis, direction: of the stroke, radians clockwise.
    step: how far it is from the dab before, px; 0 for the first. opacity: 0 to 1, what the hand asks for.
    flow: share of what is still missing that is laid down. mix, load: shares of what the brush is set to, 0 to 1.
    grain: of this dab alone, 0 to 1; None where all of a stroke has the brush's. colour: its own, 0 to 255, if any.
    """

    coverage: Coverage
    column: int
    row: int
    x: float
    y: float
    radius: float
    angle: float = 0.0
    direction: float = 0.0
    step: float = 0.0
    opacity: float = 1.0
    flow: float = 1.0
    mix: float = 1.0
    load: float = 1.0
    grain: float | None = None
    colour: tuple[float, float, float] | None = None

    @property
    def rect(self) -> Rect:
        """Give its pixels."""
        height, width = self.coverage.shape
        return Rect(self.column - width // 2, self.row - height // 2, width, height)


class Medium(Protocol):
    """Takes dabs and lays what comes of them into an edit. `touch` computes, `lay` shows: many dabs cost one update."""

    def touch(self, stamp: Stamp) -> Rect:
        """Let a dab do its work; returns which pixels have changed."""

    def lay(self, rect: Rect) -> bool:
        """Write what has changed within a rectangle; returns whether there is a mark to see."""

    def end(self) -> list[Rect]:
        """Do what is done when the brush is lifted; returns which pixels have changed."""
