"""A line that text runs along, and places on it by their distance from its beginning."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from aipaint_desktop.document.text import Place

_FINE = 8.0  # pieces are as fine as on something so many times as large
_CLOSED = 0.5  # px between the ends


def bezier(path: Sequence[Place]) -> QPainterPath:
    """Give the path of cubic Bézier curves: a point, and three for each curve."""
    made = QPainterPath(QPointF(*path[0]))
    for at in range(1, len(path), 3):
        made.cubicTo(*(QPointF(*place) for place in path[at : at + 3]))
    return made


def places_of(path: QPainterPath) -> tuple[Place, ...]:
    """Give the points of a path of lines and curves, such that `bezier` makes it of them."""
    points = [path.elementAt(index) for index in range(path.elementCount())]
    made: list[Place] = [(points[0].x, points[0].y)] if points else []
    index = 1
    while index < len(points):
        if points[index].type == QPainterPath.ElementType.CurveToElement:
            made += [(point.x, point.y) for point in points[index : index + 3]]
            index += 3
        else:
            (x, y), end = made[-1], (points[index].x, points[index].y)
            third = (end[0] - x) / 3, (end[1] - y) / 3
            made += [(x + third[0], y + third[1]), (x + 2 * third[0], y + 2 * third[1]), end]
            index += 1
    return tuple(made)


def through(points: Sequence[QPointF]) -> QPainterPath:
    """Draw a smooth line through points: cubic curves whose tangents are those of Catmull and Rom (1974)."""
    path = QPainterPath(points[0])
    last = len(points) - 1
    for index in range(last):
        one, other = points[index], points[index + 1]
        before, after = points[max(index - 1, 0)], points[min(index + 2, last)]
        path.cubicTo(one + (other - before) / 6, other - (after - one) / 6, other)
    return path


class Curve:
    """A path as short straight pieces.

    length: px. closed: whether it ends where it begins.
    """

    def __init__(self, path: QPainterPath) -> None:
        """path: of one piece."""
        polygons = path.toSubpathPolygons(QTransform.fromScale(_FINE, _FINE))
        points = [point / _FINE for point in polygons[0].toList()] if polygons else []
        kept = points[:1] + [after for before, after in pairwise(points) if after != before]
        self._points = kept if len(kept) > 1 else [QPointF(0, 0), QPointF(1, 0)]
        steps = (math.hypot(b.x() - a.x(), b.y() - a.y()) for a, b in pairwise(self._points))
        self._distances = list(accumulate(steps, initial=0.0))
        self.length = self._distances[-1]
        ends = self._points[0] - self._points[-1]
        self.closed = len(kept) > 2 and math.hypot(ends.x(), ends.y()) < _CLOSED

    def frame(self, distance: float) -> QTransform:
        """Stand at a distance from the beginning, x along the line. Beyond its ends an open line goes straight on."""
        if self.closed:
            distance %= self.length
        index = min(max(bisect_right(self._distances, distance) - 1, 0), len(self._points) - 2)
        one, other = self._points[index], self._points[index + 1]
        way, left = other - one, distance - self._distances[index]
        long = self._distances[index + 1] - self._distances[index]
        at = one + way * (left / long)
        return QTransform(way.x() / long, way.y() / long, -way.y() / long, way.x() / long, at.x(), at.y())
