"""Gradient: lays colours that change from where a drag begins to where it ends."""

import math

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from aipaint_desktop.brushes.gradients import Form, Gradient, Repeat, Stop, lay_gradient
from aipaint_desktop.document.adjusting.gradient_map import Stop as ColourStop
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.dragged_line import DraggedLine
from aipaint_desktop.ui.canvas.tools.gradient_options import Colours, GradientOptions
from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost
from aipaint_desktop.ui.canvas.tools.outlines import light_and_dark
from aipaint_desktop.ui.canvas.tools.painting_tool import PaintingTool
from aipaint_desktop.values.titles import StepTitle

_PREVIEWED = 256  # px, the long side of what is computed while the hand moves
_HANDLE = 4.0


class GradientTool(PaintingTool):
    """Lays a gradient over the active layer, or what is selected of it. Shift turns it by 15 degrees, Space moves it.

    colours: from which the gradient is made. stops: the artist's own. form, repeat, reverse, opacity, dither: as
    `lay_gradient` has them.
    """

    id = "gradient"
    icon = "gradient"
    shortcut = "G"

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.colours = Colours.TO_WAITING
        self.stops: tuple[ColourStop, ...] = ((0.0, (0, 0, 0)), (1.0, (255, 255, 255)))
        self.form, self.repeat = Form.LINEAR, Repeat.NONE
        self.reverse, self.dither = False, True
        self.opacity = 1.0
        self._line: DraggedLine | None = None
        self._preview: QImage | None = None
        self._kept = 0  # previews of what is not in the document yet

    def title(self) -> str:
        return self.tr("Gradient")

    def hint(self) -> str:
        return self.tr("Drag from the first colour to the last. Shift turns by 15 degrees, Space moves.")

    def options(self) -> QWidget:
        return GradientOptions(self, self.hint())

    def colour_to_take(self) -> QColor:
        """Give the colour that a stop gets: the one in hand."""
        return self.host.colour

    def gradient(self) -> Gradient:
        """Make the gradient that would be laid now, in the space of the document."""
        hand, other = self.host.colour, self.host.other_colour
        stops: tuple[Stop, ...]
        match self.colours:
            case Colours.TO_WAITING:
                stops = (self._stop(0, hand), self._stop(1, other))
            case Colours.TO_TRANSPARENT:
                stops = (self._stop(0, hand), self._stop(1, hand, 0))
            case Colours.OWN:
                stops = tuple(self._stop(place, QColor(*colour)) for place, colour in self.stops)
        return Gradient(stops, self.form, self.repeat, self.reverse)

    def _stop(self, place: float, colour: QColor, alpha: int = 255) -> Stop:
        return place, (*self.own_colour(colour), alpha)

    # The pointer

    def press(self, pointer: Pointer) -> None:
        if self.paintable():
            self._line = DraggedLine(self.host, pointer)

    def move(self, pointer: Pointer) -> None:
        if self._line is not None:
            moves = self.host.held(Qt.Key.Key_Space)
            turns = bool(pointer.modifiers & Qt.KeyboardModifier.ShiftModifier)
            self._line.follow(pointer, moves=moves, turns=turns)

    def flush(self) -> None:
        if self._line is not None:
            self._preview = self._previewed(self._line)
            self.host.update()

    def release(self, pointer: Pointer) -> None:
        line = self._line
        if line is None:
            return
        if pointer.position != line.last:
            self.move(pointer)
        self._line = None
        if line.is_click:
            self._preview = None
            self.host.update()
            return
        self._preview = self._previewed(line)
        gradient, opacity, dither = self.gradient(), self.opacity, self.dither
        points = line.start.toTuple(), line.end.toTuple()

        def lay(scratch: Document, check: Check) -> bool:
            edit = scratch.begin_edit(StepTitle("Gradient"))
            marked = lay_gradient(edit, gradient, *points, opacity=opacity, dither=dither, check=check)
            edit.commit()
            return marked

        self._kept += 1
        self.paint(StepTitle("Gradient"), self.tr("Laying the gradient…"), lay)

    def painted(self) -> None:
        self._kept -= 1
        if not self._kept and self._line is None:
            self._preview = None

    def cancel(self) -> None:
        self._line = self._preview = None
        self.host.update()

    # Preview

    def _step(self) -> int:
        """How many pixels of the document, across and down, are one of the preview."""
        document = self.host.document
        return max(1, math.ceil(max(document.width, document.height) / _PREVIEWED))

    def _previewed(self, line: DraggedLine) -> QImage:
        """The gradient as it would be laid, of few pixels."""
        document, step = self.host.document, self._step()
        xs = np.arange(step / 2, document.width, step)
        ys = np.arange(step / 2, document.height, step)
        planes = self.gradient().colours(xs, ys, line.start.toTuple(), line.end.toTuple())
        planes *= np.float32(self.opacity)
        if document.selection is not None and not document.quick_mask:
            planes *= document.selection[np.ix_(ys.astype(int), xs.astype(int))] * np.float32(1 / 255)
        pixels = np.ascontiguousarray(np.moveaxis(planes + np.float32(0.5), 0, 2).astype(np.uint8))
        height, width = pixels.shape[:2]
        kind = QImage.Format.Format_RGBA8888_Premultiplied
        return QImage(pixels.tobytes(), width, height, 4 * width, kind).copy()

    def outline(self) -> QRect:
        return self.host.rect() if self._preview is not None or self._line is not None else QRect()

    def draw_over(self, painter: QPainter) -> None:
        if self._preview is not None:
            document = self.host.document
            painter.save()
            painter.setTransform(self.host.viewport.transform, combine=True)
            painter.setClipRect(QRectF(0, 0, document.width, document.height))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self._preview.size() * self._step()
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), self._preview)
            painter.restore()
        if self._line is not None:
            begin, end = map(self.host.viewport.to_widget, (self._line.start, self._line.end))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for pen in light_and_dark(3.0):
                painter.setPen(pen)
                painter.drawLine(begin, end)
                painter.drawEllipse(begin, _HANDLE, _HANDLE)
                painter.drawEllipse(end, _HANDLE, _HANDLE)
