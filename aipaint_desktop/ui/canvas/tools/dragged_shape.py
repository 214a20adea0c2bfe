"""What the tools share whose shape is dragged from one point to another."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.shape_tool import ShapeTool
from aipaint_desktop.ui.canvas.tools.snapping import snapped_point

_STILL = 3.0  # px on the screen that a hand moves in a click
_CENTRED = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class DraggedShape(ShapeTool):
    """Draws a shape between where a drag begins and ends. Shift constrains it, Alt (or Ctrl, once the drag has begun)
    lets it grow from its middle, and Space moves it."""

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._start: QPointF | None = None
        self._end = QPointF()
        self._last = QPointF()
        self._keys = Qt.KeyboardModifier.NoModifier

    def path_between(self, start: QPointF, end: QPointF) -> QPainterPath:
        """Draw the shape in the document."""
        raise NotImplementedError

    def constrained(self, start: QPointF, end: QPointF) -> QPointF:
        """Tell where the shape ends with Shift held."""
        raise NotImplementedError

    def press(self, pointer: Pointer) -> None:
        if self.ready():
            self._start = self._end = snapped_point(self.host, pointer.position)
            self._last, self._keys = pointer.position, pointer.modifiers

    def move(self, pointer: Pointer) -> None:
        if self._start is None:
            return
        if self.host.held(Qt.Key.Key_Space):
            way = pointer.position - self._last
            self._start, self._end = self._start + way, self._end + way
        else:
            self._end = snapped_point(self.host, pointer.position)
        self._last, self._keys = pointer.position, pointer.modifiers

    def release(self, pointer: Pointer) -> None:
        if pointer.position != self._last or pointer.modifiers != self._keys:
            self.move(pointer)
        path, start, end = self.shown_path(), self._start, self._end
        self._start = None
        if start is not None:
            way = (end - start) * self.host.viewport.scale
            if way.manhattanLength() > _STILL:
                self.draw(path)
        self.host.update()

    def cancel(self) -> None:
        self._start = None
        self.host.update()

    def shown_path(self) -> QPainterPath:
        if self._start is None:
            return QPainterPath()
        start, end = self._start, self._end
        if self._keys & Qt.KeyboardModifier.ShiftModifier:
            end = self.constrained(start, end)
        if self._keys & _CENTRED:
            start = start - (end - start)
        return self.path_between(start, end)
