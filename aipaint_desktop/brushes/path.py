"""From the samples of a pen to the evenly spaced points of a smooth stroke."""

import math
from collections.abc import Callable

import numpy as np

from aipaint_desktop.brushes.brush import Floats
from aipaint_desktop.brushes.dynamics import PenPoints, PenSample

# Beyond this turn between two samples, or off the way the line was heading, the artist meant a corner.
_CORNER = math.radians(75)
_BEND = math.radians(45)
# Beyond this one the tip is drawn back the way that it came, without being turned.
_BACK = math.radians(170)
_SUBSTEPS = 24
_FIRMER = 0.01

# Cubic Hermite basis over a segment, for start, velocity there, end and velocity there, and its derivative.
_T = np.linspace(0.0, 1.0, _SUBSTEPS + 1)
_PLACE = np.stack(
    [2 * _T**3 - 3 * _T**2 + 1, _T**3 - 2 * _T**2 + _T, 3 * _T**2 - 2 * _T**3, _T**3 - _T**2], axis=1
)
_VELOCITY = np.stack(
    [6 * _T**2 - 6 * _T, 3 * _T**2 - 4 * _T + 1, 6 * _T - 6 * _T**2, 3 * _T**2 - 2 * _T], axis=1
)

Spacing = Callable[[PenPoints], Floats]
Reach = Callable[[PenPoints], Floats]


