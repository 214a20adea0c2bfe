"""A stroke: dabs accumulated to one coverage, and that laid over the layer as it was before."""

import math
from collections.abc import Iterable, Iterator

import numpy as np

from aipaint_desktop.brushes.blending import Colour, erased, painted, recoloured
from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dab import Coverage, DabCache, DabShape
from aipaint_desktop.brushes.dynamics import Floats, PenPoints, PenSample, dabs_at
from aipaint_desktop.brushes.grain import on_paper
from aipaint_desktop.brushes.path import StrokePath
from aipaint_desktop.document.pixel_edit import PixelEdit
from aipaint_desktop.values.geometry import NOTHING, Rect, merged

_TRAIL = 60.0
_JOINED_AREA = 128 * 128
_LARGE_AREA = 64 * 64


class Stroke:
    """Paints from one press of a brush to its release, on one layer.

    Within the stroke coverage only grows: each dab draws it, by `flow`, towards the dab's own coverage. It is
    laid over the pixels from before the stroke, so `opacity` bounds all of it and 8 bits are rounded once.

    colour: sRGB, or None to erase.
    scale: screen pixels in a document pixel: the hand shakes on the screen, so smoothing is measured there.
    """

    def __init__(
        self,
        edit: PixelEdit,
        brush: Brush,
        colour: Colour | None,
        scale: float = 1.0,
        dabs: DabCache | None = None,
    ) -> None:
        self._edit = edit
        self._brush = brush
        self._colour = colour
        self._dabs = dabs or DabCache()
        trail = _TRAIL * brush.smoothing**2 / scale
        self._path = StrokePath(self._spacing, trail, scale, self._reach if brush.follows_direction else None)
        self._coverage = np.zeros((edit.bounds.height, edit.bounds.width), np.float32)
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
        seen = np.sqrt(0.8 * radius) if self._brush.softness < 0.5 else np.inf
        return np.clip(2 * radius * self._brush.spacing, np.sqrt(0.2 * radius), seen)

    def _reach(self, points: PenPoints) -> Floats:
        return dabs_at(points, self._brush).radius

    def _stamp(self, points: PenPoints) -> Iterator[Rect]:
        if not len(points.x):
            return
        dabs = dabs_at(points, self._brush)
        tenths = self._spacing(points) / (0.2 * dabs.radius)
        flow = 1 - (1 - self._brush.flow) ** tenths if self._brush.flow < 1 else np.ones(len(tenths))
        for x, y, radius, opacity, angle, share in zip(
            points.x.tolist(),
            points.y.tolist(),
            dabs.radius.tolist(),
            dabs.opacity.tolist(),
            dabs.angle.tolist(),
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
            yield self._accumulate(self._dabs.coverage(shape), column, row, opacity, share)

    def _accumulate(self, stamp: Coverage, column: int, row: int, opacity: float, share: float) -> Rect:
        """Add a dab whose middle pixel is given to the coverage; returns where that has grown."""
        reach = stamp.shape[0] // 2
        whole = Rect(column - reach, row - reach, stamp.shape[1], stamp.shape[0])
        rect = whole.intersection(self._edit.bounds)
        if rect.empty:
            return rect
        covered = self._coverage[rect.slices]
        missing = stamp[rect.moved(-whole.left, -whole.top).slices] * np.float32(opacity) - covered
        np.maximum(missing, 0, out=missing)
        covered += missing if share >= 1 else missing * np.float32(share)
        if rect.area < _LARGE_AREA:
            return rect
        # Half of a large dab lies where the one before has been; what has not changed is not painted again.
        rows, columns = (np.flatnonzero(missing.any(axis=axis)) for axis in (1, 0))
        if not len(rows):
            return NOTHING
        grown = Rect.from_edges(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
        return grown.moved(rect.left, rect.top)

    def _lay_down(self, touched: Iterable[Rect]) -> None:
        for rect in merged(touched, _JOINED_AREA):
            coverage = self._coverage[rect.slices]
            if self._brush.grain > 0:
                coverage = on_paper(coverage, rect, self._brush.grain)
            coverage = coverage * np.float32(self._brush.opacity)
            if self._edit.selection is not None:
                coverage = coverage * (self._edit.selection[rect.slices] * np.float32(1 / 255))
            self._marked = self._marked or bool(coverage.any())
            before = self._edit.before.read(rect)
            if self._colour is None:
                self._edit.write(rect, erased(before, coverage))
            elif self._edit.keeps_alpha:
                self._edit.write(rect, recoloured(before, coverage, self._colour))
            else:
                self._edit.write(rect, painted(before, coverage, self._colour))
