"""The colour in hand, small, where it is always in sight."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QToolButton, QWidget

_BACK, _FRONT = QRectF(14, 14, 14, 14), QRectF(4, 4, 18, 18)


class ColourButton(QToolButton):
    """Shows the colour in hand over the one in waiting; a click asks for more of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front, self._back = QColor(), QColor()
        self.setToolTip(self.tr("Colour in hand; a click shows the colours"))
        self.setAccessibleName(self.tr("Colour in hand"))

    def sizeHint(self) -> QSize:
        return QSize(32, 32)

    @property
    def colour(self) -> QColor:
        return self._front

    def set_colours(self, front: QColor, back: QColor) -> None:
        """Show two colours. front: the one in hand. back: the one in waiting."""
        self._front, self._back = front, back
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - 32) / 2, (self.height() - 32) / 2)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1))
        for colour, box in ((self._back, _BACK), (self._front, _FRONT)):
            painter.setBrush(colour)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
