"""A stroke: the dabs along the way of a pen, each given to the medium that the brush works in."""

import cmath
import math
from dataclasses import dataclass, field

import numpy as np

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.brush import Brush, Floats, Input, Kind, Setting
from aipaint_desktop.brushes.choosing import chosen_tips
from aipaint_desktop.brushes.colours import shifted
from aipaint_desktop.brushes.dab import DabCache, DabShape
from aipaint_desktop.brushes.dynamics import CHANCES, Chance, PenPoints, PenSample, colour_shifts, dabs_at
from aipaint_desktop.brushes.media.listed import MEDIA
from aipaint_desktop.brushes.media.medium import Means, Medium, Stamp
from aipaint_desktop.brushes.path import StrokePath
from aipaint_desktop.brushes.pixel_line import PixelLine, side_of
from aipaint_desktop.brushes.surfaces.repeated import Repeated
from aipaint_desktop.brushes.surfaces.shared import Shared
from aipaint_desktop.brushes.surfaces.surface import Surface
from aipaint_desktop.brushes.surfaces.turned import Turned
from aipaint_desktop.brushes.symmetry import NO_SYMMETRY, Symmetry
from aipaint_desktop.document.pixel_edit import PixelEdit
from aipaint_desktop.values.geometry import Rect, merged

_TRAIL = 60.0
_JOINED_AREA = 128 * 128
_LEAST_STEP = 0.5  # px between dabs that are meant to be told apart
_PIXEL_STEP = 0.25  # px, so that no pixel of a line is missed
_WET_TURN = 0.6  # of the reach of a tip that turns in wet paint, which closes behind it
_ROUND = 0.8  # of tips that have no long axis to speak of


def trail(brush: Brush, scale: float) -> float:
    """Tell over which length a brush smooths its line, document pixels. scale: as of `Stroke`."""
    return _TRAIL * brush.smoothing**2 / scale


