"""Watercolour: transparent washes that gather at their edges, settle in the paper and run into what is wet.

The look of a wash is computed from how far the stroke covers each pixel, after what Curtis et al. tell of it
(*Computer-Generated Watercolor*, 1997): pigment is carried to the edge, where the wash dries first, and sinks into the
paper's hollows. Films multiply what is under them, as thin layers do.
"""

import math

import numpy as np

from aipaint_desktop.brushes.media.coverage import Covered
from aipaint_desktop.brushes.media.medium import Means, Stamp
from aipaint_desktop.brushes.media.paper import Sheet, heights
from aipaint_desktop.brushes.media.wet_medium import write_selected
from aipaint_desktop.brushes.media.wet_pixels import Plane, Planes, premultiplied
from aipaint_desktop.brushes.surfaces.surface import Surface
from aipaint_desktop.document.mask import bounds
from aipaint_desktop.kernels import native
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.pigment import BANDS, OPTICS, colours_of, paints_of

_RIM = 2.2  # px, over which pigment gathers at the edge
_LEAST = np.float32(1e-3)
_FARTHEST = 32  # px that a wash runs out
_POOL = 16  # px at most, over which it is darker towards the edge


class Watercolour:
    """Lays a wash over the pixels from before; they run into it where `spread` is above 0."""

    def __init__(self, edit: Surface, means: Means) -> None:
        self._edit = edit
        self._wet = means.brush.wet
        self._strength = means.brush.opacity
        self._covered = Covered(edit)
        self._run = min(_FARTHEST, self._wet.spread * 0.45 * means.brush.size)
        self._rim = _RIM + 0.006 * means.brush.size
        self._pool = round(min(_POOL, 3 * self._rim + 0.1 * means.brush.size))
        self._margin = math.ceil(1.3 * self._run + 2 * self._rim) + self._pool
        pigment = np.array(means.colour or (255, 255, 255), np.float32)[:, None] * np.float32(1 / 255)
        paint = paints_of(pigment)
        self._absorbs = paint[:BANDS] / paint[BANDS]

    def touch(self, stamp: Stamp) -> Rect:
        grown = self._covered.add(stamp)
        return grown if grown.empty else grown.expanded(self._margin).intersection(self._edit.bounds)

    def lay(self, rect: Rect) -> bool:
        wash = self._wash(rect)
        if wash is None:
            return False
        part, wet, density = wash
        before = self._edit.before.read(part)
        ground = self._blurred_ground(part, wet) if self._run >= 1 else premultiplied(before)
        now = self._laid(ground, density)
        return write_selected(self._edit, part, before, now)

    def end(self) -> list[Rect]:
        return []

    def _wash(self, rect: Rect) -> tuple[Rect, Plane, Plane] | None:
        """Which part of a rectangle is wet, how wet each of its pixels is, 0 to 1, and how much pigment is on it; None
        where all is dry, and so always was: a wash only grows."""
        around = rect.expanded(self._margin)
        covered = self._covered.read(around)
        period = self._edit.period
        # Twice, as two means leave corners where they are wide.
        seeps = [self._run * 0.28] * 2 if self._run >= 1 else []
        fades = [self._rim, self._pool * 0.55]
        # All is dry and stays so where nothing is covered as far as water and the look of its edge reach.
        reach = sum(_reach(sigma) for sigma in (*seeps, *fades))
        area = bounds(covered > 0).expanded(reach).intersection(Rect(0, 0, around.width, around.height))
        covered = covered[area.slices]
        area = area.moved(around.left, around.top)
        inner = rect.intersection(area)
        if inner.empty:
            return None
        if seeps:
            # Water goes a little farther where the paper lets it, and pigment thins out on the way.
            soft = 0.5 + 0.4 * self._wet.spread
            far, near = heights(Sheet.CLOUDS, area, period), heights(Sheet.FINGERS, area, period)
            for sigma in seeps:
                covered = _blurred(covered, sigma)
            # No level is below half of `soft`: dry stays dry.
            wet = _wetted(covered, far, 0.15, near, 0.09, 0.5 * soft, soft)
        else:
            uneven = heights(Sheet.UNEVEN, area, period)
            wet = _wetted(covered, uneven, 0.2, uneven, 0.0, 0.26, 0.16)
        part = bounds(wet[inner.moved(-area.left, -area.top).slices] > 0).moved(inner.left, inner.top)
        if part.empty:
            return None
        area, wet = _cut(area, wet, part.expanded(sum(_reach(sigma) for sigma in fades)))
        # The same noise, and wider, thins the wash in places.
        inside = _blurred(wet, fades[0])
        wide = _blurred(inside, fades[1])
        wet, inside, wide = (_cut(area, plane, part)[1] for plane in (wet, inside, wide))
        return part, wet, self._density(part, wet, inside, wide)

    def _density(self, rect: Rect, wet: Plane, inside: Plane, wide: Plane) -> Plane:
        """How much pigment is on each pixel. inside, wide: how wet it is around it, and farther around."""
        period = self._edit.period
        clouds, tooth = heights(Sheet.CLOUDS, rect, period), heights(Sheet.TOOTH, rect, period)
        if native is not None:
            density = np.empty(wet.shape, np.float32)
            edge, granulation = self._wet.edge, self._wet.granulation
            native.settled(density, wet, inside, wide, clouds, tooth, edge, granulation, self._strength)
            return density
        rim, pool = np.float32(2.6 * self._wet.edge), np.float32(0.9 * self._wet.edge)
        density = (1 - inside) * rim + (1 - wide) * pool
        density += np.float32(1 - 0.45 * self._wet.edge)
        density *= np.float32(0.82) + np.float32(0.36) * clouds
        density *= 1 + np.float32(0.9 * self._wet.granulation) * (np.float32(0.5) - tooth)
        density *= wet
        density *= np.float32(self._strength)
        return density

    def _blurred_ground(self, rect: Rect, wet: Plane) -> Planes:
        """What was there runs under the wash."""
        margin = math.ceil(self._run)
        around = rect.expanded(margin).intersection(self._edit.bounds)
        rows, columns = rect.moved(-around.left, -around.top).slices
        there = premultiplied(self._edit.before.read(around))
        ground = there[:, rows, columns].copy()
        share = wet * np.float32(0.8)
        opaque = float(there[3].min()) >= 1
        for plane, whole in zip(ground[: 3 if opaque else 4], there, strict=False):
            plane += (_blurred(whole, self._run * 0.4)[rows, columns] - plane) * share
        return ground

    def _laid(self, ground: Planes, density: Plane) -> Planes:
        """Lay a transparent film over premultiplied pixels: it absorbs, and what is under it goes on scattering.

        Where there is nothing under it, it becomes the most transparent paint that looks the same on white paper.
        """
        if native is not None:
            absorbed = self._absorbs.reshape(1, BANDS)
            native.film(tuple(ground), density, absorbed, OPTICS, self._edit.keeps_alpha)
            return ground
        flat = density.reshape(-1)
        where = np.flatnonzero(flat > _LEAST)
        pixels = ground.reshape(4, -1)
        there = pixels[:, where]
        # That an artist may count on half the density to look half as deep.
        absorbs = self._absorbs * np.square(flat[where])
        alpha = there[3]
        paints = paints_of(np.minimum(there[:3] / np.maximum(alpha, np.float32(1e-6)), 1))
        paints[:BANDS] += absorbs * paints[BANDS]
        there[:3] = colours_of(paints) * alpha
        bare = 1 - alpha
        if not self._edit.keeps_alpha and bare.any():
            paints[:BANDS], paints[BANDS] = absorbs, 1
            on_white = colours_of(paints)
            opaque = 1 - on_white.min(axis=0)
            there[:3] += (opaque - 1 + on_white) * bare
            there[3] += opaque * bare
        pixels[:, where] = there
        return ground


