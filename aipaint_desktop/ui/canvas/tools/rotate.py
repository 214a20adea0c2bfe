"""Rotate: turns the view around its middle."""

import math

from PySide6.QtCore import Qt

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.tool import Tool

_STEP = 15.0


class RotateTool(Tool):
    """Turns the view; with Ctrl held in steps of 15°."""

    id = "rotate"
    icon = "rotate-cw"
    cursor = Qt.CursorShape.PointingHandCursor

    _offset = 0.0

    def title(self) -> str:
        return self.tr("Rotate view")

    def hint(self) -> str:
        return self.tr("Drag to turn the view, with Ctrl in steps. Holding R does the same.")

    def press(self, pointer: Pointer) -> None:
        self._offset = self.host.viewport.rotation - self._bearing(pointer)

    def move(self, pointer: Pointer) -> None:
        degrees = self._offset + self._bearing(pointer)
        if pointer.modifiers & Qt.KeyboardModifier.ControlModifier:
            degrees = round(degrees / _STEP) * _STEP
        self.host.set_rotation(degrees)

    def _bearing(self, pointer: Pointer) -> float:
        from_middle = pointer.widget_position - self.host.rect().toRectF().center()
        return math.degrees(math.atan2(from_middle.y(), from_middle.x()))
