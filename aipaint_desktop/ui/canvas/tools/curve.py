"""Draws a Bézier curve through clicked points."""

from aipaint_desktop.ui.canvas.tools.clicked_shape import ClickedShape
from aipaint_desktop.values.titles import StepTitle


class CurveTool(ClickedShape):
    id = "curve_shape"
    icon = "shape-curve"
    step = StepTitle("Curve")
    bends = True

    def title(self) -> str:
        return self.tr("Curve")

    def hint(self) -> str:
        return self.tr(
            "Click points and drag to bend; Enter or a double click ends, a click on the first closes."
        )
