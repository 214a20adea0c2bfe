"""Selects what the pointer goes around."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from aipaint_desktop.ui.canvas.tools.selection_tool import SelectionTool


class LassoSelectionTool(SelectionTool):
    id = "lasso"
    icon = "lasso"
    shortcut = "L"

    def title(self) -> str:
        return self.tr("Lasso")

    def hint(self) -> str:
        return self.tr("Go around what is to be selected. Shift adds, Alt takes away.")

    def path(self, points: list[QPointF]) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
        return path
