"""The hand: moves the view."""

from PySide6.QtCore import QPointF, Qt

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.tool import Tool


class HandTool(Tool):
    id = "hand"
    icon = "hand"
    shortcut = "H"
    takes_guides = True
    cursor = Qt.CursorShape.OpenHandCursor

    _last = QPointF()

    def title(self) -> str:
        return self.tr("Move view")

    def hint(self) -> str:
        return self.tr("Drag to move the view, or a guide. Holding Space does the same with any tool.")

    def press(self, pointer: Pointer) -> None:
        self._last = pointer.widget_position

    def move(self, pointer: Pointer) -> None:
        self.host.pan(pointer.widget_position - self._last)
        self._last = pointer.widget_position
