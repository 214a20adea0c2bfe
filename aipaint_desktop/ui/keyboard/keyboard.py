"""Whose a key is: the field's that is typed into, the canvas's, or a command's; in every layout of the keyboard."""

import shiboken6
from PySide6.QtCore import QEvent, QKeyCombination, QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDockWidget,
    QKeySequenceEdit,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.keyboard.habits import Habits
from aipaint_desktop.ui.keyboard.physical_keys import is_digit, physical_key
from aipaint_desktop.ui.keyboard.shortcuts import named_actions, plain_words
from aipaint_desktop.ui.widgets.number_edit import MarkedEdit

_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QKeySequenceEdit)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OF_A_COMPOSITION = (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)
_CANVAS_ALWAYS = (Qt.Key.Key_R, Qt.Key.Key_Escape)
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_Meaning = QAction | tuple[QWidget, int]  # a command, or who gets the key and as which one


class Keyboard(QObject):
    """Watches the keys of a window's focus and sends some of them elsewhere.

    A field that is typed into keeps the keys until the artist clicks elsewhere or ends a line with Enter. Everywhere
    else the keys that are held over the canvas are the canvas's, as are Space and Tab once the pointer is moved over
    it. A key whose letter means nothing means what the same key of a US keyboard does.

    noted: one sentence on a key that nobody had a use for.
    """

    noted = Signal(str)

    def __init__(self, window: QMainWindow, canvas: CanvasView) -> None:
        """window: whose named actions and panels they are, and on which the canvas stands."""
        super().__init__(window)
        self._window = window
        self._canvas = canvas
        self._habits = Habits(self)
        self._pointed = False
        self._composing = False
        self._meanings: dict[int, _Meaning] = {}  # of keys that are down, by their code
        window.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus
        )  # for what has no use for keys: they go to the canvas
        window.setFocusProxy(canvas)
        canvas.hover.connect(self._point)
        canvas.hover_left.connect(self._point_elsewhere)
        window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        for widget in (before, now):
            if widget is not None and widget is not self._window and shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        if now is not None and now is not self._window:
            now.installEventFilter(self)
            QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImEnabled)  # it is told otherwise now
        self._pointed = self._composing = False
        if now is None:
            self._meanings.clear()
            if shiboken6.isValid(self._canvas):  # not while the window goes
                self._canvas.let_go_of_keys()

    @Slot(QPointF)
    def _point(self, _place: QPointF) -> None:
        self._pointed = True

    @Slot()
    def _point_elsewhere(self) -> None:
        self._pointed = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        match event:
            case QKeyEvent():
                return self._take_key(watched, event)
            case QInputMethodEvent():
                self._composing = bool(event.preeditString())
            case QInputMethodQueryEvent() if self._is_own(watched) and not self._types(watched):
                # A list whose names can be changed would let keys of tools begin words.
                event.setValue(Qt.InputMethodQuery.ImEnabled, False)
                event.accept()
                return True
        return False

    def _take_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        match event.type():
            case QEvent.Type.ShortcutOverride:
                return self._claim(watched, event)
            case QEvent.Type.KeyPress:
                return self._press(watched, event)
            case QEvent.Type.KeyRelease:
                return self._release(event)
        return False

    def _claim(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Before a key becomes a shortcut: whether it is to be something else, and what."""
        if watched is self._window and QApplication.focusWidget() not in (None, watched):
            return False  # the control that has the focus was asked before
        if self._composing:
            event.accept()  # the composition's, whatever it means to the window
            return True
        if (
            event.key() == Qt.Key.Key_Tab
            and event.modifiers() == _NONE
            and not self._canvas_has_keys(watched)
        ):
            event.accept()  # goes on to the next control
            return True
        meaning = self._meaning(watched, event)
        if meaning is None:
            self._meanings.pop(_code(event), None)
            return False
        self._meanings[_code(event)] = meaning
        event.accept()
        return True

    def _meaning(self, watched: QWidget, event: QKeyEvent) -> _Meaning | None:
        """What a key means that Qt would take for something else, or for nothing."""
        typing = self._types(watched)
        if typing and not event.modifiers() & _COMMANDS:
            return None
        own = self._is_own(watched)
        key, place = event.key(), physical_key(event)
        if own and not typing:
            for each in (key, place):
                if each is not None and self._offer_to_canvas(watched, event, each):
                    return self._canvas, each
        # Where digits need Shift, as in France, their keys are the digits' nevertheless.
        if place is None or (own and not is_digit(place) and self._command(event.modifiers(), key)):
            return None
        if self._translate(watched, event, place):
            return watched, place
        action = self._command(event.modifiers(), place) if own else None
        return action if action is not None and action.isEnabled() else None

    def _offer_to_canvas(self, watched: QWidget, event: QKeyEvent, key: int) -> bool:
        if watched is self._canvas:
            return False
        if key not in _CANVAS_ALWAYS and not self._canvas_has_keys(watched):
            return False
        return self._translate(self._canvas, event, key)

    def _types(self, watched: QWidget) -> bool:
        """Whether keys write words in it."""
        return isinstance(watched, _TYPED_INTO) or (
            watched is self._canvas and self._canvas.typed_into is not None
        )

    def _canvas_has_keys(self, watched: QWidget) -> bool:
        """Whether the artist's mind is on the canvas rather than on the control that a key would be for."""
        if isinstance(watched, _TYPED_INTO) or not self._is_own(watched):
            return False
        return self._pointed or watched in (self._window, self._canvas)

    def _is_own(self, watched: QWidget) -> bool:
        """Whether it stands in the window itself or in a panel of it that floats."""
        top = watched.window()
        return top is self._window or (isinstance(top, QDockWidget) and top.parent() is self._window)

    def _command(self, modifiers: Qt.KeyboardModifier, key: int) -> QAction | None:
        actions = named_actions(self._window)
        for each in (modifiers, modifiers & ~_SHIFT):  # Shift may have been needed to write the letter
            wanted = QKeySequence(QKeyCombination(each, Qt.Key(key)))
            for action in actions:
                if wanted in action.shortcuts():
                    return action
        return None

    def _press(self, watched: QWidget, event: QKeyEvent) -> bool:
        if self._composing:
            return event.key() in _OF_A_COMPOSITION
        meaning = self._meanings.get(_code(event))
        if isinstance(meaning, QAction):
            if shiboken6.isValid(meaning) and (meaning.autoRepeat() or not event.isAutoRepeat()):
                meaning.trigger()
            return True
        if meaning is not None:
            self._translate(meaning[0], event, meaning[1])
            return True
        if event.key() in _ENTER and isinstance(watched, QLineEdit) and self._is_own(watched):
            QTimer.singleShot(0, self, lambda: self._end_line(watched))
        if watched is self._window and not event.isAutoRepeat():
            self._say(event)
        return False

    def _release(self, event: QKeyEvent) -> bool:
        meaning = self._meanings.get(_code(event))
        if meaning is None:
            return False
        if not event.isAutoRepeat():
            del self._meanings[_code(event)]
        if not isinstance(meaning, QAction):
            self._translate(meaning[0], event, meaning[1])
        return True

    def _translate(self, widget: QWidget, event: QKeyEvent, key: int) -> bool:
        """Send the event to a widget as that of another key; whether it has a use for it."""
        if not shiboken6.isValid(widget):
            return False
        text = event.text() if key == event.key() else ""
        sent = QKeyEvent(event.type(), key, event.modifiers(), text, event.isAutoRepeat(), event.count())
        sent.ignore()
        widget.event(sent)  # not to its parents as well, which would take it for theirs
        return sent.isAccepted()

    def _end_line(self, field: QWidget) -> None:
        marked = shiboken6.isValid(field) and isinstance(field, MarkedEdit) and field.marked
        focused = QApplication.focusWidget()
        if not marked and focused is not None and self._is_own(focused):
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, event: QKeyEvent) -> None:
        """No one had a use for a key: say what becomes of it."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        written = QKeyCombination(modifiers, Qt.Key(event.key()))
        place = physical_key(event) or event.key()
        action = self._command(modifiers, event.key()) or self._command(modifiers, place)
        if action is not None and action.objectName() == "clear_layer":
            words = self.tr("Click the canvas first: only there does {0} clear the layer.")
            said = words.format(QKeySequence(written).toString(QKeySequence.SequenceFormat.NativeText))
        elif action is not None:
            said = ""
            if action.objectName() != "cancel":
                said = self.tr("There is nothing for “{0}” to do just now.").format(plain_words(action))
        else:
            said = self._habits.said_of(QKeyCombination(modifiers, Qt.Key(place)), written)
        if said:
            self.noted.emit(said)


def _code(event: QKeyEvent) -> int:
    """What tells one key from the others while it is down."""
    return event.nativeScanCode() or -event.key()
