"""Zoom by dragging: to the right and up for closer."""

from PySide6.QtCore import QPointF, Qt

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.tool import Tool

_DOUBLING = 120.0


class ZoomTool(Tool):
    id = "zoom"
    icon = "zoom-in"
    shortcut = "Z"
    cursor = Qt.CursorShape.SizeVerCursor

    _start = QPointF()
    _zoom = 1.0

    def title(self) -> str:
        return self.tr("Zoom")

    def hint(self) -> str:
        return self.tr("Drag right for closer, left for farther. The wheel does the same.")

    def press(self, pointer: Pointer) -> None:
        self._start = pointer.widget_position
        self._zoom = self.host.viewport.zoom

    def move(self, pointer: Pointer) -> None:
        way = pointer.widget_position - self._start
        self.host.set_zoom(self._zoom * 2 ** ((way.x() - way.y()) / _DOUBLING), self._start)
