"""The box of a text that is edited: its frame moves the text, its handles make lines longer or shorter."""

import math
from dataclasses import replace
from enum import Enum, auto
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF, QTransform

from aipaint_desktop.document.text import Text
from aipaint_desktop.ui.canvas.tools.outlines import light_and_dark

_BAND = 9.0  # px on the screen outside of the frame that it is taken by
_NEAR = 8.0  # that a handle is taken from
_AWAY = 5.0  # of a handle from the frame
_HANDLE = 3.5


class Grip(Enum):
    """What of the box is taken: its frame, or the handle where lines start or end."""

    FRAME = auto()
    START = auto()
    END = auto()


class TextBox:
    """Knows where the box of a text lies on the screen. room: in the text's own plane. to_widget: from that plane."""

    def __init__(self, text: Text, room: QRectF, to_widget: QTransform) -> None:
        self._text = text
        self._room = room
        self._frame = to_widget.map(QPolygonF(room))  # of five points
        self._handles: dict[Grip, QPointF] = {}
        if not text.path and (text.words or text.width is not None):
            middle = to_widget.map(room.center())
            for grip, ends in ((Grip.START, self._edge(end=False)), (Grip.END, self._edge(end=True))):
                edge = (to_widget.map(ends[0]) + to_widget.map(ends[1])) / 2
                away = edge - middle
                long = math.hypot(away.x(), away.y())
                self._handles[grip] = edge + away * (_AWAY / long if long else 0.0)

    def _edge(self, *, end: bool) -> tuple[QPointF, QPointF]:
        room = self._room
        if self._text.style.vertical:
            return (room.bottomLeft(), room.bottomRight()) if end else (room.topLeft(), room.topRight())
        return (room.topRight(), room.bottomRight()) if end else (room.topLeft(), room.bottomLeft())

    def grip_at(self, point: QPointF) -> Grip | None:
        """Tell what is taken at a point of the widget: nothing inside of the frame, where the words are."""
        for grip, handle in self._handles.items():
            if math.hypot(handle.x() - point.x(), handle.y() - point.y()) <= _NEAR:
                return grip
        if self._frame.containsPoint(point, Qt.FillRule.OddEvenFill):
            return None
        near = min(_way(point, one, other) for one, other in pairwise(self._frame.toList()))
        return Grip.FRAME if near <= _BAND else None

    def cursor(self, grip: Grip) -> Qt.CursorShape:
        """Tell what the pointer looks like over it."""
        if grip is Grip.FRAME:
            return Qt.CursorShape.SizeAllCursor
        way = self._handles[Grip.END] - self._handles[Grip.START]
        across = abs(way.x()) >= abs(way.y())
        return Qt.CursorShape.SizeHorCursor if across else Qt.CursorShape.SizeVerCursor

    def draw(self, painter: QPainter) -> None:
        """Draw the handles, in widget coordinates."""
        for pen, filled in zip(light_and_dark(2.0), (False, True), strict=False):
            painter.setPen(pen)
            painter.setBrush(Qt.GlobalColor.white if filled else Qt.BrushStyle.NoBrush)
            for at in self._handles.values():
                painter.drawRect(QRectF(at.x() - _HANDLE, at.y() - _HANDLE, 2 * _HANDLE, 2 * _HANDLE))

    def dragged(self, grip: Grip, way: QPointF) -> Text:
        """Give the text as a drag leaves it. way: in its own plane."""
        text, room = self._text, self._room
        if grip is Grip.FRAME:
            return _shifted(text, way.x(), way.y())
        vertical = text.style.vertical
        start, end = (room.top(), room.bottom()) if vertical else (room.left(), room.right())
        along, least = (way.y() if vertical else way.x()), text.style.size
        if grip is Grip.START:
            start = min(start + along, end - least)
        else:
            end = max(end + along, start + least)
        moved = _shifted(text, 0, start) if vertical else _shifted(text, start, 0)
        return replace(moved, width=end - start)


def _shifted(text: Text, x: float, y: float) -> Text:
    """Move it in its own plane."""
    a, b, c, d, e, f = text.matrix
    return replace(text, matrix=(a, b, c, d, e + a * x + c * y, f + b * x + d * y))


def _way(point: QPointF, one: QPointF, other: QPointF) -> float:
    """How far a point is from a straight line between two."""
    along, to = other - one, point - one
    square = QPointF.dotProduct(along, along)
    share = min(max(QPointF.dotProduct(to, along) / square, 0.0), 1.0) if square else 0.0
    off = to - along * share
    return math.hypot(off.x(), off.y())
