"""The brush: paints a stroke in the view's colour."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dab import DabCache
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.presets import ROUND
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.tool import Tool

if TYPE_CHECKING:
    from aipaint_desktop.ui.canvas.view import CanvasView

_SMALLEST_OUTLINE = 5.0


class BrushTool(Tool):
    """Paints on the active layer with `brush`, which may be replaced at any time."""

    id = "brush"
    shortcut = "B"
    cursor = Qt.CursorShape.BlankCursor

    def __init__(self, view: "CanvasView", brush: Brush = ROUND) -> None:
        super().__init__(view)
        self.brush = brush
        self._dabs = DabCache()
        self._stroke: Stroke | None = None

    def title(self) -> str:
        return self.tr("Brush")

    def press(self, pointer: Pointer) -> None:
        layer = self.view.document.active
        if not layer.visible:
            self.view.refused.emit(self.tr("The layer “{0}” is hidden.").format(layer.name))
            return
        colour = None if pointer.eraser else self._colour()
        edit = self.view.document.begin_edit("Erase" if colour is None else self.brush.name)
        self._stroke = Stroke(edit, self.brush, colour, self.view.viewport.zoom, self._dabs)
        self._stroke.add(_sample(pointer))
        self._stroke.render()

    def move(self, pointer: Pointer) -> None:
        if self._stroke is not None:
            self._stroke.add(_sample(pointer))

    def flush(self) -> None:
        if self._stroke is not None:
            self._stroke.render()

    def release(self, pointer: Pointer) -> None:
        if self._stroke is not None:
            self._stroke.add(_sample(pointer))
            self._stroke.finish()
            self._stroke = None

    def cancel(self) -> None:
        if self._stroke is not None:
            self._stroke.cancel()
            self._stroke = None

    def _colour(self) -> Colour | None:
        colour = self.view.colour
        return colour.red(), colour.green(), colour.blue()

    def outline(self) -> QRect:
        pointer = self.view.pointer
        if pointer is None:
            return QRect()
        around = self._ellipse().mapRect(_unit()).translated(pointer.widget_position)
        return around.toAlignedRect().adjusted(-2, -2, 2, 2)

    def draw_over(self, painter: QPainter) -> None:
        pointer = self.view.pointer
        if pointer is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(
            self._ellipse()
            * QTransform.fromTranslate(pointer.widget_position.x(), pointer.widget_position.y())
        )
        # Dark within light, so that it is seen on every colour.
        for colour, width in ((QColor(255, 255, 255, 170), 2.0), (QColor(0, 0, 0, 200), 1.0)):
            pen = QPen(colour, width)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawEllipse(_unit())
        painter.resetTransform()

    def _ellipse(self) -> QTransform:
        """From the unit circle to the outline of a dab at full pressure around the origin of the widget."""
        viewport = self.view.viewport
        scale = viewport.zoom / viewport.pixel_ratio
        long = max(self.brush.size * scale / 2, _SMALLEST_OUTLINE / 2)
        steady = not (self.brush.follows_direction or self.brush.follows_tilt)
        short = max(long * self.brush.roundness, _SMALLEST_OUTLINE / 2) if steady else long
        angle = viewport.rotation + self.brush.angle
        return QTransform().rotate(angle).scale(long, short)


def _unit() -> QRectF:
    return QRectF(QPointF(-1, -1), QPointF(1, 1))


def _sample(pointer: Pointer) -> PenSample:
    return PenSample(
        pointer.position.x(),
        pointer.position.y(),
        pointer.pressure,
        pointer.tilt_x,
        pointer.tilt_y,
        pointer.time,
    )
