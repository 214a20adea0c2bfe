"""A stroke: the dabs along the way of a pen, each given to the medium that the brush works in."""

import math
from collections.abc import Iterable, Iterator

import numpy as np

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dab import DabCache, DabShape
from aipaint_desktop.brushes.dynamics import Floats, PenPoints, PenSample, dabs_at
from aipaint_desktop.brushes.media.listed import DRY_PAINT, MEDIA
from aipaint_desktop.brushes.media.medium import Means, Stamp
from aipaint_desktop.brushes.path import StrokePath
from aipaint_desktop.document.pixel_edit import PixelEdit
from aipaint_desktop.values.geometry import Rect, merged

_TRAIL = 60.0
_JOINED_AREA = 128 * 128
_ROUND = 0.8  # of tips that have no long axis to speak of


class Stroke:
    """Paints from one press of a brush to its release, on one layer.

    colour: sRGB, or None to erase.
    offset: from where is painted to where is copied from, for media that copy, document pixels.
    scale: screen pixels in a document pixel: the hand shakes on the screen, so smoothing is measured there.
    """

    def __init__(
        self,
        edit: PixelEdit,
        brush: Brush,
        colour: Colour | None,
        scale: float = 1.0,
        dabs: DabCache | None = None,
        offset: tuple[int, int] = (0, 0),
    ) -> None:
        self._edit = edit
        self._brush = brush
        self._colour = colour
        self._dabs = dabs or DabCache()
        trail = _TRAIL * brush.smoothing**2 / scale
        self._path = StrokePath(self._spacing, trail, scale, self._reach if brush.follows_direction else None)
        self._medium = MEDIA[DRY_PAINT if colour is None else brush.kind](edit, Means(brush, colour, offset))
        self._last: complex | None = None
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
        touched = [rect for sample in self._waiting for rect in self._stamp(self._path.add(sample))]
        self._waiting.clear()
        self._lay_down(touched)

    def finish(self) -> None:
        """Draw to the end; the stroke is one step in the document's history from now on, if it has left a mark."""
        self.render()
        self._lay_down(self._stamp(self._path.finish()))
        self._lay_down(self._medium.end())
        if self._marked:
            self._edit.commit()
        else:
            self._edit.cancel()

    def cancel(self) -> None:
        """Take the whole stroke back."""
        self._edit.cancel()

    def _spacing(self, points: PenPoints) -> Floats:
        radius = dabs_at(points, self._brush).radius * self._brush.roundness
        # Discs d apart leave scallops of d²/8r in a hard outline: they are to be below a tenth of a pixel, and
        # below a fortieth more dabs are a waste.
        outlined = self._brush.softness < 0.5 and self._brush.kind == DRY_PAINT
        seen = np.sqrt(0.8 * radius) if outlined else np.inf
        return np.clip(2 * radius * self._brush.spacing, np.sqrt(0.2 * radius), seen)

    def _reach(self, points: PenPoints) -> Floats:
        return dabs_at(points, self._brush).radius

    def _stamp(self, points: PenPoints) -> Iterator[Rect]:
        if not len(points.x):
            return
        dabs = dabs_at(points, self._brush)
        tenths = self._spacing(points) / (0.2 * dabs.radius)
        flow = 1 - (1 - self._brush.flow) ** tenths if self._brush.flow < 1 else np.ones(len(tenths))
        for x, y, radius, opacity, angle, direction, share in zip(
            points.x.tolist(),
            points.y.tolist(),
            dabs.radius.tolist(),
            dabs.opacity.tolist(),
            dabs.angle.tolist(),
            points.direction.tolist(),
            flow.tolist(),
            strict=True,
        ):
            column, row = math.floor(x), math.floor(y)
            shape = DabShape(
                radius,
                self._brush.softness,
                self._brush.roundness,
                angle,
                self._brush.bristles,
                x - column,
                y - row,
            )
            step = 0.0 if self._last is None else abs(complex(x, y) - self._last)
            self._last = complex(x, y)
            across = angle if self._brush.roundness < _ROUND else direction + math.pi / 2
            coverage = self._dabs.coverage(shape)
            yield self._medium.touch(
                Stamp(coverage, column, row, x, y, radius, across, direction, step, opacity, share)
            )

    def _lay_down(self, touched: Iterable[Rect]) -> None:
        for rect in merged(touched, _JOINED_AREA):
            self._marked = self._medium.lay(rect) or self._marked
