"""Assistants, drawn over the document."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from aipaint_desktop.brushes.assistants.courses import ellipse
from aipaint_desktop.document.assistant import Assistant, AssistantKind, Place
from aipaint_desktop.ui.canvas.viewport import Viewport

ASSISTANT_COLOUR = QColor(40, 140, 200)
_FAINT = QColor(40, 140, 200, 120)
_HALO = QColor(255, 255, 255, 110)
_RAYS = 24
_APART = 60.0  # px on the screen between parallels

_PERSPECTIVES = (AssistantKind.ONE_POINT, AssistantKind.TWO_POINTS, AssistantKind.THREE_POINTS)


def draw_assistant(painter: QPainter, viewport: Viewport, assistant: Assistant) -> None:
    """Draw what lines are laid along. The painter draws in widget coordinates."""
    points = [viewport.to_widget(QPointF(*point)) for point in assistant.points]
    main, faint = QPainterPath(), QPainterPath()
    room = QRectF(0, 0, viewport.size.width(), viewport.size.height())
    match assistant.kind:
        case AssistantKind.RULER:
            main.addPath(_line(_across(points[0], points[1] - points[0], room)))
        case AssistantKind.PARALLEL:
            way = points[1] - points[0]
            main.addPath(_line(QLineF(points[0], points[1])))
            for course in _parallels(points[0], way, room):
                faint.addPath(_line(course))
        case kind if kind in _PERSPECTIVES:
            for point in points:
                for ray in range(_RAYS):
                    angle = ray * math.tau / _RAYS
                    faint.addPath(_line(_ray(point, angle, room)))
            if kind is AssistantKind.TWO_POINTS:
                main.addPath(_line(_across(points[0], points[1] - points[0], room)))
        case AssistantKind.ELLIPSE:
            main.addPath(viewport.transform.map(_oval(assistant.points, 1.0)))
            for scale in (0.5, 1.5, 2.0):
                faint.addPath(viewport.transform.map(_oval(assistant.points, scale)))
        case AssistantKind.SPLINE:
            main.moveTo(points[0])
            main.cubicTo(*points[1:4])
            faint.addPath(_line(QLineF(points[0], points[1])))
            faint.addPath(_line(QLineF(points[3], points[2])))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for path, colour, width in ((main, _HALO, 3.0), (faint, _FAINT, 1.0), (main, ASSISTANT_COLOUR, 1.5)):
        painter.strokePath(path, QPen(colour, width))


def _line(line: QLineF) -> QPainterPath:
    path = QPainterPath(line.p1())
    path.lineTo(line.p2())
    return path


def _across(through: QPointF, way: QPointF, room: QRectF) -> QLineF:
    """The line both ways, beyond the view."""
    length = math.hypot(way.x(), way.y())
    if length < 1e-6:
        return QLineF(through, through)
    away = QPointF(through - room.center())
    far = room.width() + room.height() + math.hypot(away.x(), away.y())
    return QLineF(through - way * (far / length), through + way * (far / length))


def _ray(start: QPointF, angle: float, room: QRectF) -> QLineF:
    away = QPointF(start - room.center())
    far = room.width() + room.height() + math.hypot(away.x(), away.y())
    return QLineF(start, start + QPointF(math.cos(angle), math.sin(angle)) * far)


def _parallels(through: QPointF, way: QPointF, room: QRectF) -> list[QLineF]:
    length = math.hypot(way.x(), way.y())
    if length < 1e-6:
        return []
    aside = QPointF(-way.y(), way.x()) / length * _APART
    count = math.ceil((room.width() + room.height()) / _APART)
    return [_across(through + aside * step, way, room) for step in range(-count, count + 1)]


def _oval(points: Sequence[Place], scale: float) -> QPainterPath:
    path = QPainterPath()
    shape = ellipse([complex(*point) for point in points])
    if shape is not None:
        middle, axis, other = shape
        turn = axis / abs(axis)
        steps = 72
        for step in range(steps + 1):
            angle = step * math.tau / steps
            place = middle + turn * complex(abs(axis) * math.cos(angle), other * math.sin(angle)) * scale
            point = QPointF(place.real, place.imag)
            path.lineTo(point) if step else path.moveTo(point)
    return path
