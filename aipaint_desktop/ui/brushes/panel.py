"""The panel of brushes."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from aipaint_desktop.ui.brushes.chooser import BrushChooser
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.workspace.brush_library import BrushLibrary


class BrushesPanel(QFrame):
    """Shows the brushes to choose from."""

    def __init__(self, library: BrushLibrary, previews: BrushPreviews, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.chooser = BrushChooser(library, previews)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(12, 4, 12, 12)
        self.rows.setSpacing(8)
        self.rows.addWidget(self.chooser, 1)
