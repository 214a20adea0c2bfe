"""The eyedropper: takes the colour under the pointer."""

from PySide6.QtGui import QColor

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.values.geometry import Rect


class EyedropperTool(Tool):
    """Picks the colour of all visible layers together."""

    id = "eyedropper"
    icon = "pipette"
    shortcut = "P"

    def title(self) -> str:
        return self.tr("Eyedropper")

    def hint(self) -> str:
        return self.tr("Click a colour to take it. Ctrl+click does the same with the brush in hand.")

    def press(self, pointer: Pointer) -> None:
        self._pick(pointer)

    def move(self, pointer: Pointer) -> None:
        self._pick(pointer)

    def _pick(self, pointer: Pointer) -> None:
        x, y = pointer.pixel
        document = self.host.document
        if not document.rect.contains(x, y):
            return
        red, green, blue, alpha = document.composite(Rect(x, y, 1, 1))[0, 0].tolist()
        if alpha:
            self.host.take_colour(QColor(red, green, blue))
