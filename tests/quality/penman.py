"""A hand that draws with pen and brush: lines that swell, hatching, blacks, leaves."""

import itertools
import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from aipaint_desktop.brushes.presets import shipped_brush
from aipaint_desktop.document.document import Document
from tests.quality.hand import Hand, Point

PEN = shipped_brush("dip-pen")
BRUSH = shipped_brush("brush-pen")

WIDTH, HEIGHT = 1600, 1150
INK = (26, 23, 24)

Mask = NDArray[np.bool_]
Tone = Callable[[float, float], float]
"""How dark it is at a place, 0 to 1."""

FLICK = (0.62, 0.56, 0.5, 0.3)  # pressure of a stroke that is let go of
SWELL = (0.42, 0.6, 0.66, 0.6, 0.4)
"""Pressure of a line that is meant."""


def curve(points: Sequence[Point], apart: float = 3) -> list[Point]:
    """A smooth line through points: of Catmull and Rom."""
    ends = [points[0], *points, points[-1]]
    line: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for t in np.linspace(0, 1, max(2, int(math.dist(b, c) / apart)), endpoint=False):
            x, y = (
                0.5
                * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)
                for p, q, r, s in zip(a, b, c, d, strict=True)
            )
            line.append((x, y))
    return [*line, points[-1]]


def straight(points: Sequence[Point], apart: float = 3) -> list[Point]:
    line: list[Point] = []
    for a, b in itertools.pairwise(points):
        for t in np.linspace(0, 1, max(2, int(math.dist(a, b) / apart)), endpoint=False):
            x, y = (p + (q - p) * t for p, q in zip(a, b, strict=True))
            line.append((x, y))
    return [*line, points[-1]]


def area(*outlines: Sequence[Point]) -> Mask:
    picture = Image.new("1", (WIDTH, HEIGHT))
    for outline in outlines:
        ImageDraw.Draw(picture).polygon(outline, fill=1)
    return np.asarray(picture, bool)


