"""One stamp of a brush as coverage."""

import math
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.brushes.pixel_line import side_of
from aipaint_desktop.brushes.tip import Tip
from aipaint_desktop.kernels import native

Coverage = NDArray[np.float32]

_SMALL = 4  # px of radius: the distance alone errs by up to 3 % of the area below, 1.5 % above
_OVERSAMPLING = 8
_COVERED = 0.5
_LARGE = 32  # px of radius from which what a dab leaves empty is worth leaving out
_CACHE_BYTES = 48 * 2**20


@dataclass(frozen=True)
class DabShape:
    """Describes what a stamp looks like.

    radius: half the long axis, px. softness, bristles: 0 to 1, as of the brush. roundness: short axis through
    long axis. angle: of the long axis, radians clockwise. x, y: where in its pixel the centre lies, 0 to 1. tip: a
    picture that is stamped, whose half side is the radius; softness and bristles are nothing to it. pixels: whether
    pixels are covered or not, and nothing between; without a tip it is a square then, which is not turned. blade:
    whether it is a rectangle, no ellipse.
    """

    radius: float
    softness: float
    roundness: float
    angle: float
    bristles: float
    x: float
    y: float
    tip: Tip | None = None
    pixels: bool = False
    blade: bool = False

    @property
    def short(self) -> float:
        """Half the short axis, px."""
        return max(self.roundness * self.radius, 0.5)

    @property
    def round(self) -> bool:
        """Tell whether it is the same from all sides."""
        return self.roundness >= 0.999 and self.bristles == 0 and not self.blade

    @property
    def reach(self) -> tuple[int, int]:
        """Tell how many pixels it goes beyond the one in its middle, across and down."""
        cos, sin = abs(math.cos(self.angle)), abs(math.sin(self.angle))
        if self.blade:
            across, down = self.radius * cos + self.short * sin, self.radius * sin + self.short * cos
        elif self.radius < _LARGE or self.roundness >= 0.999:
            across = down = self.radius
        else:
            # Where it is pointed, the distance to its outline is taken to be up to a pixel less.
            across = math.hypot(self.radius * cos, self.short * sin) + 1
            down = math.hypot(self.radius * sin, self.short * cos) + 1
        return math.ceil(across + 1), math.ceil(down + 1)


def dab_coverage(shape: DabShape) -> Coverage:
    """Stamp one dab: coverage 0 to 1, of an odd number of rows and columns, whose middle pixel holds the centre."""
    if shape.tip is not None:
        stamped = _stamped(shape, shape.tip)
        return (stamped >= _COVERED).astype(np.float32) if shape.pixels else stamped
    if shape.pixels:
        return _square(shape)
    if shape.radius >= _SMALL:
        return _coverage(shape, 1)
    fine = _coverage(shape, _OVERSAMPLING)
    rows, columns = fine.shape[0] // _OVERSAMPLING, fine.shape[1] // _OVERSAMPLING
    blocks = fine.reshape(rows, _OVERSAMPLING, columns, _OVERSAMPLING)
    averaged: Coverage = blocks.mean(axis=(1, 3), dtype=np.float32)
    return averaged


def _coverage(shape: DabShape, fineness: int) -> Coverage:
    """Antialiased by the distance to the outline: that of an ellipse after Quilez (*Ellipse SDF*, 2008)."""
    reach, reach_down = shape.reach
    columns, rows = (2 * reach + 1) * fineness, (2 * reach_down + 1) * fineness
    short = shape.short
    if native is not None:
        made = np.empty((rows, columns), np.float32)
        hairs = _hairs(_hair_count(shape.radius))[None]
        cos, sin = math.cos(shape.angle), math.sin(shape.angle)
        native.dab(
            made,
            hairs,
            shape.x,
            shape.y,
            shape.radius,
            short,
            cos,
            sin,
            shape.softness,
            shape.bristles,
            fineness,
            2 if shape.blade else 1 if shape.round else 0,
        )
        return made
    dx = (((np.arange(columns) + 0.5) / fineness - reach).astype(np.float32) - np.float32(shape.x))[None, :]
    dy = (((np.arange(rows) + 0.5) / fineness - reach_down).astype(np.float32) - np.float32(shape.y))[:, None]
    radius = np.float32(shape.radius)
    if shape.round:
        distance = np.sqrt(dx * dx + dy * dy)
        inside = distance / radius
        outline = distance - radius
    else:
        along = np.array([math.cos(shape.angle), math.sin(shape.angle)], np.float32)
        u = (dx * along[0] + dy * along[1]) / radius
        v = (dy * along[0] - dx * along[1]) / np.float32(short)
        if shape.blade:
            inside = np.maximum(np.abs(u), np.abs(v))
            outline = np.maximum((np.abs(u) - 1) * radius, (np.abs(v) - 1) * np.float32(short))
        else:
            # Not 0 in the centre, where the outline has no direction.
            inside = np.maximum(np.sqrt(u * u + v * v), np.float32(1e-3))
            gradient = np.sqrt((u / radius) ** 2 + (v / np.float32(short)) ** 2)
            outline = inside * (inside - 1) / np.maximum(gradient, np.float32(1e-6))
    coverage: Coverage = np.clip(0.5 - outline * fineness, 0, 1)
    fade = shape.softness
    if fade * radius > 1:
        t = np.clip((inside - (1 - fade)) / fade, 0, 1)
        coverage *= (1 - t * t) ** 2
    if shape.bristles > 0:
        coverage *= 1 - np.float32(shape.bristles) * _partings(u, shape.radius)
    return coverage


