"""One text being typed: on the canvas, in its layer, as one step of the history."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QPolygonF,
    QTransform,
)

from aipaint_desktop.document.arranging import added, without
from aipaint_desktop.document.change import Change
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.text import Text, TextStyle, TextTiles
from aipaint_desktop.document.tree import all_nodes
from aipaint_desktop.ui.canvas.text.curve import bezier
from aipaint_desktop.ui.canvas.text.pixels import drawn, transform_of, with_text
from aipaint_desktop.ui.canvas.text.setting import Setting
from aipaint_desktop.ui.canvas.text.words import Words
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.outlines import light_and_dark
from aipaint_desktop.ui.canvas.tools.text_box import TextBox
from aipaint_desktop.ui.canvas.tools.text_keys import ENTER, TAB, Step, from_clipboard, is_for_text, way_of
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import NAMELESS, StepTitle

_MARGIN = 6.0  # px on the screen around a text that still are of it
_SELECTED = QColor(60, 140, 255, 90)
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_KEY = Qt.Key


class Editing(QObject):
    """Takes keys for a text, whose layer shows at once what is typed; all of it is one step of the history.

    A new text gets its layer with the first character. ended: nothing is typed any more.
    """

    ended = Signal()

    def __init__(
        self, host: ToolHost, text: Text, layer_id: str | None, parent: QObject, *, typed: bool = True
    ) -> None:
        """layer_id: of the layer of a text that there is already. typed: whether keys write into it."""
        super().__init__(parent)
        self._host = host
        self._document = host.document
        self._text = text
        self.layer_id = layer_id
        self._original = text if layer_id is not None else None
        self._shown = self._original  # what the layer has by now
        self._typed = typed
        self._words = Words(text.words, len(text.words), (text.matrix, text.width))
        self._step = StepTitle("Text") if layer_id is None else StepTitle("Edit text")
        self._join = object()
        self._setting: Setting | None = None
        self._drawing = self._stale = self._applying = self._over = False
        self._stop_following = self._document.changed.add(self._on_changed)
        if layer_id is not None:
            self._document.activate(layer_id)
        self._follow()

    # What is typed

    @property
    def text(self) -> Text:
        """Give the text with what is being composed."""
        return replace(self._text, words=self._words.shown)

    @property
    def setting(self) -> Setting:
        """Give how the text is set."""
        text = self.text
        if self._setting is None or self._setting.text != text:
            self._setting = Setting(text)
        return self._setting

    @property
    def style(self) -> TextStyle:
        return self._text.style

    def restyle(self, style: TextStyle) -> None:
        """Set all of it another way."""
        if style != self._text.style:
            self._text = replace(self._text, style=style)
            self._draw()

    @property
    def box(self) -> TextBox:
        """Give the box that the text can be taken by."""
        return TextBox(self.text, self.room, self._to_widget)

    def take(self) -> None:
        """Begin to put it elsewhere, as a step of its own to take back."""
        self._settle()
        self._words.pause()

    def put(self, text: Text) -> None:
        """Let it lie where another text does, with lines as long."""
        self._words.put((text.matrix, text.width))
        self._text = replace(self._text, matrix=text.matrix, width=text.width)
        self._draw()

    def take_back(self) -> bool:
        """Take back what was typed last; returns whether there was anything."""
        self._words.composed = ""
        done = self._words.take_back()
        if done:
            matrix, width = self._words.box
            self._text = replace(self._text, matrix=matrix, width=width)
            self._draw()
        return done

    def takes(self, event: QKeyEvent) -> bool:
        return is_for_text(event)

    def type(self, event: QKeyEvent) -> None:
        key, words = event.key(), self._words
        by_word, selecting = bool(event.modifiers() & _CONTROL), bool(event.modifiers() & _SHIFT)
        if key == _KEY.Key_Escape:
            self.finish()
            return
        if event.matches(QKeySequence.StandardKey.SelectAll):
            words.go(0)
            words.go(len(words.words), selecting=True)
        elif event.matches(QKeySequence.StandardKey.Paste):
            words.type(from_clipboard())
        elif event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            if words.chosen:
                QGuiApplication.clipboard().setText(words.chosen)
                if event.matches(QKeySequence.StandardKey.Cut):
                    words.erase(words.caret)
        elif key in (_KEY.Key_Backspace, _KEY.Key_Delete):
            words.erase(self._beside(back=key == _KEY.Key_Backspace, by_word=by_word))
        elif key in ENTER:
            words.type("\n")
        elif key not in TAB:
            to = self._target(key, by_word=by_word)
            if to is None:
                words.type(event.text())
            else:
                words.go(to, selecting=selecting)
        self._draw()

    def _target(self, key: int, *, by_word: bool) -> int | None:
        """Where a key puts the caret; None for one that does not."""
        setting, caret = self.setting, self._words.caret
        match way_of(key, vertical=self.style.vertical):
            case (Step.CHARACTER, back):
                return self._beside(back=back, by_word=by_word)
            case (Step.LINE, back):
                return setting.beside_line(caret, -1 if back else 1)
        if key == _KEY.Key_Home:
            return 0 if by_word else setting.lines[setting.line_of(caret)].start
        if key == _KEY.Key_End:
            return len(self._words.words) if by_word else setting.last_of(setting.line_of(caret))
        return None

    def _beside(self, *, back: bool, by_word: bool) -> int:
        caret = self._words.caret
        if by_word:
            return self._words.word_beside(caret, back=back)
        return self.setting.next_to(caret, back=back)

    def compose(self, event: QInputMethodEvent) -> None:
        words = self._words
        if words.chosen and (event.commitString() or event.preeditString()):
            words.erase(words.caret)
        if event.replacementLength():
            start = max(0, words.caret + event.replacementStart())
            words.go(start)
            words.erase(min(start + event.replacementLength(), len(words.words)))
        words.composed = ""
        if event.commitString():
            words.type(event.commitString().replace("\r\n", "\n").replace("\r", "\n"))
        words.composed = event.preeditString()
        self._draw()

    def tell(self, query: Qt.InputMethodQuery) -> Any:
        words = self._words
        match query:
            case Qt.InputMethodQuery.ImCursorRectangle:
                caret = self._to_widget.map(self.setting.caret(words.shown_caret))
                return QRectF(caret.p1(), caret.p2()).normalized().adjusted(0, 0, 1, 1)
            case Qt.InputMethodQuery.ImSurroundingText:
                return words.words
            case Qt.InputMethodQuery.ImCursorPosition:
                return words.caret
            case Qt.InputMethodQuery.ImAnchorPosition:
                return words.anchor
            case Qt.InputMethodQuery.ImCurrentSelection:
                return words.chosen
        return None

    # The pointer

    def has(self, place: QPointF) -> bool:
        """Tell whether a place of the document is on the text, or close to it."""
        margin = _MARGIN / max(self._host.viewport.scale * _scale_of(transform_of(self._text)), 1e-9)
        return self.room.adjusted(-margin, -margin, margin, margin).contains(self.own(place))

    @property
    def room(self) -> QRectF:
        """Span the text, and the box in which its lines are broken, in its own plane."""
        return self.setting.bounds.united(self._box())

    def _box(self) -> QRectF:
        width, bounds = self._text.width, self.setting.bounds
        if width is None or self._text.path:
            return QRectF()
        if self.style.vertical:
            return QRectF(bounds.left(), 0, bounds.width(), width)
        return QRectF(0, bounds.top(), width, bounds.height())

    def own(self, place: QPointF) -> QPointF:
        """Give a place of the document in the text's own plane."""
        inverted, _ = transform_of(self._text).inverted()
        return inverted.map(place)

    def point(self, place: QPointF, *, selecting: bool) -> None:
        """Put the caret to a place of the document. selecting: with all that lies between."""
        self._settle()
        self._words.go(self.setting.place_at(self.own(place)), selecting=selecting)
        self._follow()

    def point_word(self, place: QPointF) -> None:
        """Select the word at a place of the document."""
        self._settle()
        self._words.select_word(self.setting.place_at(self.own(place)))
        self._follow()

    def _settle(self) -> None:
        """Have an input method decide upon what it composes."""
        if self._words.composed:
            QGuiApplication.inputMethod().commit()
            if self._words.composed:  # by one that has not
                composed, self._words.composed = self._words.composed, ""
                self._words.type(composed)

    # The layer

    def _follow(self) -> None:
        if self._typed:
            self._host.type_into(self)
        self._host.update()

    def _draw(self) -> None:
        """Have the layer show what is typed by now."""
        self._follow()
        if self._drawing:
            self._stale = True
            return
        text = self.text
        if text == self._shown or (self._shown is None and not text.words):
            return
        self._drawing, self._stale = True, False
        rect, profile = self._document.rect, self._document.state.profile
        self._host.aside(lambda: drawn(text, rect, profile), self._take)

    def _take(self, tiles: TextTiles) -> None:
        self._drawing = False
        if self._over and self.layer_id is not None and not self._there:
            return
        self._shown = tiles.text
        self._apply(lambda state: self._with(state, tiles))
        if self._stale:
            self._draw()
        if self._over and not self._drawing:
            self._conclude()

    def _with(self, state: State, tiles: TextTiles) -> State:
        if self.layer_id is not None:
            return with_text(state, self.layer_id, tiles)
        layer = Layer(tiles.text.name or NAMELESS, tiles)
        self.layer_id = layer.id
        return added(state, layer)

    def _apply(self, change: Callable[[State], State]) -> None:
        self._applying = True
        try:
            self._document.apply(self._step, change, join=self._join)
        finally:
            self._applying = False

    @property
    def _there(self) -> bool:
        """Whether the layer is as this has left it."""
        nodes = all_nodes(self._document.state.nodes)
        layer = next((node for node in nodes if node.id == self.layer_id), None)
        return isinstance(layer, Layer) and layer.text == self._shown

    def _on_changed(self, _change: Change) -> None:
        if self._applying or self._over or self.layer_id is None:
            return
        if not self._there:  # undone, or changed by somebody else
            self._end()
        elif self._document.state.active_id != self.layer_id:
            self.finish()

    def finish(self) -> None:
        """End typing; what was typed stays. A text without words is none, and what has not changed is no step."""
        if self._over:
            return
        self._settle()
        self._draw()
        self._end()
        if not self._drawing:
            self._conclude()

    def _end(self) -> None:
        self._over = True
        self._stop_following()
        self.ended.emit()
        self.deleteLater()
        if self._typed:
            self._host.type_into(None)
        self._host.update()

    def _conclude(self) -> None:
        if self.layer_id is None or not self._there:
            return
        steps = self._document.history.steps
        if self._shown == self._original or (self._original is None and not self._words.words):
            if steps[-1].join is self._join and self._document.history.index == len(steps) - 1:
                self._document.undo()
        elif not self._words.words:
            gone = self.layer_id

            def removed(state: State) -> State:
                try:
                    return without(state, {gone})
                except BadInput:
                    return state  # the only layer

            self._apply(removed)

    # What is seen

    @property
    def _to_widget(self) -> QTransform:
        return transform_of(self._text) * self._host.viewport.transform

    def draw_over(self, painter: QPainter) -> None:
        """Draw caret, selection, what is composed and what the text runs along, in widget coordinates."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        setting, words, map_ = self.setting, self._words, self._to_widget
        thin = QPen(QColor(128, 128, 128, 200), 1, Qt.PenStyle.DashLine)
        if self._text.path:
            painter.strokePath(map_.map(bezier(self._text.path)), thin)
        else:
            painter.setPen(thin)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(map_.map(QPolygonF(self.room)))
            self.box.draw(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SELECTED)
        for polygon in setting.covered(*words.selected) if words.chosen else ():
            painter.drawPolygon(map_.map(polygon))
        composed = setting.covered(words.caret, words.shown_caret) if words.composed else []
        caret = map_.map(setting.caret(words.shown_caret))
        for pen in light_and_dark(3.0):
            painter.setPen(pen)
            for polygon in composed:
                painter.drawLine(map_.map(polygon.at(2)), map_.map(polygon.at(3)))
            painter.drawLine(caret)


def _scale_of(transform: QTransform) -> float:
    """How large a pixel of the text's own plane is in the document."""
    return float(abs(transform.determinant()) ** 0.5)
