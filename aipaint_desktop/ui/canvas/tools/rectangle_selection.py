"""Selects a rectangle of whole pixels."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from aipaint_desktop.ui.canvas.tools.selection_tool import SelectionTool


class RectangleSelectionTool(SelectionTool):
    id = "rectangle"
    icon = "square-dashed"
    shortcut = "S"

    def title(self) -> str:
        return self.tr("Select rectangle")

    def hint(self) -> str:
        return self.tr("Drag to select. Shift adds, Alt takes away; a click selects all.")

    def path(self, points: list[QPointF]) -> QPainterPath:
        corners = [QPointF(round(point.x()), round(point.y())) for point in (points[0], points[-1])]
        path = QPainterPath()
        path.addRect(QRectF(*corners).normalized())
        return path
