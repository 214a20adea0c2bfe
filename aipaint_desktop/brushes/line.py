"""From the samples of a pen to a stroke: steadied, and laid along what there is to be laid along."""

from dataclasses import dataclass, replace

from aipaint_desktop.brushes.assistants.laid import Laid
from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dab import DabCache
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.steadying.listed import steadier_for
from aipaint_desktop.brushes.steadying.steadiness import Steadiness, Steadying
from aipaint_desktop.brushes.steadying.weighted import Weighted
from aipaint_desktop.brushes.stroke import Stroke, trail
from aipaint_desktop.brushes.symmetry import NO_SYMMETRY, Symmetry
from aipaint_desktop.document.assistant import Assistant
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.pixel_edit import PixelEdit
from aipaint_desktop.values.titles import StepTitle

UNSTEADIED = Steadiness()


@dataclass(frozen=True)
class Press:
    """Says what one press of the pen does with its samples: all that determines the pixels beside those and the canvas.

    colour, scale, offset, seed, symmetry, wraps: as of `Stroke`. assistants: along one of which it is laid.
    """

    brush: Brush
    colour: Colour | None
    scale: float = 1.0
    offset: tuple[int, int] = (0, 0)
    seed: int = 0
    steadiness: Steadiness = UNSTEADIED
    symmetry: Symmetry = NO_SYMMETRY
    wraps: bool = False
    assistants: tuple[Assistant, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """Keeps what was drawn with a press, to be drawn again.

    samples: of the pen; the last is where it was lifted. begin: from where it came straight to the first, if from
    somewhere.
    """

    press: Press
    samples: tuple[PenSample, ...]
    begin: PenSample | None = None


class Line:
    """Leads the samples of one press of the pen to a stroke."""

    def __init__(self, edit: PixelEdit, press: Press, dabs: DabCache | None = None) -> None:
        brush = press.brush
        self._steadier = steadier_for(press.steadiness, press.scale)
        self._laid = None
        if press.assistants:
            self._laid = Laid(press.assistants, press.scale)
            # What is smoothed is smoothed before it is laid along something: after that it would cut corners.
            if self._steadier is None and brush.smoothing > 0:
                self._steadier = Weighted(trail(brush, press.scale))
            brush = replace(brush, smoothing=0.0)
        self._stroke = Stroke(
            edit,
            brush,
            press.colour,
            press.scale,
            dabs,
            press.offset,
            press.seed,
            press.symmetry,
            wraps=press.wraps,
        )
        self._goes_on = not press.steadiness.lazy_end
        self._catches_up = press.steadiness.kind is Steadying.CATCHING_UP
        self._led = False
        self._pressure = 0.0

    @property
    def marked(self) -> bool:
        """Tell whether it has left a mark."""
        return self._stroke.marked

    @property
    def goes_on(self) -> bool:
        """Tell whether it goes on where the pen rests, as samples of the same place tell it to."""
        return self._catches_up

    def begin_at(self, sample: PenSample) -> None:
        """Come straight from a place, as it is, to where the pen goes down."""
        self._stroke.add(sample)

    def add(self, sample: PenSample) -> None:
        """Go on to where the pen is. Nothing is drawn before `render`."""
        self._pressure = sample.pressure
        self._lead([sample] if self._steadier is None else self._steadier.add(sample))

    def render(self) -> None:
        """Draw as far as the samples go."""
        self._stroke.render()

    def finish(self, sample: PenSample) -> None:
        """End where the pen is lifted, and draw to there; one step of the history from now on."""
        if self._steadier is not None:
            # A pen that is lifted reports no pressure, which must not thin what is still to come.
            self._lead(self._steadier.add(replace(sample, pressure=self._pressure)))
            if self._goes_on or not self._led:
                self._lead(self._steadier.finish())
        else:
            self._lead([sample])
        if self._laid is not None:
            self._add(self._laid.finish())
        self._stroke.finish()

    def cancel(self) -> None:
        """Take the whole stroke back."""
        self._stroke.cancel()

    def _lead(self, samples: list[PenSample]) -> None:
        self._led = self._led or bool(samples)
        laid = self._laid
        self._add(samples if laid is None else [put for each in samples for put in laid.add(each)])

    def _add(self, samples: list[PenSample]) -> None:
        for sample in samples:
            self._stroke.add(sample)


def draw_again(document: Document, drawn: Drawn) -> bool:
    """Draw on the active layer what was drawn before, as one step of the history: the same pixels on the same canvas.
    Returns whether that has left a mark. Raises `BadInput` where the layer cannot be painted on."""
    press = drawn.press
    edit = document.begin_edit(StepTitle("Erase") if press.colour is None else press.brush.name)
    line = Line(edit, press)
    if drawn.begin is not None:
        line.begin_at(drawn.begin)
    *samples, last = drawn.samples
    for sample in samples:
        line.add(sample)
        line.render()
    line.finish(last)
    return line.marked