class Stroke:
    """Paints from one press of a brush to its release, on one layer.

    colour: sRGB, or None to erase.
    offset: from where is painted to where is copied from, for media that copy, document pixels.
    scale: screen pixels in a document pixel: the hand shakes on the screen, so smoothing is measured there.
    seed: of what is left to chance; the same samples with the same seed give the same pixels.
    symmetry: which images of the stroke there are. wraps: whether what leaves the canvas comes in at the opposite edge.
    """

    def __init__(
        self,
        edit: PixelEdit,
        brush: Brush,
        colour: Colour | None,
        scale: float = 1.0,
        dabs: DabCache | None = None,
        offset: tuple[int, int] = (0, 0),
        seed: int = 0,
        symmetry: Symmetry = NO_SYMMETRY,
        *,
        wraps: bool = False,
    ) -> None:
        self._edit = edit
        self._brush = brush
        self._colour = colour
        self._dabs = dabs or DabCache()
        turns = brush.follows(Input.DIRECTION)
        self._path = StrokePath(self._spacing, trail(brush, scale), scale, self._reach if turns else None)
        kind = Kind.ERASE if colour is None else brush.kind
        means = Means(brush, None if kind is Kind.ERASE else colour, offset, seed)
        surface: Surface = Repeated(edit) if wraps else edit
        self._middle = complex(*symmetry.middle)
        self._images: dict[float, list[_Image]] = {}  # by the angle that their dabs are turned by
        self._shared = shared = Shared(surface) if symmetry.on else None
        if shared is not None:
            for image in symmetry.images():
                turned = Turned(shared.image(), image.turn)
                self._images.setdefault(image.angle, []).append(_Image(MEDIA[kind](turned, means)))
        else:
            self._images[0.0] = [_Image(MEDIA[kind](surface, means))]
        self._random = np.random.default_rng(seed)
        self._of_stroke = self._random.random(CHANCES)
        self._grained_dabs = any(one.setting is Setting.GRAIN for one in brush.dynamics)
        self._last: complex | None = None
        self._stamped = 0
        self._pixels = PixelLine(side_of(brush.size / 2)) if brush.pixels else None
        self._waiting: list[PenSample] = []
        self._marked = False

    @property
    def marked(self) -> bool:
        """Tell whether it has left a mark: not where it is outside of the canvas or the selection."""
        return self._marked

    def add(self, sample: PenSample) -> None:
        """Go on to this point. Nothing is drawn before `render`, so that many samples cost one update."""
        self._waiting.append(sample)

    def render(self) -> None:
        """Draw as far as the samples go."""
        parts = [self._kept(self._path.add(sample)) for sample in self._waiting]
        self._waiting.clear()
        if parts:  # all at once, which costs little more than one of them
            self._stamp(PenPoints(*map(np.concatenate, zip(*parts, strict=True))))
        self._lay_down()

    def finish(self) -> None:
        """Draw to the end; the stroke is one step in the document's history from now on, if it has left a mark."""
        self.render()
        self._stamp(self._kept(self._path.finish()))
        if self._pixels is not None and (last := self._pixels.finish()) is not None:
            self._stamp(last)
        self._lay_down()
        for images in self._images.values():
            for image in images:
                image.touched += image.medium.end()
        self._lay_down()
        if self._marked:
            self._edit.commit()
        else:
            self._edit.cancel()

    def cancel(self) -> None:
        """Take the whole stroke back."""
        self._edit.cancel()

    def _spacing(self, points: PenPoints) -> Floats:
        brush = self._brush
        dabs = dabs_at(points, brush)
        if brush.pixels:
            return np.full(points.x.shape, _PIXEL_STEP)
        if brush.apart:
            return np.maximum(2 * dabs.radius * dabs.spacing, _LEAST_STEP)
        radius = dabs.radius * dabs.roundness
        # Discs d apart leave scallops of d²/8r in a hard outline: they are to be below a tenth of a pixel, and
        # below a fortieth more dabs are a waste.
        outlined = brush.softness < 0.5 and not brush.tips and brush.kind in (Kind.PAINT, Kind.ERASE)
        seen = np.sqrt(0.8 * radius) if outlined else np.inf
        return np.clip(2 * radius * dabs.spacing, np.sqrt(0.2 * radius), seen)

    def _reach(self, points: PenPoints) -> Floats:
        wet = self._brush.kind not in (Kind.PAINT, Kind.ERASE)
        return dabs_at(points, self._brush).radius * (_WET_TURN if wet else 1.0)

    def _kept(self, points: PenPoints) -> PenPoints:
        return points if self._pixels is None else self._pixels.add(points)

    def _stamp(self, points: PenPoints) -> None:
        brush = self._brush
        if not len(points.x):
            return
        if brush.count > 1:
            points = PenPoints(*(np.repeat(field, brush.count) for field in points))
        drawn = self._random.random((len(points.x), CHANCES + len(brush.choices)))
        chance = Chance(drawn[:, :CHANCES], self._of_stroke)
        tips = chosen_tips(points, brush, drawn[:, CHANCES:], self._stamped)
        self._stamped += len(tips)
        dabs = dabs_at(points, brush, chance)
        tenths = self._spacing(points) / (0.2 * dabs.radius * brush.count)
        share = np.where(dabs.flow < 1, 1 - (1 - dabs.flow) ** tenths, 1.0)
        # Evenly over the disc that they may lie in.
        away = 2 * dabs.radius * dabs.scatter * np.sqrt(chance.dab[:, -1])
        course = math.tau * chance.dab[:, -2]
        xs, ys = points.x + away * np.cos(course), points.y + away * np.sin(course)
        colours = None
        if self._colour is not None and brush.recolours:
            colours = shifted(self._colour, colour_shifts(points, brush, chance))
        for place in range(len(xs)):
            at = complex(xs[place], ys[place])
            step = 0.0 if self._last is None else abs(at - self._last)
            self._last = at
            for turn, images in self._images.items():
                there = self._middle + (at - self._middle) * cmath.rect(1, turn) if turn else at
                column, row = math.floor(there.real), math.floor(there.imag)
                angle = float(dabs.angle[place]) + turn
                direction = float(points.direction[place]) + turn
                shape = DabShape(
                    radius=float(dabs.radius[place]),
                    softness=float(dabs.softness[place]),
                    roundness=float(dabs.roundness[place]),
                    angle=angle,
                    bristles=float(dabs.bristles[place]),
                    x=there.real - column,
                    y=there.imag - row,
                    pixels=brush.pixels,
                    tip=brush.tips[tips[place]] if brush.tips else None,
                    blade=brush.kind is Kind.KNIFE,
                )
                long = bool(brush.tips) or brush.roundness < _ROUND
                stamp = Stamp(
                    coverage=self._dabs.coverage(shape),
                    column=column,
                    row=row,
                    x=there.real,
                    y=there.imag,
                    radius=shape.radius,
                    angle=angle if long else direction + math.pi / 2,
                    direction=direction,
                    step=step,
                    opacity=float(dabs.opacity[place]),
                    flow=float(share[place]),
                    mix=float(dabs.mix[place]),
                    load=float(dabs.load[place]),
                    grain=float(dabs.grain[place]) if self._grained_dabs else None,
                    colour=None
                    if colours is None
                    else (colours[place, 0], colours[place, 1], colours[place, 2]),
                )
                for image in images:
                    image.touched.append(image.medium.touch(stamp))

    def _lay_down(self) -> None:
        with self._edit.together():
            self._lay_all()

    def _lay_all(self) -> None:
        for images in self._images.values():
            for image in images:
                for rect in merged(image.touched, _JOINED_AREA):
                    self._marked = image.medium.lay(rect) or self._marked
                image.touched.clear()
        if self._shared is not None:
            self._shared.show()


@dataclass
class _Image:
    """What paints one image of the stroke, and which pixels it has touched and not laid down yet."""

    medium: Medium
    touched: list[Rect] = field(default_factory=list)
