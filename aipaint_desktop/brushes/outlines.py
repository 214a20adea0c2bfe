"""The line of a shape as a brush draws it: samples of a pen that goes along it slowly, at full pressure."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.pixel_edit import PixelEdit

Line = NDArray[np.float64]
"""(N, 2): where a line of straight pieces goes, across and down."""

_CORNER = math.radians(12)  # what turns more than this is a corner, and less a piece of a curve
_AT_CORNERS = (0.5, 1.0)  # px before and after one, where samples keep the path from being rounded
_FAR = 256.0  # px between samples, so that long lines can be given up
_UNHURRIED = 60.0  # s from sample to sample, for brushes that thin with speed


def draw_outline(
    edit: PixelEdit,
    line: Line,
    brush: Brush,
    colour: Colour | None,
    check: Callable[[], None] = lambda: None,
) -> bool:
    """Draw a line with a brush as one stroke; returns whether that has left a mark. Ends the edit.

    colour: None erases. check: called now and then; what it raises ends the work, and the edit stays open.
    """
    steady = replace(brush, smoothing=0.0)  # a shape has no unsteady hand
    stroke = Stroke(edit, steady, colour)
    for sample in samples_along(line):
        check()
        stroke.add(sample)
        stroke.render()
    stroke.finish()
    return stroke.marked


def samples_along(line: Line) -> Iterator[PenSample]:
    """Go along a line from its first point to its last, with its corners as sharp as they are."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    points = line[np.concatenate([[True], steps > 1e-6])] if len(line) else line
    ways = np.diff(points, axis=0)
    lengths = np.hypot(ways[:, 0], ways[:, 1])
    courses = np.arctan2(ways[:, 1], ways[:, 0])
    turns = np.abs((np.diff(courses) + math.pi) % (2 * math.pi) - math.pi)
    corners = np.concatenate([[True], turns > _CORNER, [True]])
    number = 0
    for index, point in enumerate(points):
        yield _sample(point, number)
        number += 1
        if index == len(ways):
            break
        length = float(lengths[index])
        for way in _between(length, begins=bool(corners[index]), ends=bool(corners[index + 1])):
            yield _sample(point + ways[index] * (way / length), number)
            number += 1


def _between(length: float, *, begins: bool, ends: bool) -> list[float]:
    """How far along a straight piece samples lie between its ends."""
    near = [way for way in _AT_CORNERS if way < length / 2]
    far = np.arange(_FAR, length - _FAR / 2, _FAR).tolist()
    return [
        *(near if begins else ()),
        *far,
        *([length - way for way in reversed(near)] if ends else ()),
    ]


def _sample(point: Line, number: int) -> PenSample:
    return PenSample(float(point[0]), float(point[1]), 1.0, time=number * _UNHURRIED)
