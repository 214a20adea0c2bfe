"""Moving the axes of a symmetry: no tool of its own, but what a press on their handle does."""

import math

from PySide6.QtCore import QPointF, Qt

from aipaint_desktop.ui.canvas.axes import HANDLE, handle_place
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.tool import Tool

_NEAR = HANDLE + 3


class AxisMover(Tool):
    """Drags the middle of the symmetry over its host, by halves of a pixel; where Esc is pressed it goes back."""

    id = "axis"
    icon = "hand"
    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._start: QPointF | None = None
        self._before = QPointF()

    def holds(self, point: QPointF) -> bool:
        """Tell whether a press at a point of the widget takes hold of the handle."""
        symmetry = self.host.symmetry
        away = handle_place(symmetry, self.host.viewport) - point
        return symmetry.on and math.hypot(away.x(), away.y()) <= _NEAR

    def press(self, pointer: Pointer) -> None:
        self._start = pointer.position
        self._before = QPointF(*self.host.symmetry.middle)

    def move(self, pointer: Pointer) -> None:
        if self._start is not None:
            moved = self._before + pointer.position - self._start
            symmetry = self.host.symmetry
            # The handle of a single axis goes along the edge of the view with it.
            alone = symmetry.arms == 1 and symmetry.vertical != symmetry.horizontal
            x = self._before.x() if alone and symmetry.horizontal else moved.x()
            y = self._before.y() if alone and symmetry.vertical else moved.y()
            self.host.put_axes(x, y)

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._start = None

    def cancel(self) -> None:
        if self._start is not None:
            self._start = None
            self.host.put_axes(self._before.x(), self._before.y())
