"""The eyedropper: takes the colour under the pointer."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aipaint_desktop.document.mean_colour import mean_colour
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.option_row import add_choice, add_hint
from aipaint_desktop.ui.canvas.tools.outlines import light_and_dark
from aipaint_desktop.ui.canvas.tools.selection_options import amount
from aipaint_desktop.ui.canvas.tools.tool import Tool

_MOST_RADIUS = 100
_MARGIN = 3


class EyedropperTool(Tool):
    """Picks the colour of a picture that is pinned there, or of all visible layers together, or of the active one.

    radius: px around the pointer that are averaged; 0 for the one pixel.
    """

    id = "eyedropper"
    icon = "pipette"
    shortcut = "P"

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.all_layers = True
        self.radius = 0

    def title(self) -> str:
        return self.tr("Eyedropper")

    def hint(self) -> str:
        return self.tr("Click a colour to take it. Ctrl+click does the same with the brush in hand.")

    def options(self) -> QWidget:
        options = QWidget()
        row = QHBoxLayout(options)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        layers = {True: self.tr("All layers"), False: self.tr("Active layer")}
        add_choice(row, self.tr("Sample"), layers, self.all_layers, self.take_all_layers)
        tip = self.tr("How far around the pointer colours are averaged")
        row.addWidget(amount(self.tr("Radius"), tip, _MOST_RADIUS, self.radius, self.take_radius, " px"))
        add_hint(row, self.hint())
        return options

    def take_all_layers(self, all_layers: bool) -> None:
        """Pick from what is seen, or from the active layer alone."""
        self.all_layers = all_layers

    def take_radius(self, radius: int) -> None:
        """Average so many pixels around the pointer."""
        self.radius = radius
        self.host.update()

    def press(self, pointer: Pointer) -> None:
        self._pick(pointer)

    def move(self, pointer: Pointer) -> None:
        self._pick(pointer)

    def _pick(self, pointer: Pointer) -> None:
        pinned = self.host.pinned_colour(pointer.position)
        if pinned is not None:
            self.host.take_colour(pinned)
            return
        x, y = pointer.pixel
        document = self.host.document
        if not document.rect.contains(x, y):
            return
        colour = mean_colour(document.state, x, y, self.radius, all_layers=self.all_layers)
        if colour is not None:
            self.host.take_colour(QColor(*colour))

    def _spot(self) -> QRectF:
        """The circle on the screen of which colours are averaged; empty for one pixel."""
        pointer = self.host.pointer
        if pointer is None or not self.radius:
            return QRectF()
        reach = (self.radius + 0.5) * self.host.viewport.scale
        at = pointer.widget_position
        return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)

    def outline(self) -> QRect:
        spot = self._spot()
        if spot.isEmpty():
            return QRect()
        return spot.toAlignedRect().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    def draw_over(self, painter: QPainter) -> None:
        spot = self._spot()
        if spot.isEmpty():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for pen in light_and_dark(2.0):
            painter.setPen(pen)
            painter.drawEllipse(spot)
