"""A bristle brush with oil: it carries paint, runs dry, and takes up what it goes over."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.media.medium import Means, Stamp
from aipaint_desktop.brushes.media.paper import CATCH, Sheet, caught, heights
from aipaint_desktop.brushes.media.relief import REACH, lit
from aipaint_desktop.brushes.media.wet_medium import WetMedium
from aipaint_desktop.brushes.media.wet_pixels import Plane, Planes, TiledPlanes
from aipaint_desktop.brushes.surfaces.surface import Surface
from aipaint_desktop.kernels import native
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.pigment import BANDS, OPTICS, colours_of, paints_of

_LANES = 256  # across the brush
_FEELERS = 5  # places along a lane where it feels what it goes over
_RUN = 14.0  # diameters that a brush of load 0.5 goes before a third of its paint is left
_FILLED = 0.9  # how much the poorest lane of a full brush holds of what the richest does
_FED = 1.0  # how quickly paint from within a full brush takes the place of what its bristles have taken up
_ABRUPT = 0.08  # diameters in which a lane that touches the canvas begins to paint
_WANDER = 2.5  # diameters after which other lanes hold the most
_FLAT = 0.8  # of roundness, below which a brush is no round one
_BROAD = 40.0  # px of size from which paint is as thick as it gets
_ACROSS = np.linspace(-0.97, 0.97, _LANES, dtype=np.float32)
_ALONG = np.linspace(-1, 1, _FEELERS, dtype=np.float32)[:, None]
_LEAST_WEIGHT = np.float32(1 / 1024)
_LEAST = np.float32(1e-6)

Floats = NDArray[np.float32]


class Oil(WetMedium):
    """Paints with lanes of bristles across the brush, each with a colour and an amount of paint of its own.

    A lane lays its paint down mixed as pigments with what is there, takes up some of that (`mix`) and is fed its own
    from within the brush, which has less and less (`load`), until it catches only on the tooth of the canvas. Streaks
    come of the lanes' being unlike, which a brush that is full and firmly pressed hides. They do not touch the canvas
    all at once. Each stroke has its own.
    """

    coarseness = 1.0  # how wide bristles are
    evenness = 0.35  # how much even the poorest lane of an empty brush holds of what the richest does
    ragged = 0.28  # diameters after which the last lane touches the canvas; 0.15 of a round brush, which is pointed
    catches = Sheet.TOOTH  # on what it catches when it runs dry

    def __init__(self, edit: Surface, means: Means) -> None:
        super().__init__(edit, means)
        self.strength, self.bound = 1.0, means.brush.opacity
        noise = np.random.default_rng((11, means.seed))
        self._body = self._first = _streaks(noise, self.coarseness)  # how much paint a lane can hold
        own = np.array(means.colour or (0, 0, 0), np.float32)[:, None] * np.float32(1 / 255)
        shade = (_streaks(noise, self.coarseness * 1.7) - np.float32(0.5)) * np.float32(0.06)
        own = np.clip(own + shade * (own * (1 - own) * 4 + np.float32(0.15)), 0, 1)
        self._own = paints_of(np.ascontiguousarray(own, np.float32))
        self._paints = self._own.copy()
        load = 0.0 if means.colour is None else min(1.0, means.brush.wet.load * 4)
        self._amount: Floats = np.full(_LANES, load, np.float32) * (
            np.float32(0.55) + np.float32(0.45) * self._body
        )
        self._full = min(1.0, means.brush.wet.load * 1.5)
        self._travelled = 0.0  # diameters
        self._stamp: Stamp | None = None  # the last one
        late = _streaks(noise, 2 * self.coarseness)
        self._other = _streaks(noise, self.coarseness)
        flat = bool(means.brush.tips) or means.brush.roundness < _FLAT
        self._last = self.ragged if flat else min(self.ragged, 0.15)
        self._late = np.float32(self._last) * np.clip((late - np.float32(0.3)) / np.float32(0.7), 0, 1)
        self._relief = means.brush.wet.relief * min(1.0, means.brush.size / _BROAD)
        self._taken = np.zeros(_LANES, np.float32)  # of others' paint, so that a clean brush has some, too
        self._keeps = (
            math.inf if means.brush.wet.load >= 1 else max(0.01, _RUN * means.brush.wet.load**1.5 / 0.35)
        )
        self._height = TiledPlanes(1, edit.bounds, edit.period) if means.brush.wet.relief > 0 else None

    def touch(self, stamp: Stamp) -> Rect:
        """Let a dab do its work; returns which pixels have changed, in what they are or in how the light falls."""
        self._stamp = stamp
        rect = super().touch(stamp)
        return rect if self._height is None else rect.expanded(REACH).intersection(self.edit.bounds)

    def end(self) -> list[Rect]:
        """Press a brush down whole that was lifted before all of its bristles had touched the canvas."""
        if self._stamp is None or self._travelled > self._last:
            return []
        self._last = -1.0
        return [self.touch(replace(self._stamp, step=0.0))]

    def changed(self, stamp: Stamp, under: Planes, weight: Plane) -> Planes:
        step = stamp.step / (2 * stamp.radius)
        across = (math.cos(stamp.angle), math.sin(stamp.angle))
        self._take_up(stamp, under, across, max(step, 0.01))
        if weight.max() <= _LEAST_WEIGHT:
            return under
        amount = (self._amount + self._taken) * np.float32(stamp.load)
        pressed = min(1.0, 0.35 + 0.75 * stamp.opacity)
        evenness = self.evenness + max(0.0, _FILLED - self.evenness) * self._full * pressed
        held = np.float32(evenness) + np.float32(1 - evenness) * self._body
        thickness = np.clip(amount * held * np.float32(1.5), 0, 1)
        self._travelled += step
        turned = np.float32(0.25 * (1 - math.cos(math.pi * self._travelled / _WANDER)))
        self._body = self._first + (self._other - self._first) * turned
        if self._travelled <= self._last:
            thickness *= np.clip(1 + (self._travelled - self._late) * np.float32(1 / _ABRUPT), 0, 1)
        weight *= np.float32(stamp.opacity**-0.5)  # light bristles part more than they let shine through
        height = None if self._height is None else self._height.read(stamp.rect)
        self._lay(stamp, under, None if height is None else height[0], weight, across, thickness, pressed)
        if height is not None and self._height is not None:
            self._height.write(stamp.rect, height)
        kept = math.exp(-step / self._keeps)
        self._amount *= np.float32(kept)
        self._full *= kept
        return under

    def _lay(
        self,
        stamp: Stamp,
        under: Planes,
        height: Plane | None,
        weight: Plane,
        across: tuple[float, float],
        thickness: Floats,
        pressed: float,
    ) -> None:
        """Lay down what lanes hold, and let the paint grow as thick as it is on them, in place.

        thickness: of each lane, 0 to 1. pressed: how hard, 0 to 1.
        """
        if native is not None:
            height_of, width_of = weight.shape
            scale = _LANES / (2 * stamp.radius)
            native.lay_lanes(
                tuple(under),
                height,
                weight,
                heights(self.catches, stamp.rect, self.edit.period),
                self._paints,
                thickness[None],
                OPTICS,
                width_of // 2 + stamp.x - stamp.column - 0.5,
                height_of // 2 + stamp.y - stamp.row - 0.5,
                across[0] * scale,
                across[1] * scale,
                stamp.flow,
                pressed,
                CATCH,
            )
            return
        flat = weight.reshape(-1)
        where = np.flatnonzero(flat > _LEAST_WEIGHT)
        lane = _lanes(stamp, weight.shape, across)[where]
        thick = thickness[lane]
        share = flat[where] * np.float32(stamp.flow)
        share *= caught(thick * np.float32(pressed), stamp.rect, where, self.catches, self.edit.period)
        pixels = under.reshape(4, -1)
        there = pixels[:, where]
        alpha = there[3] + share * (1 - there[3])
        part = share / np.maximum(alpha, _LEAST)
        solid = bool(there[3].min() > 0.999)
        colours = there[:3] if solid else np.minimum(there[:3] / np.maximum(there[3], _LEAST), 1)
        paints = paints_of(colours)
        difference = np.take(self._paints, lane, axis=1)
        difference -= paints
        difference *= part
        paints += difference
        made = colours_of(paints)
        made *= alpha
        pixels[:3, where] = made
        pixels[3, where] = alpha
        if height is not None:
            raised = height.reshape(-1)
            raised[where] += (thick - raised[where]) * share

    def _take_up(self, stamp: Stamp, under: Planes, across: tuple[float, float], step: float) -> None:
        """Let each lane take up what is under it."""
        mix = self.wet.mix * stamp.mix
        if mix <= 0:
            return
        height, width = under.shape[1:]
        depth = max(1.0, 0.35 * min(stamp.radius, 12.0))
        x = _ACROSS * np.float32(stamp.radius * across[0]) - _ALONG * np.float32(depth * across[1])
        y = _ACROSS * np.float32(stamp.radius * across[1]) + _ALONG * np.float32(depth * across[0])
        x += np.float32(
            width // 2 + stamp.x - stamp.column
        )  # half a pixel more, so that what is cut off is rounded
        y += np.float32(height // 2 + stamp.y - stamp.row)
        np.clip(x, 0, width - 1, out=x)
        np.clip(y, 0, height - 1, out=y)
        where = y.astype(np.int32)
        where *= np.int32(width)
        where += x.astype(np.int32)
        felt = under.reshape(4, -1).take(where, axis=1).sum(axis=1)
        felt *= np.float32(1 / _FEELERS)
        alpha = felt[3]
        colours = np.minimum(felt[:3] / np.maximum(alpha, _LEAST), 1)
        # What is wet to some diameters; lanes that hold much take up less.
        quickness = 3.5 * mix**1.6 * (1.6 - 1.2 * self._body)
        rate = (1 - np.exp(-step * quickness)).astype(np.float32) * alpha
        held = self._amount + self._taken
        share = rate / np.maximum(rate + (1 - rate) * np.minimum(1, held * 3), _LEAST)
        self._paints += (_paints_of(colours) - self._paints) * share
        if self._full > 0:
            self._paints += (self._own - self._paints) * np.float32(1 - math.exp(-_FED * step * self._full))
        self._taken += (
            (np.float32(0.85) * alpha * min(1.0, 2 * mix) - self._taken)
            * (1 - np.exp(-np.float32(step * 3)))
            * (1 - np.minimum(self._amount, 1))
        )

    def shown(self, rect: Rect) -> Planes:
        planes = super().shown(rect)
        if self._height is not None:
            around = self._height.read(rect.expanded(REACH))[0]
            planes[:3] *= lit(around, self._relief)
            np.minimum(planes[:3], planes[3], out=planes[:3])
        return planes


def _paints_of(colours: Planes) -> Planes:
    """The paints of colours, (3, N)."""
    if native is None:
        return paints_of(colours)
    paints = np.empty((BANDS + 1, colours.shape[1]), np.float32)
    native.paints_of(paints, np.ascontiguousarray(colours), OPTICS)
    return paints


def _lanes(stamp: Stamp, shape: tuple[int, ...], across: tuple[float, float]) -> NDArray[np.intp]:
    """The lane that each pixel of a dab lies on: (height · width,). shape: height and width."""
    height, width = shape
    dx = (np.arange(width) - width // 2).astype(np.float32) - np.float32(stamp.x - stamp.column - 0.5)
    dy = (np.arange(height) - height // 2).astype(np.float32) - np.float32(stamp.y - stamp.row - 0.5)
    scale = _LANES / (2 * stamp.radius)
    position = (dx * np.float32(across[0] * scale))[None, :] + (dy * np.float32(across[1] * scale))[:, None]
    position += np.float32(_LANES / 2)
    np.clip(position, 0, _LANES - 1, out=position)
    return position.reshape(-1).astype(np.intp)


def _streaks(noise: np.random.Generator, coarseness: float) -> Floats:
    """Smooth noise over the lanes, 0 to 1: single bristles, and tufts of them."""
    total = np.zeros(_LANES)
    for width, share in ((3 * coarseness, 0.5), (9 * coarseness, 0.5), (30 * coarseness, 0.35)):
        knots = np.arange(0, _LANES + 2 * width, width)
        total += share * np.interp(np.arange(_LANES), knots, noise.random(len(knots)))
    ranks = np.empty(_LANES, np.float32)
    ranks[np.argsort(total, kind="stable")] = np.linspace(0, 1, _LANES, dtype=np.float32)
    return ranks
