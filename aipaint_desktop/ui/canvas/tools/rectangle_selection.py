"""Selects a rectangle of whole pixels."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QWidget

from aipaint_desktop.ui.canvas.tools.path_selection import BoxSelectionTool


class RectangleSelectionTool(BoxSelectionTool):
    id = "rectangle"
    icon = "square-dashed"
    shortcut = "S"

    def title(self) -> str:
        return self.tr("Select rectangle")

    def hint(self) -> str:
        return self.tr("Drag to select. Shift adds, Alt takes away; a click selects all.")

    def own_options(self) -> Sequence[QWidget]:
        return ()

    def path(self) -> QPainterPath:
        path, box = QPainterPath(), self.corners()
        if box is not None:
            corners = [QPointF(round(corner.x()), round(corner.y())) for corner in box]
            path.addRect(QRectF(*corners).normalized())
        return path
