"""Selects a colour wherever it is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.selecting.similar import Likeness
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.similar_selection import SimilarSelectionTool


class ColourSelectionTool(SimilarSelectionTool):
    id = "colour_selection"
    icon = "wand-colour"

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host, Likeness(contiguous=False, antialias=True))

    def title(self) -> str:
        return self.tr("Select by colour")

    def hint(self) -> str:
        return self.tr("Click a colour to select it wherever it is. Shift adds, Alt takes away.")

    def own_options(self) -> Sequence[QWidget]:
        return self.settings.options(place_matters=False)
