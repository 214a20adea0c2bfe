"""Handles, as they are drawn: light with a dark edge, so that they are seen on every picture."""

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform

from aipaint_desktop.document.transforming.handles import Kind, Manner, places
from aipaint_desktop.document.transforming.matrices import mapped
from aipaint_desktop.document.transforming.pose import Pose

_LIGHT, _DARK = QColor(255, 255, 255), QColor(0, 0, 0, 170)
_SIDE = 8.0  # px of a handle
_FINE = 8  # lines of a curve from one point of a mesh to the next


def draw_pose(painter: QPainter, pose: Pose, manner: Manner, view: QTransform) -> None:
    """Draw the outline and handles of a pose. view: from the document to the widget."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if manner is Manner.WARP:
        _draw_mesh(painter, pose, view)
    else:
        draw_lines(painter, [[*_points(pose.quad.tolist(), view), view.map(QPointF(*pose.quad[0].tolist()))]])
    for handle, place in places(pose, manner).items():
        at = view.map(QPointF(*place))
        if handle.kind is Kind.PIVOT:
            _draw_pivot(painter, at)
        else:
            draw_handle(painter, at, round_=handle.kind is Kind.POINT)


def draw_lines(painter: QPainter, lines: Iterable[Sequence[QPointF]]) -> None:
    """Draw lines through points of the widget."""
    polygons = [QPolygonF(line) for line in lines]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((_DARK, 3.0), (_LIGHT, 1.0)):
        painter.setPen(QPen(colour, width))
        for polygon in polygons:
            painter.drawPolyline(polygon)


def draw_handle(painter: QPainter, at: QPointF, *, round_: bool = False) -> None:
    """Draw a handle at a point of the widget."""
    square = QRectF(at.x() - _SIDE / 2, at.y() - _SIDE / 2, _SIDE, _SIDE)
    painter.setPen(QPen(_DARK, 1.5))
    painter.setBrush(_LIGHT)
    if round_:
        painter.drawEllipse(square)
    else:
        painter.drawRect(square)


def _draw_pivot(painter: QPainter, at: QPointF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((_DARK, 3.0), (_LIGHT, 1.25)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(at, 5, 5)
        for arm in (QPointF(9, 0), QPointF(0, 9)):
            painter.drawLine(at - arm, at + arm)


def _draw_mesh(painter: QPainter, pose: Pose, view: QTransform) -> None:
    mesh = pose.bent
    across = np.linspace(0, mesh.columns, mesh.columns * _FINE + 1)
    down = np.linspace(0, mesh.rows, mesh.rows * _FINE + 1)
    along = mesh.surface(across, np.arange(mesh.rows + 1.0))
    upright = mesh.surface(np.arange(mesh.columns + 1.0), down).swapaxes(0, 1)
    curves = [*along, *upright]
    draw_lines(painter, [_points(mapped(pose.matrix, curve).tolist(), view) for curve in curves])


def _points(places: Sequence[Sequence[float]], view: QTransform) -> list[QPointF]:
    return [view.map(QPointF(x, y)) for x, y in places]
