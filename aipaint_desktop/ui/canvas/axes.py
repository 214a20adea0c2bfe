"""The axes of a symmetry, drawn over the document, and the handle that moves them."""

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from aipaint_desktop.brushes.symmetry import Symmetry
from aipaint_desktop.ui.canvas.viewport import Viewport

AXIS_COLOUR = QColor(220, 60, 160)
HANDLE = 9.0  # px of radius
_INSET = 26.0  # px of a handle from the edge of the view


def axes_of(symmetry: Symmetry) -> list[float]:
    """List the courses of the axes through the middle, radians clockwise from the right; those of arms are half lines,
    which go there alone."""
    courses: list[float] = []
    if symmetry.vertical or (symmetry.arms > 1 and symmetry.kaleidoscope):
        courses += [-math.pi / 2, math.pi / 2]
    if symmetry.horizontal:
        courses += [0.0, math.pi]
    if symmetry.arms > 1:
        between = 0.5 if symmetry.kaleidoscope else 1.0
        step = between * math.tau / symmetry.arms
        courses += [-math.pi / 2 + arm * step for arm in range(round(symmetry.arms / between))]
    return courses


def handle_place(symmetry: Symmetry, viewport: Viewport) -> QPointF:
    """Find where the handle is seen: for one axis where that meets the edge of the view, so that it is out of the way;
    else in the middle of the symmetry."""
    middle = viewport.to_widget(QPointF(*symmetry.middle))
    if symmetry.arms > 1 or symmetry.vertical == symmetry.horizontal:
        return middle
    aside = QPointF(0, -1) if symmetry.vertical else QPointF(-1, 0)
    course = viewport.to_widget(QPointF(*symmetry.middle) + aside) - middle
    course /= math.hypot(course.x(), course.y())
    room = QRectF(_INSET, _INSET, viewport.size.width() - 2 * _INSET, viewport.size.height() - 2 * _INSET)
    far = viewport.size.width() + viewport.size.height() + abs(middle.x()) + abs(middle.y())
    whole = QLineF(middle - course * far, middle + course * far)
    sides = (
        QLineF(room.topLeft(), room.topRight()),
        QLineF(room.topRight(), room.bottomRight()),
        QLineF(room.bottomRight(), room.bottomLeft()),
        QLineF(room.bottomLeft(), room.topLeft()),
    )
    met = [
        point
        for side in sides
        for kind, point in [whole.intersects(side)]
        if kind == QLineF.IntersectionType.BoundedIntersection
    ]
    return max(met, key=lambda point: QPointF.dotProduct(point - middle, course), default=middle)


def draw_axes(painter: QPainter, viewport: Viewport, symmetry: Symmetry) -> None:
    """Draw the axes across the view, and the handle. The painter draws in widget coordinates."""
    middle = QPointF(*symmetry.middle)
    to_widget = viewport.transform
    seen = to_widget.map(middle)
    far = viewport.size.width() + viewport.size.height() + abs(seen.x()) + abs(seen.y())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lines = []
    for course in axes_of(symmetry):
        way = to_widget.map(middle + QPointF(math.cos(course), math.sin(course))) - seen
        lines.append(QLineF(seen, seen + way * (far / math.hypot(way.x(), way.y()))))
    painter.setPen(QPen(QColor(255, 255, 255, 120), 3))
    painter.drawLines(lines)
    painter.setPen(QPen(AXIS_COLOUR, 1))
    painter.drawLines(lines)
    handle = handle_place(symmetry, viewport)
    painter.setPen(QPen(AXIS_COLOUR, 2))
    painter.setBrush(QColor(255, 255, 255, 160))
    painter.drawEllipse(handle, HANDLE, HANDLE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(handle, 2, 2)
