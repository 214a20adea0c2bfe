"""Which courses an assistant has for a stroke. To add a kind: its name in `AssistantKind`, and a line in `COURSES`."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from aipaint_desktop.brushes.assistants.course import Bezier, Course, Oval, Straight
from aipaint_desktop.document.assistant import Assistant, AssistantKind

_LEAST = 1e-6  # px, below which two points are one
_FLATTEST = 1e-3

Points = Sequence[complex]
Courses = Iterable[Course]


def _ruler(points: Points, begin: complex, reach: float) -> Courses:
    one, other = points
    if abs(other - one) > _LEAST:
        yield from _near(Straight(one, other - one), begin, reach)


def _parallel(points: Points, begin: complex, _reach: float) -> Courses:
    one, other = points
    if abs(other - one) > _LEAST:
        yield Straight(begin, other - one)


def _perspective(points: Points, begin: complex, _reach: float) -> Courses:
    for point in points:
        if abs(point - begin) > _LEAST:
            yield Straight(begin, point - begin)
    if len(points) == 2 and abs(points[1] - points[0]) > _LEAST:
        yield Straight(begin, (points[1] - points[0]) * 1j)  # what is upright stands across the horizon


def _ellipse(points: Points, begin: complex, reach: float) -> Courses:
    shape = ellipse(points)
    if shape is None:
        return
    middle, axis, other = shape
    itself = list(_near(Oval(middle, axis, other), begin, reach))
    if itself:
        yield from itself
        return
    own = (begin - middle) / axis
    larger = abs(complex(own.real, own.imag * abs(axis) / other))
    if larger > _FLATTEST:
        yield Oval(middle, axis * larger, other * larger)


def _spline(points: Points, begin: complex, reach: float) -> Courses:
    yield from _near(Bezier(points), begin, reach)


COURSES: Mapping[AssistantKind, Callable[[Points, complex, float], Courses]] = {
    AssistantKind.RULER: _ruler,
    AssistantKind.PARALLEL: _parallel,
    AssistantKind.ONE_POINT: _perspective,
    AssistantKind.TWO_POINTS: _perspective,
    AssistantKind.THREE_POINTS: _perspective,
    AssistantKind.ELLIPSE: _ellipse,
    AssistantKind.SPLINE: _spline,
}
"""Of the points of each kind, and for a stroke that begins at a place: rulers, ellipses and splines draw it onto
themselves from within `reach`; parallels, vanishing points and concentric ellipses pass through where it begins."""


def courses(assistants: Iterable[Assistant], begin: complex, reach: float) -> list[Course]:
    """List what a stroke that begins at a place may be laid along. reach: document pixels."""
    found: list[Course] = []
    for assistant in assistants:
        points = [complex(*point) for point in assistant.points]
        found += COURSES[assistant.kind](points, begin, reach)
    return found


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


def _near(course: Course, begin: complex, reach: float) -> Courses:
    if abs(course.nearest(begin) - begin) <= reach:
        yield course
