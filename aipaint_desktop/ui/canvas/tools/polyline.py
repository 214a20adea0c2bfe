"""Draws straight lines from click to click."""

from aipaint_desktop.ui.canvas.tools.clicked_shape import ClickedShape
from aipaint_desktop.values.titles import StepTitle


class PolylineTool(ClickedShape):
    id = "polyline_shape"
    icon = "shape-polyline"
    step = StepTitle("Polyline")

    def title(self) -> str:
        return self.tr("Polyline")

    def hint(self) -> str:
        return self.tr("Click points; Enter or a double click ends, a click on the first closes.")
