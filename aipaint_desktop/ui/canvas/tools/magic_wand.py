"""The magic wand: selects the region of similar colour around a click."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.selecting.similar import Likeness
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.similar_selection import SimilarSelectionTool


class MagicWandTool(SimilarSelectionTool):
    id = "wand"
    icon = "wand"
    shortcut = "Shift+W"

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host, Likeness(antialias=True))

    def title(self) -> str:
        return self.tr("Magic wand")

    def hint(self) -> str:
        return self.tr("Click a colour to select what is alike around it. Shift adds, Alt takes away.")

    def own_options(self) -> Sequence[QWidget]:
        return self.settings.options()
