"""A field for a prompt, which offers words as one types."""

import re
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QSizePolicy, QWidget

_LINES = 3
_LEAST_LETTERS = 2
_MOST_SHOWN = 8
_SEPARATORS = re.compile(r"[\s,，、;；.。()（）\[\]:：]+")  # the full-width space is one of \s
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALONG = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PromptEdit(QPlainTextEdit):
    """Takes three lines of text. What begins like one of the words offered is completed from a list.

    list: hidden while there is nothing to offer. It lies over the window and is no window of its own: what is clicked
    beside it is pressed. The arrow keys choose in it; Tab takes the chosen word, or the first, and Enter the chosen.
    Without the list Tab leaves the field, as everywhere else in the window.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Words that begin like this"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.list.setFocusProxy(self)  # the keys stay here when a word is clicked
        self.list.hide()
        self.list.itemClicked.connect(lambda item: self._take(item.text()))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, words: Sequence[str]) -> None:
        """Offer words to choose from."""
        self._words = list(words)

    @property
    def offered(self) -> list[str]:
        """List the words that are offered now."""
        return (
            [] if self.list.isHidden() else [self.list.item(row).text() for row in range(self.list.count())]
        )

    def sizeHint(self) -> QSize:
        return QSize(160, _LINES * self.fontMetrics().lineSpacing() + 18)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._is_for_list(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _is_for_list(self, event: QKeyEvent) -> bool:
        if self.list.isHidden() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        chosen = self.list.currentRow() >= 0
        return event.key() in (*_ALONG, Qt.Key.Key_Escape) or (event.key() in _ENTER and chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_for_list(event):
            if event.key() in _ALONG:
                row = self.list.currentRow() + _ALONG[Qt.Key(event.key())]
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
            elif event.key() in _ENTER:
                self._take(self.list.currentItem().text())
            else:
                self.list.hide()
            return
        super().keyPressEvent(event)
        if event.text():
            self._complete()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if event.preeditString():
            self.list.hide()  # the input method has one of its own
        elif event.commitString():
            self._complete()

    def focusNextPrevChild(self, following: bool) -> bool:
        if following and not self.list.isHidden():
            self._take(self.list.item(max(self.list.currentRow(), 0)).text())
            return True
        return super().focusNextPrevChild(following)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.list.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.list.setParent(self)  # and hidden; it goes with the field

    def _complete(self) -> None:
        begun = unicodedata.normalize("NFKC", self._begun()).casefold()
        letters = len(begun) if begun.isascii() else _LEAST_LETTERS * len(begun)
        words = [word for word in self._words if word.casefold().startswith(begun)]
        self.list.clear()
        if letters < _LEAST_LETTERS or not words or [word.casefold() for word in words] == [begun]:
            self.list.hide()
            return
        self.list.addItems(words)
        self._place_list()

    def _place_list(self) -> None:
        """Below the word, or above where there is no room, within the window."""
        window = self.window()
        self.list.setParent(window)  # the window may be another one since
        rows = min(self.list.count(), _MOST_SHOWN)
        bar = self.list.verticalScrollBar().sizeHint().width()
        size = QSize(self.list.sizeHintForColumn(0) + bar + 16, rows * self.list.sizeHintForRow(0) + 6)
        word = QRect(self.viewport().mapTo(window, self.cursorRect().topLeft()), self.cursorRect().size())
        place = QPoint(min(word.left(), window.width() - size.width()), word.bottom() + 4)
        if place.y() + size.height() > window.height():
            place.setY(word.top() - 4 - size.height())
        self.list.setGeometry(QRect(place, size))
        self.list.show()
        self.list.raise_()

    def _begun(self) -> str:
        """The word before the cursor."""
        cursor = self.textCursor()
        cursor.clearSelection()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return _SEPARATORS.split(cursor.selectedText())[-1]

    def _take(self, word: str) -> None:
        self.list.hide()
        cursor = self.textCursor()
        # Qt counts in units of UTF-16, of which an emoji has two.
        units = len(self._begun().encode("utf-16-le")) // 2
        cursor.setPosition(cursor.position() - units, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(word)
        self.setTextCursor(cursor)
