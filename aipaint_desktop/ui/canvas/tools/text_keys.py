"""What keys mean to a text that is typed."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

_KEY, _CONTROL, _ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_MODIFIERS = _CONTROL | _ALT | Qt.KeyboardModifier.MetaModifier
ENTER = (_KEY.Key_Return, _KEY.Key_Enter)
TAB = (_KEY.Key_Tab, _KEY.Key_Backtab)
_ARROWS = (_KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Up, _KEY.Key_Down)
_OTHERS = (*ENTER, *TAB, *_ARROWS, _KEY.Key_Home, _KEY.Key_End, _KEY.Key_Backspace, _KEY.Key_Delete)
_STANDARD = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)


class Step(Enum):
    """By what an arrow moves the caret."""

    CHARACTER = auto()
    LINE = auto()


def is_for_text(event: QKeyEvent) -> bool:
    """Tell whether a key writes, moves the caret or ends the text, instead of being a command."""
    held = event.modifiers() & _MODIFIERS
    if event.key() == _KEY.Key_Escape or any(event.matches(key) for key in _STANDARD):
        return True
    if event.key() in _OTHERS:
        return not held & ~_CONTROL
    written = bool(event.text()) and event.text().isprintable()
    return written and held in (Qt.KeyboardModifier.NoModifier, _CONTROL | _ALT)  # Ctrl+Alt is AltGr


def way_of(key: int, *, vertical: bool) -> tuple[Step, bool] | None:
    """Tell by what an arrow moves the caret, and whether that is back; None for another key. vertical: whether lines
    run downwards, from right to left."""
    if key not in _ARROWS:
        return None
    along = key in (_KEY.Key_Up, _KEY.Key_Down) if vertical else key in (_KEY.Key_Left, _KEY.Key_Right)
    if along:
        return Step.CHARACTER, key in (_KEY.Key_Left, _KEY.Key_Up)
    return Step.LINE, key in (_KEY.Key_Right, _KEY.Key_Up)


def from_clipboard() -> str:
    """Give the text that is in the clipboard, as far as it can be set."""
    text = QGuiApplication.clipboard().text()
    for end in ("\r\n", "\r", "\u2029"):
        text = text.replace(end, "\n")
    return "".join(character for character in text if character.isprintable() or character == "\n")