class Penman(Hand):
    """Draws what is in front first, and keeps out of it afterwards."""

    def __init__(self, document: Document, seed: int) -> None:
        super().__init__(document, seed)
        self.taken: Mask = np.zeros((HEIGHT, WIDTH), bool)

    def take(self, *outlines: Sequence[Point]) -> None:
        self.taken |= area(*outlines)

    def free(self, x: float, y: float) -> bool:
        column, row = round(x), round(y)
        return not (0 <= column < WIDTH and 0 <= row < HEIGHT) or not self.taken[row, column]

    def line(
        self,
        points: Sequence[Point],
        size: float = 11,
        pressure: Sequence[float] = SWELL,
        wobble: float = 1.0,
        lifts: float = 0.12,
    ) -> None:
        """Draw along dense points, past the ends or short of them, unsteadily, lifting the pen now and then.

        wobble: px. lifts: how probably within 100 px.
        """
        phases = [self.between(0, math.tau) for _ in range(4)]
        run: list[Point] = []
        length, gap = 0.0, self.between(-4, 5)
        for place, (x, y) in enumerate(points):
            step = math.dist(points[place - 1], (x, y)) if place else 0.0
            length += step
            gap -= step
            if gap <= 0 and self.between(0, 1) < lifts * step / 100:
                gap = self.between(3, 11)
            if gap > 0 or not self.free(x, y):
                self._run(run, size, pressure)
                run = []
                if gap <= 0:
                    gap = self.between(1, 5)
                continue
            dx = math.sin(length / 47 + phases[0]) + 0.4 * math.sin(length / 11 + phases[1])
            dy = math.sin(length / 53 + phases[2]) + 0.4 * math.sin(length / 9 + phases[3])
            run.append((x + wobble * dx, y + wobble * dy))
        self._run(run, size, pressure)

    def _run(self, run: Sequence[Point], size: float, pressure: Sequence[float]) -> None:
        if len(run) > 2:
            by = self.near(1, 0.07)
            pressures = [min(1.0, each * by * self.near(1, 0.05)) for each in pressure]
            self.draw(PEN, INK, run, pressures, 0.35, size * self.near(1, 0.06), step=6)

    def hatch(
        self,
        where: Mask,
        angle: float,
        gap: float,
        tone: Tone = lambda _x, _y: 1.0,
        size: float = 8,
        bend: float = 0.04,
        longest: float = 90,
    ) -> None:
        """Lay strokes side by side as the wrist does: in rows no longer than it reaches, each let go of at its end.

        angle: degrees. gap: px. bend: of a stroke, a share of its length.
        """
        rows, columns = np.nonzero(where & ~self.taken)
        if not len(rows):
            return
        along = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))])
        across = np.array([-along[1], along[0]])
        spots = np.stack([columns, rows], 1).astype(float)
        us, vs = spots @ along, spots @ across
        v = vs.min() + gap * self.between(0.2, 0.9)
        shift = 0.0
        while v < vs.max():
            shift = 0.8 * shift + self.near(0, longest * 0.12)
            lean = self.near(0, 0.014)
            run: list[tuple[float, float]] = []
            reach = longest * self.between(0.7, 1.1)
            for u in np.arange(us.min() + shift, us.max() + 3, 3.0):
                x, y = along * u + across * (v + lean * (u - us.mean()))
                column, row = round(x), round(y)
                inside = 0 <= column < WIDTH and 0 <= row < HEIGHT and where[row, column]
                dark = bool(inside) and self.free(x, y) and tone(x, y) > self.between(0, 0.35)
                if dark:
                    run.append((x, y))
                if run and (not dark or len(run) * 3 > reach):
                    self._stroke(run, across, size, bend)
                    run = []
                    reach = longest * self.between(0.7, 1.1)
            self._stroke(run, across, size, bend)
            v += gap * self.between(0.72, 1.3)

    def _stroke(self, run: list[Point], across: NDArray[np.float64], size: float, bend: float) -> None:
        if len(run) < 3 or self.between(0, 1) < 0.03:
            return
        if self.between(0, 1) < 0.5:
            run = run[: len(run) - int(self.between(0, 2.6))]
        count = len(run)
        if count < 3:
            return
        bent = [
            (x + across[0] * sag, y + across[1] * sag)
            for place, (x, y) in enumerate(run)
            for sag in [bend * 3 * count * 4 * (place / count) * (1 - place / count)]
        ]
        by = self.near(1, 0.08)
        self.draw(PEN, INK, bent, [min(1.0, each * by) for each in FLICK], 0.3, size, step=7)

    def between_lines(
        self,
        first: Sequence[Point],
        second: Sequence[Point],
        gap: float,
        size: float = 8,
        bend: float = 0.2,
        part: tuple[float, float] = (0, 1),
        tone: Tone = lambda _x, _y: 1.0,
    ) -> None:
        """Hatch round a form, from one of its contours towards the other. part: of the way."""
        a, b = curve(first, 2), curve(second, 2)
        place = 0.0
        while place < 1:
            start, end = a[int(place * (len(a) - 1))], b[int(place * (len(b) - 1))]
            low, high = part[0] + self.near(0, 0.04), part[1] + self.near(0, 0.09)
            way = math.dist(start, end)
            line: list[Point] = []
            for t in np.linspace(max(0.02, low), min(0.98, high), max(4, int(way * (high - low) / 4))):
                x, y = (p + (q - p) * t for p, q in zip(start, end, strict=True))
                line.append((x, y + bend * way * 4 * t * (1 - t)))
            middle = line[len(line) // 2]
            if tone(*middle) > self.between(0, 0.5) and all(self.free(*point) for point in line):
                self.draw(PEN, INK, line, [each * self.near(1, 0.07) for each in FLICK], 0.3, size, step=4)
            place += gap / max(1.0, 2.0 * len(a)) * self.between(0.7, 1.3)

    def black(self, outline: Sequence[Point], size: float = 12) -> None:
        """Fill a shape with the brush: to and fro, and round its border; a little paper stays between."""
        inside = area(outline)
        ys = [y for _, y in outline]
        y = min(ys) + size * 0.35
        side = 1
        while y < max(ys):
            row = inside[min(max(round(y), 0), HEIGHT - 1)]
            columns = np.flatnonzero(row)
            if len(columns) > size * 0.4:
                left, right = columns[0] + size * 0.3, columns[-1] - size * 0.3
                ends = [(left, y + self.near(0, 0.6)), (right, y + self.near(0, 0.6))][::side]
                self.draw(BRUSH, INK, straight(ends, 4), (0.7, 0.8, 0.75), 0.6, size, step=5)
                side = -side
            y += size * 0.42
        self.line(straight([*outline, outline[0]]), 10, (0.6, 0.66, 0.62), 0.5, 0)

    def leaves(self, points: Sequence[Point], size: float, pen: float = 8, firm: float = 1.0) -> None:
        """Go along a line in small loops that come to be leaves."""
        x, y = points[0]
        line: list[Point] = []
        place, total = 0.0, len(points) - 1
        while place < total:
            x, y = points[int(place)]
            ahead = points[min(total, int(place) + 2)]
            course = math.atan2(ahead[1] - y, ahead[0] - x)
            wide, high = size * self.between(0.7, 1.3), size * self.between(0.5, 1.25)
            for turn, out in ((0.1, 0.3), (0.35, 1.0), (0.62, 0.75), (0.85, 0.1), (0.7, -0.12)):
                along, away = wide * turn, -high * out
                line.append(
                    (
                        x + along * math.cos(course) - away * math.sin(course),
                        y + along * math.sin(course) + away * math.cos(course),
                    )
                )
            place += wide * 0.8 / 3
            if self.between(0, 1) < 0.3 or place >= total:
                kept = [self.free(*point) for point in line]
                if len(line) > 3 and all(kept):
                    weights = [firm * self.between(0.5, 0.68) for _ in range(max(3, len(line) // 3))]
                    self.draw(PEN, INK, curve(line, 2), weights, 0.3, pen, step=4)
                line = []
                place += self.between(0, size * 0.4)
