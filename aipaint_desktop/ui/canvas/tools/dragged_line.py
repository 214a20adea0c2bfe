"""What tools share that are dragged from one point of the document to another."""

import math

from PySide6.QtCore import QPointF

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.snapping import snapped_point

_STILL = 3.0  # px on the screen that a hand moves in a click
_ANGLE = 15.0  # degrees, in steps of which a line is turned


class DraggedLine:
    """Goes from where a press was to where the pointer is, both clinging to lines.

    start, end: in the document. last: where the pointer was that it followed last.
    """

    def __init__(self, host: ToolHost, pressed: Pointer) -> None:
        self._host = host
        self.start = self.end = snapped_point(host, pressed.position)
        self.last = pressed.position

    def follow(self, pointer: Pointer, *, moves: bool, turns: bool = False) -> None:
        """End where the pointer is. moves: the line goes along as it is instead. turns: it keeps to steps of 15
        degrees."""
        if moves:
            way = pointer.position - self.last
            self.start, self.end = self.start + way, self.end + way
        else:
            end = snapped_point(self._host, pointer.position)
            self.end = turned_to_step(self.start, end) if turns else end
        self.last = pointer.position

    @property
    def is_click(self) -> bool:
        """Tell whether the ends are as near to each other as in a click."""
        way = (self.end - self.start) * self._host.viewport.scale
        return way.manhattanLength() <= _STILL


def turned_to_step(start: QPointF, end: QPointF) -> QPointF:
    """Turn a line around its start to the next whole 15 degrees; its length stays."""
    way = end - start
    length = math.hypot(way.x(), way.y())
    degrees = _ANGLE * round(math.degrees(math.atan2(way.y(), way.x())) / _ANGLE)
    angle = math.radians(degrees)
    return start + QPointF(length * math.cos(angle), length * math.sin(angle))


def squared(start: QPointF, end: QPointF) -> QPointF:
    """Make the box from corner to corner as high as wide."""
    way = end - start
    side = max(abs(way.x()), abs(way.y()))
    return start + QPointF(math.copysign(side, way.x()), math.copysign(side, way.y()))