def _square(shape: DabShape) -> Coverage:
    side = side_of(shape.radius)
    height = max(1, math.floor(side * shape.roundness + 0.5))
    reach = side // 2 + 1
    square = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    left, top = (
        reach + math.floor(place - length / 2 + 0.5) for place, length in ((shape.x, side), (shape.y, height))
    )
    square[top : top + height, left : left + side] = 1
    return square


def _stamped(shape: DabShape, tip: Tip) -> Coverage:
    """Turn, scale and squeeze a picture; from a smaller one of it where it is made smaller."""
    level = tip.level(2 * shape.radius)
    reach = math.ceil(shape.radius * math.sqrt(2) + 1)
    side = 2 * reach + 1
    across = max(shape.roundness, 1 / (2 * shape.radius))
    scale = level.shape[0] / (2 * shape.radius)
    cos, sin = math.cos(shape.angle), math.sin(shape.angle)
    # From the dab's pixels to those of the picture, both by their middles.
    xx, xy, yx, yy = scale * cos, scale * sin, -scale * sin / across, scale * cos / across
    middle = level.shape[0] / 2
    x, y = reach + shape.x, reach + shape.y
    placed = Image.fromarray(level).transform(
        (side, side),
        Image.Transform.AFFINE,
        (xx, xy, middle - xx * x - xy * y, yx, yy, middle - yx * x - yy * y),
        Image.Resampling.BILINEAR,
    )
    return _trimmed(np.clip(np.asarray(placed, np.float32), 0, 1), reach)


def _trimmed(coverage: Coverage, reach: int) -> Coverage:
    """Leave out what is empty around it, as much on one side as on the other."""
    rows, columns = (np.flatnonzero(coverage.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return coverage[reach : reach + 1, reach : reach + 1]
    down, across = (int(max(reach - there[0], there[-1] - reach)) for there in (rows, columns))
    return np.ascontiguousarray(
        coverage[reach - down : reach + down + 1, reach - across : reach + across + 1]
    )


def _partings(across: Coverage, radius: float) -> Coverage:
    """0 on a hair to 1 between hairs, for positions −1 to 1 across the brush: smooth noise of fixed seed."""
    count = _hair_count(radius)
    hairs = _hairs(count)
    t = np.clip((across + 1) * count, 0, 2 * count)
    index = t.astype(np.int32)
    part: Coverage = t - index.astype(np.float32)
    part = part * part * (3 - 2 * part)
    return hairs[index] * (1 - part) + hairs[index + 1] * part


def _hair_count(radius: float) -> int:
    """Hairs on half of a brush."""
    return min(max(int(radius), 6), 40)


@cache
def _hairs(count: int) -> Coverage:
    return np.random.default_rng(count).random(2 * count + 2).astype(np.float32)


class DabCache:
    """Remembers stamps: a stroke repeats few radii at few places within a pixel. Bounded by bytes."""

    def __init__(self, limit: int = _CACHE_BYTES) -> None:
        self._limit = limit
        self.bytes = 0
        self._dabs: OrderedDict[DabShape, Coverage] = OrderedDict()

    def coverage(self, shape: DabShape) -> Coverage:
        """Stamp as `dab_coverage`, with radius, angle and place rounded by less than the eye can see."""
        shape = _rounded(shape)
        found = self._dabs.get(shape)
        if found is not None:
            self._dabs.move_to_end(shape)
            return found
        made = dab_coverage(shape)
        self._dabs[shape] = made
        self.bytes += made.nbytes
        while self.bytes > self._limit and len(self._dabs) > 1:
            self.bytes -= self._dabs.popitem(last=False)[1].nbytes
        return made


def _rounded(shape: DabShape) -> DabShape:
    # Finer where small: steps of an eighth of a pixel make a thin line shiver, a large brush shows no quarter.
    phases = 16 if shape.radius < 16 else 8 if shape.radius < 64 else 4
    round_dab = shape.round and shape.tip is None
    if shape.pixels:  # of which there is one in each half of a pixel
        x, y = (0.25 if place < 0.5 else 0.75 for place in (shape.x, shape.y))
        return replace(shape, radius=side_of(shape.radius) / 2, softness=0.0, x=x, y=y)
    return DabShape(
        radius=_to_step(shape.radius, 1 / (2 * phases)),
        softness=shape.softness,
        roundness=shape.roundness,
        angle=0.0 if round_dab else _to_step(shape.angle % math.tau, 1 / (phases * shape.radius)),
        bristles=_to_step(shape.bristles, 1 / 64),
        x=_to_step(shape.x, 1 / phases),
        y=_to_step(shape.y, 1 / phases),
        tip=shape.tip,
        blade=shape.blade,
    )


def _to_step(value: float, step: float) -> float:
    return round(value / step) * step
