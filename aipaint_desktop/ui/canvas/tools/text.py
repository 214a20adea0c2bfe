"""Text: written on the canvas, onto a layer that stays text."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform
from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.text import Text, TextStyle
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.text.curve import places_of, through
from aipaint_desktop.ui.canvas.text.pixels import transform_of
from aipaint_desktop.ui.canvas.text.setting import Setting
from aipaint_desktop.ui.canvas.tools.dragged_line import DraggedLine
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.outlines import draw_dashed
from aipaint_desktop.ui.canvas.tools.text_box import Grip, TextBox
from aipaint_desktop.ui.canvas.tools.text_editing import Editing
from aipaint_desktop.ui.canvas.tools.text_options import TextOptions
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput

_APART = 12.0  # px on the screen between the points of a curve that is drawn
_TOP, _ROUND = 90.0, -360.0  # degrees, as Qt has them: an ellipse begins above and goes on clockwise


class Along(StrEnum):
    """What the lines of a new text run along."""

    STRAIGHT = "straight"
    ELLIPSE = "ellipse"
    CURVE = "curve"


@dataclass(frozen=True)
class _Taken:
    """Tells what of a text's box is dragged: the text as it was, its plane in the document, and where it was taken."""

    grip: Grip
    box: TextBox
    text: Text
    plane: QTransform
    start: QPointF


