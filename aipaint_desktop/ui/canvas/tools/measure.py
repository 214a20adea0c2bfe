"""Measure: tells how long a line is, and at what angle it runs."""

import math
from collections.abc import Collection

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.dragged_line import DraggedLine
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.tool import Tool

_TICK = 5.0
_BESIDE = 14.0
_PADDING = 6.0


class MeasureTool(Tool):
    """Measures from where a drag begins to where it ends; the line stays until the next one, Esc or another tool."""

    id = "measure"
    icon = "measure"

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._line: DraggedLine | None = None

    def title(self) -> str:
        return self.tr("Measure")

    def hint(self) -> str:
        return self.tr(
            "Drag to measure length and angle. Shift turns by 15 degrees, Space moves, Esc clears."
        )

    @property
    def length(self) -> float:
        """Give the length of the line in pixels; 0 where there is none."""
        way = self._way()
        return math.hypot(way.x(), way.y())

    @property
    def angle(self) -> float:
        """Give the angle of the line, degrees counter-clockwise from the right, from 0 to below 360."""
        way = self._way()
        return math.degrees(math.atan2(-way.y(), way.x())) % 360

    def _way(self) -> QPointF:
        return QPointF() if self._line is None else self._line.end - self._line.start

    def words(self) -> str:
        """Tell length and angle, and how far across and down."""
        way = self._way()
        template = self.tr("{0} px, {1}°   {2} × {3} px")
        numbers = (self.length, self.angle, abs(way.x()), abs(way.y()))
        return template.format(*(f"{number:.1f}" for number in numbers))

    def press(self, pointer: Pointer) -> None:
        self._line = DraggedLine(self.host, pointer)

    def move(self, pointer: Pointer) -> None:
        if self._line is not None:
            moves = self.host.held(Qt.Key.Key_Space)
            turns = bool(pointer.modifiers & Qt.KeyboardModifier.ShiftModifier)
            self._line.follow(pointer, moves=moves, turns=turns)

    def release(self, pointer: Pointer) -> None:
        if self._line is not None and pointer.position != self._line.last:
            self.move(pointer)
        self.host.update()

    def cancel(self) -> None:
        self._line = None
        self.host.update()

    def put_away(self) -> None:
        self.cancel()

    def own_keys(self) -> Collection[int]:
        return () if self._line is None else (int(Qt.Key.Key_Escape),)

    def press_key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:  # noqa: ARG002
        self.cancel()

    def outline(self) -> QRect:
        return QRect() if self._line is None else self.host.rect()

    def draw_over(self, painter: QPainter) -> None:
        if self._line is None or not self.length:
            return
        start, end = map(self.host.viewport.to_widget, (self._line.start, self._line.end))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        way = end - start
        long = max(math.hypot(way.x(), way.y()), 1e-6)
        across = QPointF(-way.y(), way.x()) * (_TICK / long)
        for colour, width in ((QColor(255, 255, 255, 170), 3.0), (QColor(0, 0, 0, 220), 1.0)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(start, end)
            for point in (start, end):
                painter.drawLine(point - across, point + across)
        self._write(painter, end)

    def _write(self, painter: QPainter, beside: QPointF) -> None:
        """Write what was measured next to a point of the widget, all of it in sight."""
        words = self.words()
        room = QRectF(self.host.rect()).adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        size = painter.fontMetrics().size(0, words)
        box = QRectF(0, 0, size.width() + 2 * _PADDING, size.height() + 2 * _PADDING)
        box.moveTopLeft(beside + QPointF(_BESIDE, _BESIDE))
        box.moveLeft(max(room.left(), min(box.left(), room.right() - box.width())))
        box.moveTop(max(room.top(), min(box.top(), room.bottom() - box.height())))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(255, 255, 255))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
