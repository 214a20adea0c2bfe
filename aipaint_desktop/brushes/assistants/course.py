"""Courses: lines on which the nearest place to any other can be found. Places are complex numbers."""

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np

_ROUND = 96  # places of a curve that are looked at before the nearest is refined
_REFINED = 8  # steps of Newton's method


class Course(Protocol):
    """Something that a line can go along."""

    def nearest(self, place: complex) -> complex:
        """Find the place on it that is nearest."""


class Straight:
    """A straight line without end. towards: a direction, other than 0."""

    def __init__(self, through: complex, towards: complex) -> None:
        self._through = through
        self._towards = towards / abs(towards)

    def nearest(self, place: complex) -> complex:
        along = ((place - self._through) * self._towards.conjugate()).real
        return self._through + along * self._towards


class Oval:
    """An ellipse. axis: from its middle to where it ends, other than 0. other: how long the other axis is, px."""

    def __init__(self, middle: complex, axis: complex, other: float) -> None:
        self._middle = middle
        self._turn = axis / abs(axis)
        self._long, self._short = abs(axis), max(other, 1e-6)

    def nearest(self, place: complex) -> complex:
        """Find the place by a search around, and then by Newton's method for the distance's derivative."""
        own = (place - self._middle) / self._turn
        x, y = own.real, own.imag
        angles = np.arange(_ROUND) * (math.tau / _ROUND)
        away = np.hypot(self._long * np.cos(angles) - x, self._short * np.sin(angles) - y)
        angle = float(angles[int(np.argmin(away))])
        a, b = self._long, self._short
        for _ in range(_REFINED):
            cos, sin = math.cos(angle), math.sin(angle)
            slope = (b * b - a * a) * cos * sin + a * x * sin - b * y * cos
            bend = (b * b - a * a) * (cos * cos - sin * sin) + a * x * cos + b * y * sin
            if bend <= 1e-12:
                break
            angle -= max(-0.1, min(0.1, slope / bend))
        return self._middle + complex(a * math.cos(angle), b * math.sin(angle)) * self._turn


class Bezier:
    """A cubic curve from the first of four points to the last."""

    def __init__(self, points: Sequence[complex]) -> None:
        start, pull, other, end = points
        self._terms = np.array(
            [start, 3 * (pull - start), 3 * (start - 2 * pull + other), end - start + 3 * (pull - other)]
        )

    def at(self, share: float) -> complex:
        """Give the place on it, share 0 to 1."""
        a, b, c, d = self._terms
        return complex(a + share * (b + share * (c + share * d)))

    def nearest(self, place: complex) -> complex:
        shares = np.linspace(0, 1, _ROUND)
        a, b, c, d = self._terms
        away = np.abs(a + shares * (b + shares * (c + shares * d)) - place)
        share = float(shares[int(np.argmin(away))])
        step = 1 / _ROUND
        for _ in range(30):  # halving: a curve may turn back on itself
            left, here, right = (
                abs(self.at(min(max(s, 0), 1)) - place) for s in (share - step, share, share + step)
            )
            if left < here:
                share = max(share - step, 0)
            elif right < here:
                share = min(share + step, 1)
            else:
                step /= 2
        return self.at(share)
