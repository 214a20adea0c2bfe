"""Selects a polygon, whose corners are clicked."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.outlines import path_through
from aipaint_desktop.ui.canvas.tools.path_selection import PathSelectionTool

_NEAR = 8.0  # px on the screen around the first corner, in which a click closes
_DOUBLE_CLICK = 0.4  # s
_BACK = (int(Qt.Key.Key_Backspace), int(Qt.Key.Key_Delete))
_CLOSE = (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter))
_GIVE_UP = int(Qt.Key.Key_Escape)


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
        again = self._again or (before is not None and self._follows(before, pointer))
        if (again and self._corners) or (len(self._corners) > 2 and self._near(self._corners[0], pointer)):
            self.close_path()
        else:
            self._corners.append(pointer.position)

    def _follows(self, before: Pointer, pointer: Pointer) -> bool:
        """Whether this is the second half of a double click with a pen, of which the system knows none."""
        soon = pointer.time - before.time < _DOUBLE_CLICK
        return soon and self._near(before.position, pointer)

    def _near(self, corner: QPointF, pointer: Pointer) -> bool:
        way = self.host.viewport.to_widget(corner) - pointer.widget_position
        return way.manhattanLength() <= _NEAR

    def own_keys(self) -> Collection[int]:
        return (*_BACK, *_CLOSE, _GIVE_UP) if self._corners else super().own_keys()

    def press_key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        if not self._corners:
            super().press_key(key, modifiers)
        elif key in _BACK:
            self._corners.pop()
            self._clicked = None
            self.host.update()
        elif key in _CLOSE:
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
