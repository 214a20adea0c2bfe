"""A field for a prompt, which offers words as one types."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit, QSizePolicy, QWidget

_LINES = 3
_LEAST_LETTERS = 2
_KEYS_OF_THE_LIST = (
    Qt.Key.Key_Enter,
    Qt.Key.Key_Return,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
)


class PromptEdit(QPlainTextEdit):
    """Three lines of text. What begins like one of the words offered is completed from a list.

    Tab leaves the field, as everywhere else in the window; while the list is open it takes the word.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QStringListModel(self)
        self.completer = QCompleter(self._words, self)
        self._list = QListView()
        self.completer.setPopup(self._list)
        self.completer.setWidget(self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setMaxVisibleItems(8)
        self.completer.activated.connect(self._take)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, words: Sequence[str]) -> None:
        """Words to choose from."""
        self._words.setStringList(list(words))

    def sizeHint(self) -> QSize:
        return QSize(160, _LINES * self.fontMetrics().lineSpacing() + 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._list.isVisible() and event.key() in _KEYS_OF_THE_LIST:
            event.ignore()  # the list takes it
            return
        super().keyPressEvent(event)
        if event.text():
            self._complete()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.completer.setWidget(self)
        super().focusInEvent(event)

    def _complete(self) -> None:
        begun = self._begun()
        letters = len(begun) if begun.isascii() else _LEAST_LETTERS * len(begun)
        self.completer.setCompletionPrefix(begun)
        only = self.completer.completionCount() == 1 and self.completer.currentCompletion() == begun
        if letters < _LEAST_LETTERS or only or self.completer.completionCount() == 0:
            self._list.hide()
            return
        place = self.cursorRect()
        bar = self._list.verticalScrollBar().sizeHint().width()
        place.setWidth(self._list.sizeHintForColumn(0) + bar + 16)
        self.completer.complete(place)

    def _begun(self) -> str:
        """The word before the cursor."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        for separator in ",，、;；.。":
            before = before.replace(separator, " ")
        return before.rsplit(" ", 1)[-1]

    def _take(self, word: str) -> None:
        cursor = self.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(self._begun())
        )
        cursor.insertText(word)
        self.setTextCursor(cursor)
