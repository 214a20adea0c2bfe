"""Fill: pours the colour into the region under the pointer."""

import numpy as np
from PySide6.QtWidgets import QWidget

from aipaint_desktop.brushes.blending import painted
from aipaint_desktop.document.fill import similar_region
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle

_SLIDER_WIDTH = 180


class FillTool(Tool):
    """Fills on the active layer what looks alike in the whole picture.

    tolerance: 0 to 255, how far a colour may be from the one under the pointer.
    """

    id = "fill"
    icon = "paint-bucket"
    shortcut = "F"
    uses_colour = True

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.tolerance = 32

    def title(self) -> str:
        return self.tr("Fill")

    def options(self) -> QWidget:
        tolerance = ValueSlider(self.tr("Tolerance"), 0, 255)
        tolerance.setToolTip(self.tr("How far a colour may be from the one under the pointer"))
        tolerance.setMaximumWidth(_SLIDER_WIDTH)
        tolerance.set_number(self.tolerance)
        tolerance.edited.connect(self._take_tolerance)
        return tolerance

    def _take_tolerance(self, tolerance: float) -> None:
        self.tolerance = round(tolerance)

    def press(self, pointer: Pointer) -> None:
        document = self.host.document
        x, y = int(pointer.position.x() // 1), int(pointer.position.y() // 1)
        if not document.rect.contains(x, y):
            return
        try:
            document.state.check_paintable(document.active.id)
        except BadInput as error:
            self.host.refuse(refusal(error.sentence))
            return
        region = similar_region(document.composite(), x, y, self.tolerance)
        if document.selection is not None:
            region = np.minimum(region, document.selection)
            if not region.any():
                self.host.refuse(self.tr("Outside of the selection nothing is painted."))
                return
        colour = self.host.colour
        edit = document.begin_edit(StepTitle("Fill"))
        pixels = painted(
            edit.before.read(document.rect),
            region * np.float32(1 / 255),
            (colour.red(), colour.green(), colour.blue()),
        )
        edit.write(document.rect, pixels)
        edit.commit()
