"""Which courses an assistant has. To add a kind: its name in `AssistantKind`, a line in one of the tables here."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from aipaint_desktop.brushes.assistants.course import Bezier, Course, Oval, Straight
from aipaint_desktop.document.assistant import Assistant, AssistantKind

_LEAST = 1e-6  # px, below which two points are one
_FLATTEST = 1e-3

Points = Sequence[complex]
Courses = Iterable[Course]


def _ruler(points: Points) -> Courses:
    one, other = points
    if abs(other - one) > _LEAST:
        yield Straight(one, other - one)


def _ellipse(points: Points) -> Courses:
    shape = ellipse(points)
    if shape is not None:
        yield Oval(*shape)


def _spline(points: Points) -> Courses:
    yield Bezier(points)


ATTRACTING: Mapping[AssistantKind, Callable[[Points], Courses]] = {
    AssistantKind.RULER: _ruler,
    AssistantKind.ELLIPSE: _ellipse,
    AssistantKind.SPLINE: _spline,
}
"""Courses, of the points of an assistant, that draw strokes onto themselves which begin near them."""


def _parallel(points: Points, begin: complex) -> Courses:
    one, other = points
    if abs(other - one) > _LEAST:
        yield Straight(begin, other - one)


def _perspective(points: Points, begin: complex) -> Courses:
    for point in points:
        if abs(point - begin) > _LEAST:
            yield Straight(begin, point - begin)
    if len(points) == 2 and abs(points[1] - points[0]) > _LEAST:
        yield Straight(begin, (points[1] - points[0]) * 1j)  # what is upright stands across the horizon


def _concentric(points: Points, begin: complex) -> Courses:
    shape = ellipse(points)
    if shape is None:
        return
    middle, axis, other = shape
    own = (begin - middle) / axis
    larger = abs(complex(own.real, own.imag * abs(axis) / other))
    if larger > _FLATTEST:
        yield Oval(middle, axis * larger, other * larger)


PASSING: Mapping[AssistantKind, Callable[[Points, complex], Courses]] = {
    AssistantKind.PARALLEL: _parallel,
    AssistantKind.ONE_POINT: _perspective,
    AssistantKind.TWO_POINTS: _perspective,
    AssistantKind.THREE_POINTS: _perspective,
    AssistantKind.ELLIPSE: _concentric,
}
"""Courses, of the points of an assistant, through where a stroke begins, wherever that is."""


def courses(assistants: Iterable[Assistant], begin: complex, reach: float) -> list[Course]:
    """List what a stroke that begins at a place may be laid along: what attracts it from within `reach`, document
    pixels, and only where nothing does what passes through there."""
    placed = [(each.kind, [complex(*point) for point in each.points]) for each in assistants]
    near = [
        course
        for kind, points in placed
        if kind in ATTRACTING
        for course in ATTRACTING[kind](points)
        if abs(course.nearest(begin) - begin) <= reach
    ]
    return near or [
        course for kind, points in placed if kind in PASSING for course in PASSING[kind](points, begin)
    ]


def ellipse(points: Points) -> tuple[complex, complex, float] | None:
    """Find the ellipse of which two points end an axis and that goes through a third: its middle, the half axis to one
    of the ends, and how long the other is; None where the three make none."""
    one, other, through = points
    middle, axis = (one + other) / 2, (other - one) / 2
    if abs(axis) < _LEAST:
        return None
    own = (through - middle) / axis
    below = 1 - own.real**2
    if below < _FLATTEST or abs(own.imag) < _FLATTEST:
        # beyond the ends no such ellipse goes through it: it says how wide the ellipse is
        return middle, axis, max(abs(own.imag), _FLATTEST) * abs(axis)
    return middle, axis, abs(own.imag) / below**0.5 * abs(axis)
