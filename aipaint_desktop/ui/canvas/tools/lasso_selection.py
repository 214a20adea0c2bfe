"""Selects what the pointer goes around."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.outlines import path_through
from aipaint_desktop.ui.canvas.tools.path_selection import PathSelectionTool


class LassoSelectionTool(PathSelectionTool):
    id = "lasso"
    icon = "lasso"
    shortcut = "L"

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._points: list[QPointF] = []

    def title(self) -> str:
        return self.tr("Lasso")

    def hint(self) -> str:
        return self.tr("Go around what is to be selected. Shift adds, Alt takes away.")

    def begin(self, pointer: Pointer) -> None:
        self._points = [pointer.position]

    def follow(self, pointer: Pointer) -> None:
        self._points.append(pointer.position)

    def finish(self, pointer: Pointer) -> None:
        if self._points:
            self.follow(pointer)
            self.close_path()

    def forget(self) -> None:
        self._points = []
        self.host.update()

    def path(self) -> QPainterPath:
        return path_through(self._points, closed=True)
