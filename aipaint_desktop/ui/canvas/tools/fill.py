"""Fill: pours the colour into the region under the pointer."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from aipaint_desktop.document.selecting.similar import similar_region
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.pouring_tool import PouringTool
from aipaint_desktop.values.titles import StepTitle


class FillTool(PouringTool):
    """Fills on the active layer what looks alike in the whole picture, or on that layer."""

    id = "fill"
    icon = "paint-bucket"
    shortcut = "F"
    step = StepTitle("Fill")

    def title(self) -> str:
        return self.tr("Fill")

    def options(self) -> QWidget:
        options = QWidget()
        row = QHBoxLayout(options)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in self.settings.options():
            row.addWidget(widget)
        row.addStretch(1)
        return options

    def press(self, pointer: Pointer) -> None:
        document, (x, y) = self.host.document, pointer.pixel
        if document.rect.contains(x, y) and self.paintable():
            self.pour(self.tr("Filling…"), lambda image, like: similar_region(image, x, y, like))
