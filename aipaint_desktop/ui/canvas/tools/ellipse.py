"""Draws an ellipse."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from aipaint_desktop.ui.canvas.tools.dragged_shape import DraggedShape
from aipaint_desktop.values.titles import StepTitle


class EllipseTool(DraggedShape):
    id = "ellipse_shape"
    icon = "shape-ellipse"
    step = StepTitle("Ellipse")

    def title(self) -> str:
        return self.tr("Ellipse")

    def hint(self) -> str:
        return self.tr("Drag an ellipse. Shift makes a circle, Alt draws from its middle, Space moves it.")

    def path_between(self, start: QPointF, end: QPointF) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(QRectF(start, end).normalized())
        return path
