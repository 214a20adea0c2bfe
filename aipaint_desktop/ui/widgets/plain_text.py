"""Texts with names in them that artists and files gave: shown as they stand, never as markup, however long.

Qt takes any text that looks like HTML for such, in labels, tool tips and message boxes alike.
"""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtGui import Qt as Text
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption, QWidget

_UNBROKEN = 20  # letters, after which a word may be broken
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG = re.compile(rf"\S{{{_UNBROKEN}}}(?=\S)")
_SHORTEST = 6  # letters that are seen of a text that is cut short


def plain(text: str) -> str:
    """Mark text up for tool tips and message boxes so that it shows as it stands, if it would be taken for markup."""
    return Text.convertFromPlainText(text) if Text.mightBeRichText(text) else text


class WrappedLabel(QLabel):
    """Shows lines of words; one that is longer than a line is broken, too, so that it makes no window wider."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._text = text
        super().setText(_LONG.sub(rf"\g<0>{_BREAK}", text))

    def text(self) -> str:
        return self._text

    def clear(self) -> None:
        self.setText("")


class ElidedLabel(QLabel):
    """Shows one line, cut short where there is not enough room; its tool tip says all of it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(plain(text))

    def minimumSizeHint(self) -> QSize:
        shortest = self.fontMetrics().averageCharWidth() * _SHORTEST
        return QSize(min(shortest, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        box = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        style = self.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        style.drawItemText(
            painter,
            box,
            self.alignment(),
            self.palette(),
            self.isEnabled(),
            shown,
            QPalette.ColorRole.WindowText,
        )
        painter.end()
