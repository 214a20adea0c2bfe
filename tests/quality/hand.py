"""A hand that leads brushes: for paintings made by scripts of strokes alone."""

import argparse
import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document

Point = tuple[float, float]
Colour = tuple[int, int, int]
Line = Callable[[float], float]


class Hand:
    """Leads brushes over one sheet of paper, and is not quite steady.

    scale: by which places and sizes are made larger, so that a small picture can be made of the same strokes.
    """

    step = 7.0  # px between samples of the pen, if nothing else is said

    def __init__(self, document: Document, seed: int, scale: float = 1.0) -> None:
        self.strokes = 0
        self._document = document
        self._scale = scale
        self._random = np.random.default_rng(seed)

    def between(self, low: float, high: float) -> float:
        return float(self._random.uniform(low, high))

    def near(self, value: float, by: float) -> float:
        return float(self._random.normal(value, by))

    def tone(self, colour: Colour, by: float = 7) -> Colour:
        """Mix a colour once more, which never comes out the same."""
        red, green, blue = np.clip(np.array(colour) + self._random.normal(0, by, 3), 5, 250)
        return round(red), round(green), round(blue)

    def draw(
        self,
        brush: Brush,
        colour: Colour,
        points: Sequence[Point],
        pressure: Sequence[float] = (0.75, 0.75),
        shake: float = 1.2,
        size: float | None = None,
        opacity: float | None = None,
        step: float | None = None,
    ) -> None:
        """pressure: at even distances along the line, from its beginning to its end. shake: px. step: px between
        samples of the pen."""
        scale = self._scale
        brush = replace(brush, size=scale * (size or brush.size), opacity=opacity or brush.opacity)
        edit = self._document.begin_edit(brush.name)
        stroke = Stroke(edit, brush, colour, scale=1 / scale, seed=self.strokes)
        lengths = [math.dist(a, b) for a, b in itertools.pairwise(points)]
        along = np.concatenate([[0.0], np.cumsum(lengths)])
        step = (step or self.step) / min(1.0, 2 * scale)
        at = np.linspace(0, along[-1], max(3, int(along[-1] / step)))
        xs, ys = (np.interp(at, along, [point[axis] for point in points]) for axis in (0, 1))
        drift = np.cumsum(self._random.normal(0, shake * 0.35, (len(at), 2)), axis=0)
        drift -= np.linspace(0, 1, len(at))[:, None] * drift[-1]
        presses = np.interp(at, np.linspace(0, along[-1], len(pressure)), pressure)
        presses += self._random.normal(0, 0.015, len(at))
        for place in range(len(at)):
            x, y = scale * (xs[place] + drift[place, 0]), scale * (ys[place] + drift[place, 1])
            stroke.add(
                PenSample(
                    float(x), float(y), float(np.clip(presses[place], 0.03, 1)), time=place * step / 910
                )
            )
        stroke.finish()
        self.strokes += 1

    def fill(
        self,
        brush: Brush,
        colour: Colour,
        left: float,
        right: float,
        top: Line,
        bottom: Line,
        size: float,
        opacity: float | None = None,
    ) -> None:
        """Wash what lies between two lines, down and up from left to right without lifting the brush."""
        reach = size * 0.42
        points: list[Point] = []
        for place, x in enumerate(np.arange(left + reach, right - reach + size, size * 0.34)):
            high, low = top(float(x)) + reach, bottom(float(x)) - reach
            if high < low and x <= right - reach:
                ends = [(float(x), high), (float(x), low)]
                points += ends if place % 2 == 0 else ends[::-1]
            elif points:
                self.draw(brush, colour, points, (0.9, 0.9), 1.5, size, opacity)
                points = []


def through(*points: Point) -> Line:
    """A line through points, from left to right."""
    xs, ys = zip(*points, strict=True)
    return lambda x: float(np.interp(x, xs, ys))


def asked(about: str, **more: float) -> argparse.Namespace:
    """Read what a script that paints is asked for: `folder`, which is made, `seed`, and more numbers with what they are
    where nothing is said. about: the script's docstring."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    for name, usual in more.items():
        parser.add_argument(f"--{name}", type=float, default=usual)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    return arguments
