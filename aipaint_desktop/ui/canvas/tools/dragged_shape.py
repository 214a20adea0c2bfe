"""What the tools share whose shape is dragged from one point to another."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.dragged_line import DraggedLine, squared
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.shape_tool import ShapeTool

_CENTRED = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class DraggedShape(ShapeTool):
    """Draws a shape between where a drag begins and ends. Shift constrains it, Alt (or Ctrl, once the drag has begun)
    lets it grow from its middle, and Space moves it."""

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._line: DraggedLine | None = None
        self._keys = Qt.KeyboardModifier.NoModifier

    def path_between(self, start: QPointF, end: QPointF) -> QPainterPath:
        """Draw the shape in the document."""
        raise NotImplementedError

    def constrained(self, start: QPointF, end: QPointF) -> QPointF:
        """Tell where the shape ends with Shift held: in a box as high as wide, unless it says otherwise."""
        return squared(start, end)

    def press(self, pointer: Pointer) -> None:
        if self.ready():
            self._line = DraggedLine(self.host, pointer)
            self._keys = pointer.modifiers

    def move(self, pointer: Pointer) -> None:
        if self._line is not None:
            self._line.follow(pointer, moves=self.host.held(Qt.Key.Key_Space))
            self._keys = pointer.modifiers

    def release(self, pointer: Pointer) -> None:
        line = self._line
        if line is not None:
            if pointer.position != line.last or pointer.modifiers != self._keys:
                self.move(pointer)
            path = self.shown_path()
            self._line = None
            if not line.is_click:
                self.draw(path)
        self.host.update()

    def cancel(self) -> None:
        self._line = None
        self.host.update()

    def shown_path(self) -> QPainterPath:
        if self._line is None:
            return QPainterPath()
        start, end = self._line.start, self._line.end
        if self._keys & Qt.KeyboardModifier.ShiftModifier:
            end = self.constrained(start, end)
        if self._keys & _CENTRED:
            start = start - (end - start)
        return self.path_between(start, end)
