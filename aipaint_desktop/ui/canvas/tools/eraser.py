"""The eraser: a brush that takes paint away."""

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.presets import shipped_brush
from aipaint_desktop.ui.canvas.tools.brush import BrushTool
from aipaint_desktop.ui.canvas.tools.host import ToolHost


class EraserTool(BrushTool):
    id = "eraser"
    icon = "eraser"
    shortcut = "E"
    uses_colour = False

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host, shipped_brush("eraser"))

    def title(self) -> str:
        return self.tr("Eraser")

    def _colour(self) -> Colour | None:
        return None
