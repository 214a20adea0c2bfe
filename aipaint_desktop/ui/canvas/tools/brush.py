"""The brush: paints a stroke in the colour of the moment."""

import math
from dataclasses import replace
from secrets import randbits
from weakref import ref

from PySide6.QtCore import QElapsedTimer, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QTransform

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.brushes.brush import Brush, Input, Kind
from aipaint_desktop.brushes.dab import DabCache
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.line import Drawn, Line, Press
from aipaint_desktop.brushes.media.listed import copies, get_ready
from aipaint_desktop.brushes.pixel_line import side_of
from aipaint_desktop.brushes.presets import shipped_brush
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.copy_source import CopySource
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.outlines import light_and_dark
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle

_SMALLEST_OUTLINE = 5.0
_CONTROL = Qt.KeyboardModifier.ControlModifier
_STRAIGHT = Qt.KeyboardModifier.ShiftModifier
_REST_MS = 15  # after which a pen that says nothing rests
_UNHURRIED = 60.0  # seconds that a straight line takes, for brushes that thin with speed


class BrushTool(Tool):
    """Paints on the active layer with `brush`, which may be replaced at any time.

    With Shift held a press draws a straight line from where the last stroke ended. With Ctrl held it tells brushes that
    copy what they copy: the place that is pressed, and from the next stroke on what is as far away.
    """

    id = "brush"
    icon = "brush"
    shortcut = "B"
    uses_colour = True
    has_palette = True
    cursor = Qt.CursorShape.BlankCursor

    def __init__(self, host: ToolHost, brush: Brush | None = None) -> None:
        super().__init__(host)
        self._brush = brush or shipped_brush("round")
        self._source = CopySource()
        self._dabs = DabCache()
        self._line: Line | None = None
        self._press = Press(self._brush, None)
        self._begin: PenSample | None = None
        self._samples: list[PenSample] = []  # since the press
        self._resting = QTimer(self)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._go_on)
        self._since = QElapsedTimer()  # the newest sample
        self._newest = PenSample(0, 0)
        self._strongest = 0.0  # pressure of the line
        self._ended: tuple[ref[Document], Rect, PenSample] | None = (
            None  # the last stroke: on what, and where
        )

    def title(self) -> str:
        return self.tr("Brush")

    @property
    def brush(self) -> Brush:
        """Give what is painted with."""
        return self._brush

    @brush.setter
    def brush(self, brush: Brush) -> None:
        if brush.kind is not self._brush.kind and brush.kind not in (Kind.PAINT, Kind.ERASE):
            self.host.aside(get_ready, lambda _nothing: None)
        self._brush = brush

    def picks_colour(self) -> bool:
        return self.uses_colour and not copies(self.brush.kind)

    def press(self, pointer: Pointer) -> None:
        offset = (0, 0)
        if copies(self.brush.kind) and not pointer.eraser:
            if pointer.modifiers & _CONTROL:
                self._source.put(self.host.document, pointer.position)
                return
            found = self._source.offset_for(self.host.document, pointer.position)
            if found is None:
                self.host.refuse(self.tr("Press with Ctrl held where this brush is to copy from."))
                return
            offset = found
        colour = None if pointer.eraser else self._colour()
        try:
            edit = self.host.document.begin_edit(StepTitle("Erase") if colour is None else self.brush.name)
        except BadInput as error:
            self.host.refuse(refusal(error.sentence))
            return
        self._press = press = Press(
            self.brush,
            colour,
            self.host.viewport.zoom,
            offset,
            randbits(32),
            self.host.steadiness,
            self.host.symmetry,
            self.host.wraps,
            self.host.assistants,
        )
        self._line = line = Line(edit, press, self._dabs)
        self._begin, self._samples = None, []
        self._newest = _sample(pointer)
        if pointer.modifiers & _STRAIGHT:
            self._begin_where_it_ended(line)
        self._strongest = self._newest.pressure
        self._go_to(self._newest)
        line.render()

    def _begin_where_it_ended(self, line: Line) -> None:
        """Let the line come straight from where the last one on this canvas ended, as strong as that was."""
        document = self.host.document
        if self._ended is None or self._ended[0]() is not document or self._ended[1] != document.rect:
            return
        ended, now = self._ended[2], self._newest
        pressure = max(ended.pressure, now.pressure)  # a pen has hardly any yet
        begin = replace(ended, pressure=pressure, time=now.time - _UNHURRIED)
        line.begin_at(begin)
        self._begin = begin
        self._newest = replace(now, pressure=pressure)

    def _go_to(self, sample: PenSample) -> None:
        if self._line is not None:
            self._line.add(sample)
            self._samples.append(sample)
            self._since.start()
            if self._line.goes_on:
                self._resting.start()

    def _go_on(self) -> None:
        """The pen rests, and what is behind it catches up."""
        if self._line is None:
            self._resting.stop()
            return
        now = self._samples[-1].time + self._since.elapsed() / 1000
        self._go_to(replace(self._newest, time=now))
        self._line.render()

    def move(self, pointer: Pointer) -> None:
        if self._line is not None:
            self._newest = _sample(pointer)
            self._strongest = max(self._strongest, self._newest.pressure)
            self._go_to(self._newest)

    def flush(self) -> None:
        if self._line is not None:
            self._line.render()

    def release(self, pointer: Pointer) -> None:
        if self._line is not None:
            self._resting.stop()
            last = _sample(pointer)
            self._line.finish(last)
            self._samples.append(last)
            if self._line.marked:
                self.host.line_drawn(Drawn(self._press, tuple(self._samples), self._begin))
            elif self._beside_selection(pointer):
                self.host.refuse(self.tr("Outside of the selection nothing is painted."))
            self._line = None
            document = self.host.document
            self._ended = ref(document), document.rect, replace(last, pressure=self._strongest)

    def _beside_selection(self, pointer: Pointer) -> bool:
        document, (x, y) = self.host.document, pointer.pixel
        selection = None if document.quick_mask else document.selection
        return selection is not None and not (document.rect.contains(x, y) and selection[y, x])

    def cancel(self) -> None:
        self._resting.stop()
        if self._line is not None:
            self._line.cancel()
            self._line = None

    def _colour(self) -> Colour | None:
        colour = self.host.colour
        return self.host.document.own_colour(colour.red(), colour.green(), colour.blue())

    def outline(self) -> QRect:
        pointer = self.host.pointer
        if pointer is None:
            return QRect()
        around = self._ellipse().mapRect(_unit()).translated(pointer.widget_position)
        if self._square_dabs:
            around = self.host.viewport.transform.mapRect(square_at(pointer.position, self.brush.size))
        if copies(self.brush.kind):
            around = around.united(self._source.outline(self.host, pointer.position))
        return around.toAlignedRect().adjusted(-2, -2, 2, 2)

    def draw_over(self, painter: QPainter) -> None:
        pointer = self.host.pointer
        if pointer is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at, square = pointer.widget_position, self._square_dabs
        if square:
            painter.setTransform(self.host.viewport.transform)
        else:
            painter.setTransform(self._ellipse() * QTransform.fromTranslate(at.x(), at.y()))
        for pen in light_and_dark(2.0):
            pen.setCosmetic(True)
            painter.setPen(pen)
            if square:
                painter.drawRect(square_at(pointer.position, self.brush.size))
            else:
                painter.drawEllipse(_unit())
        painter.resetTransform()
        if copies(self.brush.kind):
            self._source.draw(self.host, pointer.position, painter)

    @property
    def _square_dabs(self) -> bool:
        return self.brush.pixels and not self.brush.tips and self.brush.roundness == 1

    def _ellipse(self) -> QTransform:
        """From the unit circle to the outline of a dab at full pressure around the origin of the widget."""
        viewport = self.host.viewport
        scale = viewport.scale
        long = max(self.brush.size * scale / 2, _SMALLEST_OUTLINE / 2)
        steady = not self.brush.follows(Input.DIRECTION, Input.TILT_DIRECTION, Input.ROTATION)
        short = max(long * self.brush.roundness, _SMALLEST_OUTLINE / 2) if steady else long
        angle = viewport.rotation + (-self.brush.angle if viewport.mirrored else self.brush.angle)
        return QTransform().rotate(angle).scale(long, short)


def square_at(position: QPointF, size: float) -> QRectF:
    """Tell which pixels a brush of whole ones covers, in document pixels."""
    side = side_of(size / 2)
    left, top = (math.floor(place - side / 2 + 0.5) for place in (position.x(), position.y()))
    return QRectF(left, top, side, side)


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
        pointer.rotation,
    )
