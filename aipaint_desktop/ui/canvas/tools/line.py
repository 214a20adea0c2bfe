"""Draws a straight line."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from aipaint_desktop.ui.canvas.tools.dragged_line import turned_to_step
from aipaint_desktop.ui.canvas.tools.dragged_shape import DraggedShape
from aipaint_desktop.values.titles import StepTitle


class LineTool(DraggedShape):
    id = "line_shape"
    icon = "shape-line"
    fillable = False
    step = StepTitle("Line")

    def title(self) -> str:
        return self.tr("Line")

    def hint(self) -> str:
        return self.tr(
            "Drag a line. Shift turns it by 15 degrees, Alt draws from its middle, Space moves it."
        )

    def constrained(self, start: QPointF, end: QPointF) -> QPointF:
        return turned_to_step(start, end)

    def path_between(self, start: QPointF, end: QPointF) -> QPainterPath:
        path = QPainterPath(start)
        path.lineTo(end)
        return path
