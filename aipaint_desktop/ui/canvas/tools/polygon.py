"""Draws a polygon, whose corners are clicked."""

from aipaint_desktop.ui.canvas.tools.clicked_shape import ClickedShape
from aipaint_desktop.values.titles import StepTitle


class PolygonTool(ClickedShape):
    id = "polygon_shape"
    icon = "shape-polygon"
    step = StepTitle("Polygon")
    closes = True

    def title(self) -> str:
        return self.tr("Polygon")

    def hint(self) -> str:
        return self.tr(
            "Click corners; Enter or a double click closes, Backspace takes one back, Esc gives up."
        )
