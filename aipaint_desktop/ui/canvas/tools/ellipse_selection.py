"""Selects an ellipse."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from aipaint_desktop.ui.canvas.tools.path_selection import BoxSelectionTool


class EllipseSelectionTool(BoxSelectionTool):
    """Selects an ellipse in a box; with Shift held after the press a circle."""

    id = "ellipse"
    icon = "circle-dashed"
    shortcut = "J"

    def title(self) -> str:
        return self.tr("Select ellipse")

    def hint(self) -> str:
        return self.tr("Drag to select; then Shift for a circle, Ctrl from the middle, Alt to move it.")

    def path(self) -> QPainterPath:
        path, box = QPainterPath(), self.corners()
        if box is not None and box[0] != box[1]:
            path.addEllipse(QRectF(*box).normalized())
        return path
