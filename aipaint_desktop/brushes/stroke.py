"""A stroke: dabs accumulated to one coverage, and that laid over the layer as it was before."""

import math
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dab import DabCache, DabShape
from aipaint_desktop.brushes.dynamics import Floats, PenPoints, PenSample, dabs_at
from aipaint_desktop.brushes.grain import on_paper
from aipaint_desktop.brushes.path import StrokePath
from aipaint_desktop.document.compositing import HALF, plane
from aipaint_desktop.document.document import PixelEdit
from aipaint_desktop.document.geometry import Rect, merged
from aipaint_desktop.document.tiles import Pixels

Colour = tuple[int, int, int]

_TRAIL = 60.0
_JOINED_AREA = 128 * 128


class Stroke:
    """One press-to-release of a brush on one layer.

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
        self._path = StrokePath(self._spacing, trail, scale, waits=brush.follows_direction)
        self._coverage = np.zeros((edit.bounds.height, edit.bounds.width), np.float32)
        self._waiting: list[PenSample] = []

    def add(self, sample: PenSample) -> None:
        """Go on to this point. Nothing is drawn before `render`, so that many samples cost one update."""
        self._waiting.append(sample)

    def render(self) -> None:
        """Draw as far as the samples go."""
        touched = [rect for sample in self._waiting for rect in self._stamp(self._path.add(sample))]
        self._waiting.clear()
        self._lay_down(touched)

    def finish(self) -> None:
        """Draw to the end; the stroke is one step in the document's history from now on."""
        self.render()
        self._lay_down(self._stamp(self._path.finish()))
        self._edit.commit()

    def cancel(self) -> None:
        """Take all of it back."""
        self._edit.cancel()

    def _spacing(self, points: PenPoints) -> Floats:
        radius = dabs_at(points, self._brush).radius * self._brush.roundness
        # Discs d apart leave scallops of d²/8r in a hard outline: they are to be below a tenth of a pixel, and
        # below a fortieth more dabs are a waste.
        seen = np.sqrt(0.8 * radius) if self._brush.softness < 0.5 else np.inf
        return np.clip(2 * radius * self._brush.spacing, np.sqrt(0.2 * radius), seen)

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
            stamp = self._dabs.coverage(shape)
            reach = stamp.shape[0] // 2
            whole = Rect(column - reach, row - reach, stamp.shape[1], stamp.shape[0])
            rect = whole.intersection(self._edit.bounds)
            if not rect.empty:
                covered = self._coverage[rect.slices]
                ceiling = stamp[rect.moved(-whole.left, -whole.top).slices] * np.float32(opacity)
                if share >= 1:
                    np.maximum(covered, ceiling, out=covered)
                else:
                    covered += np.float32(share) * np.maximum(ceiling - covered, 0)
                yield rect

    def _lay_down(self, touched: Iterable[Rect]) -> None:
        for rect in merged(touched, _JOINED_AREA):
            coverage = self._coverage[rect.slices]
            if self._brush.grain > 0:
                coverage = on_paper(coverage, rect, self._brush.grain)
            coverage = coverage * np.float32(self._brush.opacity)
            if self._edit.selection is not None:
                coverage = coverage * (self._edit.selection[rect.slices] * np.float32(1 / 255))
            before = self._edit.before.read(rect)
            if self._colour is None:
                self._edit.write(rect, erased(before, coverage))
            else:
                self._edit.write(rect, painted(before, coverage, self._colour))


def painted(pixels: Pixels, coverage: NDArray[np.float32], colour: Colour) -> Pixels:
    """The colour over (H, W, 4) uint8 straight-alpha pixels, with (H, W) coverage 0 to 1."""
    alpha = plane(pixels, 3)
    alpha *= np.float32(1 / 255)
    alpha *= 1 - coverage
    alpha += coverage
    share = coverage / np.maximum(alpha, np.float32(1e-6))
    result = np.empty_like(pixels)
    for channel, value in enumerate(colour):
        before = plane(pixels, channel)
        difference = np.float32(value) - before
        difference *= share
        before += difference
        before += HALF
        result[..., channel] = before
    alpha *= 255
    alpha += HALF
    result[..., 3] = alpha
    return result


def erased(pixels: Pixels, coverage: NDArray[np.float32]) -> Pixels:
    """(H, W, 4) uint8 pixels with their alpha reduced by (H, W) coverage 0 to 1."""
    result = pixels.copy()
    result[..., 3] = np.rint(pixels[..., 3] * (1 - coverage)).astype(np.uint8)
    return result
