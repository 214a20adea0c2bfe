"""Gradients: colours that change along a line, around a point or about it, laid over pixels. Slow on a large canvas."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.mask import bounds
from aipaint_desktop.document.pixel_edit import PixelEdit
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.geometry import Rect

_ROWS = 256  # that are laid at a time
Floats = NDArray[np.float64]
Point = tuple[float, float]
Stop = tuple[float, tuple[int, int, int, int]]
"""Where between start and end, 0 to 1, and the colour there, sRGB with straight alpha."""


class Form(StrEnum):
    """How the colours lie around the line from start to end."""

    LINEAR = "linear"
    BILINEAR = "bilinear"  # the same on both sides of the start
    RADIAL = "radial"
    CONICAL = "conical"
    CONICAL_SYMMETRIC = "conical symmetric"


class Repeat(StrEnum):
    """What comes beyond the end: its colour, the gradient again, or the gradient there and back."""

    NONE = "none"
    FORWARDS = "forwards"
    ALTERNATING = "alternating"


@dataclass(frozen=True)
class Gradient:
    """Colours by how far a place is from the start, where that is 0, to the end, where it is 1.

    stops: at least one, their places in order; between them premultiplied colours change evenly.
    """

    stops: tuple[Stop, ...]
    form: Form = Form.LINEAR
    repeat: Repeat = Repeat.NONE
    reverse: bool = False

    def colours(self, xs: Floats, ys: Floats, start: Point, end: Point) -> NDArray[np.float32]:
        """Give premultiplied colours and alpha, 0 to 255, (4, H, W), at places (W,) across and (H,) down."""
        places, width = self._places(xs, ys, start, end)
        jumps = self.repeat is Repeat.FORWARDS and self.form is not Form.CONICAL_SYMMETRIC
        if self.form is Form.CONICAL or jumps:
            places = places % 1.0
            colours = self._at(places)
            # Where the last colour meets the first the edge is as soft as a pixel is wide.
            first, last = self._at(np.array([0.0])), self._at(np.array([1.0]))
            width = np.clip(width, 1e-9, 1.0)
            colours += (last[..., None] - colours) * np.maximum(0.5 - places / width, 0).astype(np.float32)
            colours += (first[..., None] - colours) * np.maximum(0.5 - (1 - places) / width, 0).astype(
                np.float32
            )
            return colours
        if self.repeat is Repeat.ALTERNATING:
            places = 1 - np.abs(places % 2.0 - 1)
        return self._at(places)

    def _places(self, xs: Floats, ys: Floats, start: Point, end: Point) -> tuple[Floats, Floats]:
        """How far each place is along the gradient, and how much of it a pixel there spans."""
        across, down = end[0] - start[0], end[1] - start[1]
        length = max(math.hypot(across, down), 1e-6)
        x, y = xs[None, :] - start[0], ys[:, None] - start[1]
        span = np.full((1, 1), 1 / length)
        if self.form in (Form.LINEAR, Form.BILINEAR):
            places = (x * across + y * down) / length**2
            return (np.abs(places) if self.form is Form.BILINEAR else places), span
        away = np.hypot(x, y)
        if self.form is Form.RADIAL:
            return away / length, span
        turns = (np.arctan2(y, x) - math.atan2(down, across)) / (2 * math.pi) % 1.0
        if self.form is Form.CONICAL_SYMMETRIC:
            turns = 1 - np.abs(2 * turns - 1)
        return turns, 1 / (2 * math.pi * np.maximum(away, 0.25))

    def _at(self, places: Floats) -> NDArray[np.float32]:
        places = 1 - places if self.reverse else places
        known = [place for place, _ in self.stops]
        alphas = [colour[3] for _, colour in self.stops]
        shares = [alpha / 255 for alpha in alphas]
        planes = [
            np.interp(
                places, known, [c[1][channel] * share for c, share in zip(self.stops, shares, strict=True)]
            )
            for channel in range(3)
        ]
        return np.stack([*planes, np.interp(places, known, alphas)]).astype(np.float32)


def lay_gradient(
    edit: PixelEdit,
    gradient: Gradient,
    start: Point,
    end: Point,
    *,
    opacity: float = 1.0,
    dither: bool = True,
    check: Callable[[], None] = lambda: None,
) -> bool:
    """Lay a gradient over all that is selected; returns whether anything is. The edit stays open.

    start, end: document pixels. dither: whether what lies between two of 256 shades is scattered over both, against
    bands. check: called now and then; what it raises ends the work.
    """
    whole = edit.bounds if edit.selection is None else bounds(edit.selection)
    for top in range(whole.top, whole.bottom, _ROWS):
        check()
        part = Rect(whole.left, top, whole.width, min(_ROWS, whole.bottom - top))
        xs = np.arange(part.left, part.right, dtype=np.float64) + 0.5
        ys = np.arange(part.top, part.bottom, dtype=np.float64) + 0.5
        colours = gradient.colours(xs, ys, start, end)
        coverage = colours[3] * np.float32(opacity / 255)
        colours[:3] *= 255 / np.maximum(colours[3], np.float32(1e-3))
        if edit.selection is not None:
            coverage *= edit.selection[part.slices] * np.float32(1 / 255)
        round_up = scattered(part) if dither else np.full((1, 1), 0.5, np.float32)
        edit.write(part, _over(edit.before.read(part), colours[:3], coverage, round_up, edit.keeps_alpha))
    return not whole.empty


def scattered(rect: Rect) -> NDArray[np.float32]:
    """Give for each pixel how much is added before it is rounded down, more than 0 and less than 1.

    Evenly spread among neighbours (Jimenez' interleaved gradient noise).
    """
    xs, ys = np.arange(rect.left, rect.right), np.arange(rect.top, rect.bottom)[:, None]
    noise = (52.9829189 * ((0.06711056 * xs + 0.00583715 * ys) % 1.0)) % 1.0
    return (0.004 + 0.992 * noise).astype(np.float32)


def _over(
    before: Pixels,
    colours: NDArray[np.float32],
    coverage: NDArray[np.float32],
    round_up: NDArray[np.float32],
    keeps_alpha: bool,
) -> Pixels:
    result = np.empty_like(before)
    alpha = before[..., 3] * np.float32(1 / 255)
    if not keeps_alpha:
        alpha = alpha + coverage * (1 - alpha)
        share = coverage / np.maximum(alpha, np.float32(1e-6))
    else:
        share = coverage
    for channel in range(3):
        was = before[..., channel].astype(np.float32)
        result[..., channel] = np.minimum(was + (colours[channel] - was) * share + round_up, 255)
    result[..., 3] = before[..., 3] if keeps_alpha else np.minimum(255 * alpha + round_up, 255)
    return result
