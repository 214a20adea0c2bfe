"""A small floating picture: the spot in the reference that the paint under the pointer came from."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.values.picture import Picture

_SIDE = 184
_CAPTION = 24
_SPOT = 160  # side of what is shown of the reference, in its pixels


class SourceInset(QWidget):
    """Shows one spot; out of the pointer's way it keeps to a corner of the canvas."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(_SIDE, _SIDE + _CAPTION))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._spot = QImage()
        self._centre = (0, 0)
        self._name = ""
        self.hide()

    def show_spot(self, reference: Picture, column: int, row: int) -> None:
        """Show a spot of a reference. column, row: in the reference, px."""
        side = min(_SPOT, reference.width, reference.height)
        left = min(max(column - side // 2, 0), reference.width - side)
        top = min(max(row - side // 2, 0), reference.height - side)
        self._spot = to_qimage(reference.pixels[top : top + side, left : left + side])
        self._centre = (column - left, row - top)
        self._name = reference.name
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        colours = self.palette()
        painter.setPen(QPen(colours.color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(colours.color(QPalette.ColorRole.Window))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)
        place = QRect(4, 4, _SIDE - 8, _SIDE - 8)
        painter.drawImage(place, self._spot)
        scale = place.width() / max(1, self._spot.width())
        x = place.left() + round((self._centre[0] + 0.5) * scale)
        y = place.top() + round((self._centre[1] + 0.5) * scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor(0, 0, 0, 160), 4), (QColor(255, 255, 255), 2)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(x - 10, y - 10, 20, 20)
        painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
        caption = QRect(8, _SIDE - 4, _SIDE - 16, _CAPTION)
        words = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, caption.width())
        painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
