"""What is said of keys that painters press by habit and that mean nothing here."""

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeySequence

_SPECIAL = 0x01000000  # from here on keys do not write letters
_FUNCTION_KEYS = range(Qt.Key.Key_F1, Qt.Key.Key_F12 + 1)
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_NATIVE = QKeySequence.SequenceFormat.NativeText


class Habits(QObject):
    """Knows keys of other painting programs, so that a press is never answered by nothing."""

    def said_of(self, keys: QKeyCombination, written: QKeyCombination) -> str:
        """Answer keys that no command has in one sentence; empty for those that are no one's habit.

        keys: as on a US keyboard. written: as the artist's keyboard has them.
        """
        letter = Qt.Key.Key_Space < keys.key() < _SPECIAL
        modifiers = keys.keyboardModifiers() & ~(_CONTROL | _SHIFT)
        if modifiers.value or not (letter or keys.key() in _FUNCTION_KEYS):
            return ""
        known = self._known().get(QKeySequence(keys).toString())
        generic = self.tr("{0} means nothing here; the settings list the keys that do.")
        return known or generic.format(QKeySequence(written).toString(_NATIVE))

    def _known(self) -> dict[str, str]:
        return {
            "V": self.tr("T moves a layer; Ctrl+T scales and turns it."),
            "U": self.tr("Lines, rectangles, ellipses, polygons and curves are in the tool bar."),
        }
