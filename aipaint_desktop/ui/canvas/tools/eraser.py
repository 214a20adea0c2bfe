"""The eraser: a brush that takes paint away."""

from typing import TYPE_CHECKING

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.presets import ERASER
from aipaint_desktop.ui.canvas.tools.brush import BrushTool

if TYPE_CHECKING:
    from aipaint_desktop.ui.canvas.view import CanvasView


class EraserTool(BrushTool):
    id = "eraser"
    shortcut = "E"

    def __init__(self, view: "CanvasView") -> None:
        super().__init__(view, ERASER)

    def title(self) -> str:
        return self.tr("Eraser")

    def _colour(self) -> Colour | None:
        return None
