"""From the samples of a pen to the evenly spaced points of a smooth stroke."""

import math
from collections.abc import Callable

import numpy as np

from aipaint_desktop.brushes.dynamics import Floats, PenPoints, PenSample

# Beyond this turn between two samples the artist meant a corner.
_CORNER = math.radians(75)
_SUBSTEPS = 24

Spacing = Callable[[PenPoints], Floats]


class StrokePath:
    """A curve through the samples, drawn as far as the newest one at once.

    Positions are smoothed by a low-pass over the distance travelled, so that the result depends neither on
    the event rate nor on the speed of the hand. Samples are joined by cubic Hermite segments, their end
    tangent that of the parabola through the last three: right on circles, and no sample ahead is needed.

    spacing: distance to the next dab in pixels, for given points.
    trail: length over which positions are smoothed, document pixels; 0 for none.
    scale: screen pixels in a document pixel, for speeds.
    """

    def __init__(self, spacing: Spacing, trail: float, scale: float) -> None:
        self._spacing = spacing
        self._trail = trail
        self._scale = scale
        self._raw: PenSample | None = None
        self._last = np.zeros(6)
        self._chord = np.zeros(2)
        self._tangent = np.zeros(2)
        self._due = 0.0
        self._stamped_pressure = 0.0

    def add(self, sample: PenSample) -> PenPoints:
        """The points between the previous sample and this one; the first sample gives one point."""
        values = np.array(
            [sample.x, sample.y, sample.pressure, sample.tilt_x, sample.tilt_y, 0.0], np.float64
        )
        previous, self._raw = self._raw, sample
        if previous is None:
            self._last = values
            self._due = 1.0
            self._stamped_pressure = sample.pressure
            return _points(values[None], np.zeros(1))
        travelled = math.hypot(sample.x - previous.x, sample.y - previous.y)
        values[5] = travelled * self._scale / max(sample.time - previous.time, 1e-3)
        return self._advance(values, travelled)

    def finish(self) -> PenPoints:
        """The rest of the way to the last sample, which smoothing has left behind."""
        if self._raw is None or self._trail == 0:
            return _points(np.empty((0, 6)), np.empty(0))
        end = self._last.copy()
        end[:2] = self._raw.x, self._raw.y
        self._trail = 0
        return self._advance(end, math.inf)

    def _advance(self, values: Floats, travelled: float) -> PenPoints:
        weight = 1.0 if self._trail == 0 else 1 - math.exp(-travelled / self._trail)
        start = self._last
        end = start + weight * (values - start)
        # Pressing harder on the spot must show, so pressure and tilt follow without any way travelled.
        if travelled == 0:
            end[2:5] = values[2:5]
        length = math.hypot(*(end - start)[:2])
        self._last = end
        if length < 1e-6:
            return self._stamp_if_firmer(end)
        points = self._segment(start, end, length)
        if len(points.x):
            self._stamped_pressure = float(points.pressure[-1])
        return points

    def _stamp_if_firmer(self, at: Floats) -> PenPoints:
        firmer = at[2] > self._stamped_pressure + 0.01
        if firmer:
            self._stamped_pressure = float(at[2])
        direction = math.atan2(self._tangent[1], self._tangent[0])
        count = int(firmer)
        return _points(np.repeat(at[None], count, axis=0), np.full(count, direction))

    def _segment(self, start: Floats, end: Floats, length: float) -> PenPoints:
        chord = (end - start)[:2]
        begin, finish = self._tangents(chord, length)
        self._chord, self._tangent = chord, finish

        t = np.linspace(0.0, 1.0, _SUBSTEPS + 1)[:, None]
        # Hermite basis: see any text on cubic splines.
        way = (
            (2 * t**3 - 3 * t**2 + 1) * start[:2]
            + (t**3 - 2 * t**2 + t) * begin * length
            + (3 * t**2 - 2 * t**3) * end[:2]
            + (t**3 - t**2) * finish * length
        )
        steps = np.hypot(*np.diff(way, axis=0).T)
        values = start + t * (end - start)
        values[:, :2] = way
        course = np.arctan2(*np.gradient(way, axis=0).T[::-1])
        points = _points(values, course)

        # Dabs are due where the distance in units of the local spacing passes whole numbers.
        density = 1 / self._spacing(points)
        travelled = np.concatenate([[0.0], np.cumsum(steps * (density[1:] + density[:-1]) / 2)])
        marks = np.arange(self._due, travelled[-1], 1.0)
        self._due += len(marks) - travelled[-1]
        at = np.interp(marks, travelled, t[:, 0])
        turn = np.interp(at, t[:, 0], np.unwrap(course))
        placed = np.stack([np.interp(at, t[:, 0], column) for column in values.T], axis=1)
        return _points(placed, turn)

    def _tangents(self, chord: Floats, length: float) -> tuple[Floats, Floats]:
        """Unit directions in which a segment begins and ends."""
        ahead = chord / length
        before = math.hypot(*self._chord)
        if before == 0:
            return ahead, ahead
        behind = self._chord / before
        if ahead @ behind < math.cos(_CORNER):
            return ahead, ahead
        share = length / (length + before)
        finish = ahead * (1 + share) - behind * share
        return self._tangent, finish / math.hypot(*finish)


def _points(values: Floats, direction: Floats) -> PenPoints:
    x, y, pressure, tilt_x, tilt_y, speed = values.T
    return PenPoints(x, y, pressure, tilt_x, tilt_y, speed, direction)
