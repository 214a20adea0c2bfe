"""Fill: pours the colour into the region under the pointer."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from aipaint_desktop.brushes.filling import fill
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.similar import Likeness, similar_region
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost
from aipaint_desktop.ui.canvas.tools.likeness_settings import LikenessSettings
from aipaint_desktop.ui.canvas.tools.painting_tool import PaintingTool
from aipaint_desktop.values.titles import StepTitle


class FillTool(PaintingTool):
    """Fills on the active layer what looks alike in the whole picture, or on that layer.

    settings: what counts as alike.
    """

    id = "fill"
    icon = "paint-bucket"
    shortcut = "F"

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.settings = LikenessSettings(Likeness(), self)

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
        document, like, sample = self.host.document, self.settings.like, self.settings.sampling()
        x, y = pointer.pixel
        if not document.rect.contains(x, y) or not self.paintable():
            return
        state, colour = document.state, self.colour_in_hand()
        regions: list[Mask] = []  # as the picture was at the press, found once

        def lay(scratch: Document, check: Check) -> bool:
            if not regions:
                image = sample(state)
                check()
                regions.append(similar_region(image, x, y, like))
            edit = scratch.begin_edit(StepTitle("Fill"))
            marked = fill(edit, regions[0], colour, check)
            edit.commit()
            return marked

        self.paint(StepTitle("Fill"), self.tr("Filling…"), lay)
