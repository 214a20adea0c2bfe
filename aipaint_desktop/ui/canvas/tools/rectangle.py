"""Draws a rectangle of whole pixels."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from aipaint_desktop.ui.canvas.tools.dragged_shape import DraggedShape
from aipaint_desktop.values.titles import StepTitle


class RectangleTool(DraggedShape):
    id = "rectangle_shape"
    icon = "shape-rectangle"
    step = StepTitle("Rectangle")

    def title(self) -> str:
        return self.tr("Rectangle")

    def hint(self) -> str:
        return self.tr("Drag a rectangle. Shift makes a square, Alt draws from its middle, Space moves it.")

    def path_between(self, start: QPointF, end: QPointF) -> QPainterPath:
        corners = [QPointF(round(corner.x()), round(corner.y())) for corner in (start, end)]
        path = QPainterPath()
        path.addRect(QRectF(*corners).normalized())
        return path
