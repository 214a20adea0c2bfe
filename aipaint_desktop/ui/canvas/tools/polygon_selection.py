"""Selects a polygon, whose corners are clicked."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.clicks import BACK, END, KEYS, follows_at_once, is_near
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.outlines import path_through
from aipaint_desktop.ui.canvas.tools.path_selection import PathSelectionTool


class PolygonSelectionTool(PathSelectionTool):
    """Takes a corner from each click. Enter, a double click or a click on the first corner closes it, Backspace takes a
    corner back, Esc gives up."""

    id = "polygon"
    icon = "pentagon-dashed"

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._corners: list[QPointF] = []
        self._clicked: Pointer | None = None  # the last time
        self._again = False

    def title(self) -> str:
        return self.tr("Select polygon")

    def hint(self) -> str:
        return self.tr(
            "Click corners; Enter or a double click closes, Backspace takes one back, Esc gives up."
        )

    def holds(self, pointer: Pointer) -> bool:
        return not self._corners and super().holds(pointer)

    def press(self, pointer: Pointer) -> None:
        self._again = pointer.again
        if self._corners:
            self._moving, self._grip = False, None
        else:
            super().press(pointer)

    def finish(self, pointer: Pointer) -> None:
        before, self._clicked = self._clicked, pointer
        again = self._again or (before is not None and follows_at_once(self.host, before, pointer))
        if (again and self._corners) or (
            len(self._corners) > 2 and is_near(self.host, self._corners[0], pointer)
        ):
            self.close_path()
        else:
            self._corners.append(pointer.position)

    def own_keys(self) -> Collection[int]:
        return KEYS if self._corners else super().own_keys()

    def press_key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        if not self._corners:
            super().press_key(key, modifiers)
        elif key in BACK:
            self._corners.pop()
            self._clicked = None
            self.host.update()
        elif key in END:
            self.close_path()
        else:
            self.forget()

    def forget(self) -> None:
        self._corners = []
        self._clicked = None
        self.host.update()

    def shown_path(self) -> QPainterPath:
        path, pointer = self.path(), self.host.pointer
        if self._corners and pointer is not None:
            path.lineTo(pointer.position)  # where the next corner would be
        return path

    def path(self) -> QPainterPath:
        return path_through(self._corners)