def _wetted(
    covered: Plane, first: Plane, of_first: float, second: Plane, of_second: float, level: float, soft: float
) -> Plane:
    """How wet pixels are that are covered so far, 0 to 1: half where that is a level, which rises with two sheets of
    paper by what is given of each, and smoothly from not to wholly over `soft`."""
    if native is not None:
        made = np.empty(covered.shape, np.float32)
        native.wetted(made, covered, first, of_first, second, of_second, level, soft)
        return made
    higher = np.float32(level) + np.float32(of_first) * first + np.float32(of_second) * second
    wet: Plane = np.clip((covered - higher) / np.float32(soft) + np.float32(0.5), 0, 1)
    wet *= wet * (3 - 2 * wet)
    return wet


def _cut(area: Rect, plane: Plane, part: Rect) -> tuple[Rect, Plane]:
    """The part of a plane that lies in a part of its area, and where that is."""
    part = part.intersection(area)
    return part, plane[part.moved(-area.left, -area.top).slices]


def _radius(sigma: float) -> int:
    return max(1, round(sigma * 1.1))


def _reach(sigma: float) -> int:
    """How far, in px, a blur looks."""
    return 2 * _radius(sigma)


def _blurred(plane: Plane, sigma: float) -> Plane:
    """Blur by two means over squares, which take no longer where they are wide."""
    import cv2

    side = 2 * _radius(sigma) + 1
    once = cv2.blur(plane, (side, side), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.blur(once, (side, side), borderType=cv2.BORDER_REPLICATE), np.float32)