class TextTool(Tool):
    """Writes where it is clicked, or into the box that is dragged; a click on a text edits that, and its box can be
    taken. Esc or a click beside the text ends it.

    style: of the text that is edited, or else of the next one. along: what the next one runs along. changed: one of
    these is another.
    """

    id = "text"
    icon = "type"
    uses_colour = True
    cursor = Qt.CursorShape.IBeamCursor

    changed = Signal()

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.style = TextStyle()
        self.along = Along.STRAIGHT
        self._editing: Editing | None = None
        self._restyling: Editing | None = None
        self._selecting = False
        self._taken: _Taken | None = None
        self._line: DraggedLine | None = None
        self._points: list[QPointF] = []
        self._stop_following: Callable[[], None] | None = None

    def title(self) -> str:
        return self.tr("Text")

    def hint(self) -> str:
        return self.tr(
            "Click to write, or drag a box. Click a text to edit it; its frame moves it, its handles set the width."
        )

    def options(self) -> QWidget:
        along = {
            Along.STRAIGHT: self.tr("Straight"),
            Along.ELLIPSE: self.tr("On an ellipse"),
            Along.CURVE: self.tr("On a curve"),
        }
        return TextOptions(self, along, self.hint())

    # What is set

    def set_style(self, style: TextStyle) -> None:
        """Set the text that is edited another way, or else the active one, and those to come."""
        if style == self.style:
            return
        self.style = style
        if self._editing is not None:
            self._editing.restyle(style)
        elif self._stop_following is not None:
            self._restyle_active()
        self.changed.emit()

    def _restyle_active(self) -> None:
        """Set the active text another way without typing into it."""
        document = self.host.document
        layer, restyling = document.active, self._restyling
        if not isinstance(layer, Layer) or layer.text is None or layer.locked:
            return
        if restyling is None:
            restyling = self._restyling = Editing(self.host, layer.text, layer.id, self, typed=False)
            restyling.ended.connect(self._forget_restyling)
        restyling.restyle(replace(self.style, colour=layer.text.style.colour))

    def _forget_restyling(self) -> None:
        self._restyling = None

    def run_along(self, along: Along) -> None:
        """Let the next text run along something."""
        self.along = along

    def follow_colour(self) -> None:
        colour = self.host.colour
        self.style = replace(self.style, colour=(colour.red(), colour.green(), colour.blue()))
        if self._editing is not None:
            self._editing.restyle(self.style)

    # In hand

    def take_up(self) -> None:
        self.follow_colour()
        self._stop_following = self.host.document.changed.add(self._on_changed)
        self._show_active()

    def put_away(self) -> None:
        self.cancel()
        self._finish()
        if self._stop_following is not None:
            self._stop_following()
            self._stop_following = None

    def _on_changed(self, change: Change) -> None:
        if change.properties:
            self._show_active()

    def _show_active(self) -> None:
        """Offer how the active text is set."""
        layer = self.host.document.active
        if self._editing is None and isinstance(layer, Layer) and layer.text is not None:
            style = replace(layer.text.style, colour=self.style.colour)
            if style != self.style:
                self.style = style
                self.changed.emit()

    # What is edited

    @property
    def editing(self) -> Editing | None:
        """Give the text that is being typed, if one is."""
        return self._editing

    def edit(self, layer_id: str) -> None:
        """Edit the text of a layer; why that cannot be is said."""
        layer = self.host.document.layer(layer_id)
        if layer.text is None:
            return
        try:
            for around in self.host.document.state.path(layer_id):
                if around.locked:
                    raise BadInput("The layer “{0}” is locked.", around.name)
        except BadInput as error:
            self.host.refuse(refusal(error.sentence))
            return
        self._begin(layer.text, layer_id)
        self.host.take_colour(QColor(*layer.text.style.colour))

    def _begin(self, text: Text, layer_id: str | None = None) -> None:
        self._finish()
        self.style = text.style
        self._editing = Editing(self.host, text, layer_id, self)
        self._editing.ended.connect(self._forget)
        self.changed.emit()

    def _finish(self) -> None:
        for editing in filter(None, (self._editing, self._restyling)):
            editing.finish()

    def _forget(self) -> None:
        self._editing = None

    def take_back(self) -> bool:
        if self._editing is None:
            return False
        if not self._editing.take_back():
            self._finish()
        return True

    def picks_colour(self) -> bool:
        return self._editing is None

    def _text_at(self, place: QPointF) -> str | None:
        """The topmost text that is seen at a place of the document, by the id of its layer."""
        state = self.host.document.state
        for layer in reversed(state.layers):
            if layer.text is None or not state.shown(layer.id):
                continue
            inverted, possible = transform_of(layer.text).inverted()
            if possible and Setting(layer.text).bounds.contains(inverted.map(place)):
                return layer.id
        return None

    # Pointer

    def press(self, pointer: Pointer) -> None:
        editing, place = self._editing, pointer.position
        if editing is not None:
            grip = editing.box.grip_at(pointer.widget_position)
            if grip is not None:
                editing.take()
                self._taken = _Taken(grip, editing.box, editing.text, transform_of(editing.text), place)
            elif not editing.has(place):
                self._finish()
            elif pointer.again:
                editing.point_word(place)
            else:
                selecting = bool(pointer.modifiers & Qt.KeyboardModifier.ShiftModifier)
                editing.point(place, selecting=selecting)
                self._selecting = True
            return
        found = self._text_at(place)
        if found is not None:
            self.edit(found)
            if self._editing is not None:
                self._editing.point(place, selecting=False)
                self._selecting = True
        elif self.host.document.quick_mask:
            self.host.refuse(self.tr("Text is no part of the quick mask: leave it first."))
        else:
            self._line = DraggedLine(self.host, pointer)
            self._points = [place]

    def move(self, pointer: Pointer) -> None:
        taken = self._taken
        if taken is not None and self._editing is not None:
            own, _ = taken.plane.inverted()
            way = own.map(pointer.position) - own.map(taken.start)
            self._editing.put(taken.box.dragged(taken.grip, way) if way else taken.text)
        elif self._selecting and self._editing is not None:
            self._editing.point(pointer.position, selecting=True)
        elif self._line is not None:
            self._line.follow(pointer, moves=self.host.held(Qt.Key.Key_Space))
            way = (pointer.position - self._points[-1]) * self.host.viewport.scale
            if way.manhattanLength() >= _APART:
                self._points.append(pointer.position)
            self.host.update()

    def release(self, pointer: Pointer) -> None:
        line, self._line = self._line, None
        if self._taken is not None:
            self._taken = None
        elif self._selecting:
            self._selecting = False
        elif line is not None:
            if pointer.position != line.last:
                line.follow(pointer, moves=False)
            if self._points[-1] != line.end:
                self._points.append(line.end)
            self._begin(self._placed(line))
        self.host.update()

    def cancel(self) -> None:
        if self._taken is not None and self._editing is not None:
            self._editing.put(self._taken.text)
        self._taken, self._selecting, self._line = None, False, None
        self.host.update()

    def _placed(self, line: DraggedLine) -> Text:
        """An empty text where a click or a drag was."""
        self.follow_colour()
        style, start = self.style, line.start
        if line.is_click:
            below = style.size / 2 if style.vertical else 0.0
            return Text("", style, (1.0, 0.0, 0.0, 1.0, start.x() + below, start.y()))
        if self.along is not Along.STRAIGHT:
            return Text("", replace(style, vertical=False), path=places_of(self._path(line)))
        box = QRectF(start, line.end).normalized()
        if style.vertical:
            place, width = box.topRight(), box.height()
        else:
            above = Setting(Text("", style)).lines[0].above
            place, width = box.topLeft() + QPointF(0, above), box.width()
        return Text("", style, (1.0, 0.0, 0.0, 1.0, place.x(), place.y()), width)

    def _path(self, line: DraggedLine) -> QPainterPath:
        box = QRectF(line.start, line.end).normalized()
        path = QPainterPath()
        match self.along:
            case Along.ELLIPSE:
                path.arcMoveTo(box, _TOP)
                path.arcTo(box, _TOP, _ROUND)
            case Along.CURVE:
                points = self._points if self._points[-1] == line.end else [*self._points, line.end]
                path = through(points)
            case _:
                path.addRect(box)
        return path

    # What is seen

    def cursor_at(self, pointer: Pointer | None) -> Qt.CursorShape:
        editing = self._editing
        if editing is not None and pointer is not None:
            box = editing.box
            grip = box.grip_at(pointer.widget_position) if self._taken is None else self._taken.grip
            if grip is not None:
                return box.cursor(grip)
        if editing is not None and pointer is not None and not editing.has(pointer.position):
            return Qt.CursorShape.ArrowCursor
        return self.cursor

    def outline(self) -> QRect:
        return self.host.rect() if self._line is not None else QRect()

    def draw_over(self, painter: QPainter) -> None:
        if self._line is not None and not self._line.is_click:
            draw_dashed(painter, self.host, self._path(self._line))
        if self._editing is not None:
            self._editing.draw_over(painter)
