"""Fill: pours the colour into the region under the pointer."""

from typing import TYPE_CHECKING

import numpy as np

from aipaint_desktop.brushes.blending import painted
from aipaint_desktop.document.fill import similar_region
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.tool import Tool

if TYPE_CHECKING:
    from aipaint_desktop.ui.canvas.view import CanvasView


class FillTool(Tool):
    """Fills on the active layer what looks alike in the whole picture.

    tolerance: 0 to 255, how far a colour may be from the one under the pointer.
    """

    id = "fill"
    shortcut = "F"

    def __init__(self, view: "CanvasView") -> None:
        super().__init__(view)
        self.tolerance = 32

    def title(self) -> str:
        return self.tr("Fill")

    def press(self, pointer: Pointer) -> None:
        document = self.view.document
        x, y = int(pointer.position.x() // 1), int(pointer.position.y() // 1)
        if not document.rect.contains(x, y):
            return
        if not document.active.visible:
            self.view.refused.emit(self.tr("The layer “{0}” is hidden.").format(document.active.name))
            return
        region = similar_region(document.composite(), x, y, self.tolerance)
        if document.selection is not None:
            region = np.minimum(region, document.selection)
            if not region.any():
                self.view.refused.emit(self.tr("Outside of the selection nothing is painted."))
                return
        colour = self.view.colour
        edit = document.begin_edit("Fill")
        pixels = painted(
            edit.before.read(document.rect),
            region * np.float32(1 / 255),
            (colour.red(), colour.green(), colour.blue()),
        )
        edit.write(document.rect, pixels)
        edit.commit()
