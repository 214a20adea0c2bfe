"""A stroke laid along one of the courses that there are for it."""

import math
from collections.abc import Iterable

from aipaint_desktop.brushes.assistants.course import Course
from aipaint_desktop.brushes.assistants.courses import courses
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.steadying.steadier import between, place_of, put
from aipaint_desktop.document.assistant import Assistant

_REACH = 30.0  # px of the screen, from within which a ruler attracts
_DECIDED = 8.0  # px of the screen, after which it is sure where the stroke goes
_PIECE = 6.0  # px of the screen, so that a bent course is not cut short


class Laid:
    """Puts the samples of a stroke onto the course that goes most nearly where the pen went at first, which waits so
    long. Without a course they stay as they are."""

    def __init__(self, assistants: Iterable[Assistant], scale: float) -> None:
        """scale: screen pixels in a document pixel."""
        self._assistants = tuple(assistants)
        self._scale = scale
        self._waiting: list[PenSample] = []
        self._courses: list[Course] | None = None
        self._course: Course | None = None
        self._before: PenSample | None = None
        self._decided = False

    @property
    def laid(self) -> bool:
        """Tell whether it is along something."""
        return self._course is not None

    def add(self, sample: PenSample) -> list[PenSample]:
        """Go on to a sample; returns those of the stroke as far as they are known."""
        if self._decided:
            return self._put(sample)
        place = place_of(sample)
        if self._courses is None:
            self._courses = courses(self._assistants, place, _REACH / self._scale)
        self._waiting.append(sample)
        away = place - place_of(self._waiting[0])
        if self._courses and abs(away) * self._scale < _DECIDED:
            return []
        return self._decide()

    def finish(self) -> list[PenSample]:
        """End the stroke, which may be but a dot, onto a course that attracts it."""
        return [] if self._decided or not self._waiting else self._decide()

    def _decide(self) -> list[PenSample]:
        self._decided = True
        place = place_of(self._waiting[-1])
        found = self._courses or []
        self._course = min(found, key=lambda course: abs(course.nearest(place) - place), default=None)
        return [laid for sample in self._waiting for laid in self._put(sample)]

    def _put(self, sample: PenSample) -> list[PenSample]:
        course, before = self._course, self._before
        if course is None:
            return [sample]
        self._before = sample
        if before is None:
            return [put(sample, course.nearest(place_of(sample)))]
        way = abs(place_of(sample) - place_of(before)) * self._scale
        count = max(1, math.ceil(way / _PIECE))
        pieces = (between(before, sample, step / count) for step in range(1, count + 1))
        return [put(piece, course.nearest(place_of(piece))) for piece in pieces]