class StrokePath:
    """Leads a curve through the samples, as far as the newest one at once.

    Positions are smoothed by a low-pass over the distance travelled, so that the result depends neither on
    the event rate nor on the speed of the hand. Samples are joined by cubic Hermite segments, their end tangent
    that of the circle through the last three: no sample ahead is needed. Positions are complex numbers here.

    spacing: distance to the next dab in pixels, for given points.
    trail: length over which positions are smoothed, document pixels; 0 for none.
    scale: screen pixels in a document pixel, for speeds.
    reach: for a tip that turns with the stroke, how far it reaches from its middle, for given points. Its first point
        waits until it is known where the stroke goes, and where that turns its ends come no further from dab to dab
        than `spacing` says; at a corner it turns on the spot.
    """

    def __init__(self, spacing: Spacing, trail: float, scale: float, reach: Reach | None = None) -> None:
        self._spacing = spacing
        self._trail = trail
        self._scale = scale
        self._reach = reach
        self._waits = reach is not None
        self._raw: PenSample | None = None
        self._place = 0j
        self._hand = np.zeros(5)  # pressure, tilt_x, tilt_y, rotation, speed
        self._distance = 0.0
        self._chord = 0j
        self._heading = 1 + 0j
        self._due = 0.0
        self._stamped_pressure = 0.0

    def add(self, sample: PenSample) -> PenPoints:
        """Go on to a sample; returns the points between the previous one and it."""
        place = complex(sample.x, sample.y)
        hand = np.array([sample.pressure, sample.tilt_x, sample.tilt_y, sample.rotation, 0.0])
        previous, self._raw = self._raw, sample
        if previous is None:
            self._place, self._hand = place, hand
            if self._waits:
                return _points([])
            self._due = 1.0
            return self._stamp()
        travelled = abs(place - complex(previous.x, previous.y))
        hand[3] = self._hand[3] + (hand[3] - self._hand[3] + 180) % 360 - 180  # the short way around
        hand[4] = travelled * self._scale / max(sample.time - previous.time, 1e-3)
        if travelled == 0 and hand[0] > self._hand[0]:
            # Pressing harder on the spot must show though no way is travelled. A pen that is lifted on the spot
            # reports no pressure, which must not thin the line's end.
            self._hand = hand
        weight = -math.expm1(-travelled / self._trail) if self._trail else 1.0
        return self._advance(
            self._place + weight * (place - self._place), self._hand + weight * (hand - self._hand)
        )

    def finish(self) -> PenPoints:
        """Go the rest of the way to the last sample, which smoothing has left behind."""
        if self._raw is None:
            return _points([])
        points = self._advance(complex(self._raw.x, self._raw.y), self._hand)
        return points if len(points.x) or not self._waits else self._stamp()

    def _advance(self, place: complex, hand: Floats) -> PenPoints:
        if abs(place - self._place) > 1e-6:
            points = self._segment(place, hand)
            self._place, self._hand = place, hand
            if len(points.x):
                self._waits = False
                self._stamped_pressure = float(points.pressure[-1])
            return points
        if not self._waits and self._hand[0] > self._stamped_pressure + _FIRMER:
            return self._stamp()
        return _points([])

    def _stamp(self) -> PenPoints:
        self._stamped_pressure = float(self._hand[0])
        return _points([self._place], self._hand[None], np.angle([self._heading]), np.array([self._distance]))

    def _segment(self, place: complex, hand: Floats) -> PenPoints:
        heading, stamped = self._heading, not self._waits
        begin, finish = self._velocities(place - self._place)
        corner = self._turn(heading, begin) if stamped and self._reach is not None else _points([])
        knots = np.array([self._place, begin, place, finish])
        way = _PLACE @ knots
        course = np.unwrap(np.angle(_VELOCITY @ knots))
        hands = self._hand + _T[:, None] * (hand - self._hand)
        moved = np.abs(np.diff(way))
        distance = self._distance + np.concatenate([[0.0], np.cumsum(moved)])
        self._distance = float(distance[-1])
        points = _points(way, hands, course, distance)

        # Dabs are due where the distance in units of the local spacing passes whole numbers.
        density = 1 / self._spacing(points)
        if self._reach is not None:
            swept = self._reach(points)
            moved = np.maximum(moved, np.abs(np.diff(course)) * (swept[1:] + swept[:-1]) / 2)
        steps = moved * (density[1:] + density[:-1]) / 2
        travelled = np.concatenate([[0.0], np.cumsum(steps)])
        marks = np.arange(self._due, travelled[-1], 1.0)
        self._due += len(marks) - travelled[-1]
        at = np.interp(marks, travelled, _T)
        columns = [np.interp(at, _T, column) for column in hands.T]
        along = _points(
            np.interp(at, _T, way),
            np.stack(columns, axis=1),
            np.interp(at, _T, course),
            np.interp(at, _T, distance),
        )
        return PenPoints(*(np.concatenate(pair) for pair in zip(corner, along, strict=True)))

    def _turn(self, heading: complex, begin: complex) -> PenPoints:
        """Points on the spot, at which a tip turns from one direction to another, around the outside of the corner."""
        start, turn = float(np.angle(heading)), float(np.angle(begin / heading))
        if abs(turn) > _BACK:
            turn = 0.0
        spot = _points([self._place], self._hand[None], np.array([start]), np.array([self._distance]))
        assert self._reach is not None
        count = math.ceil(abs(turn) * float((self._reach(spot) / self._spacing(spot))[0]))
        courses = start + turn * np.arange(1, count) / max(count, 1)
        return _points(
            [self._place] * len(courses),
            np.tile(self._hand, (len(courses), 1)),
            courses,
            np.full(len(courses), self._distance),
        )

    def _velocities(self, chord: complex) -> tuple[complex, complex]:
        """With which velocity a segment begins and ends."""
        behind, self._chord = self._chord, chord
        begin = finish = chord / abs(chord)
        if behind and abs(np.angle(chord / behind)) < _CORNER:
            if abs(np.angle(finish / self._heading)) < _BEND:
                begin = self._heading
            # The tangent leaves the chord at the angle under which the first point sees it. A short step before
            # a long one says little about where that one is going.
            seen = np.angle((behind + chord) / behind) * min(1.0, abs(behind) / abs(chord))
            finish = finish * np.exp(1j * seen)
        self._heading = finish
        # On an arc of angle γ a cubic has this speed at its ends.
        speed = abs(chord) / math.cos(float(np.angle(finish / begin)) / 4) ** 2
        return begin * speed, finish * speed


def _points(
    places: object,
    hands: Floats | None = None,
    direction: Floats | None = None,
    distance: Floats | None = None,
) -> PenPoints:
    """hands: (N, 5); pressure, tilt_x, tilt_y, rotation and speed at the complex places."""
    place = np.asarray(places, np.complex128)
    hand = np.empty((0, 5)) if hands is None else hands
    nothing = np.empty(0)
    pressure, tilt_x, tilt_y, rotation, speed = hand.T
    return PenPoints(
        x=place.real,
        y=place.imag,
        pressure=pressure,
        tilt_x=tilt_x,
        tilt_y=tilt_y,
        rotation=rotation,
        speed=speed,
        direction=nothing if direction is None else direction,
        distance=nothing if distance is None else distance,
    )
