"""Outlines as tools show them while they are drawn."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from aipaint_desktop.ui.canvas.tools.host import ToolHost

_MARGIN = 3


def path_through(points: Sequence[QPointF], *, closed: bool = False) -> QPainterPath:
    """Make a path from point to point, which surrounds also what it goes around twice; empty without points."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if points:
        path.addPolygon(QPolygonF(points))
        if closed:
            path.closeSubpath()
    return path


def seen_around(host: ToolHost, path: QPainterPath) -> QRect:
    """Tell which part of the widget a path of the document is drawn on."""
    if path.isEmpty():
        return QRect()
    seen = host.viewport.transform.map(path).boundingRect().toAlignedRect()
    return seen.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)


def light_and_dark(width: float) -> tuple[QPen, QPen]:
    """Give the pens to draw a line with, one after the other, that is dark within light and seen on every colour.
    width: px of the light."""
    return QPen(QColor(255, 255, 255, 170), width), QPen(QColor(0, 0, 0, 200), 1.0)


def draw_dashed(painter: QPainter, host: ToolHost, path: QPainterPath) -> None:
    """Draw a path of the document as a line of white and black dashes, which is seen on every colour."""
    if path.isEmpty():
        return
    path = host.viewport.transform.map(path)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, QPen(QColor(255, 255, 255), 1))
    painter.strokePath(path, QPen(QColor(0, 0, 0), 1, Qt.PenStyle.DashLine))
