"""Two pictures side by side: what it was, and what was painted from it."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from aipaint_desktop.ui.widgets.thumbnails import read_thumbnail

_GAP = 28  # for the arrow between them
_RADIUS = 6


class PicturePair(QWidget):
    """Before and after, with an arrow between them."""

    def __init__(self, before: Path, after: Path, size: QSize, parent: QWidget | None = None) -> None:
        """size: of each picture, px; they are cropped to it."""
        super().__init__(parent)
        self._size = size
        self._paths = before, after
        self._images: tuple[QImage, ...] = ()
        self.setFixedSize(2 * size.width() + _GAP, size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._images:  # read only once they are to be seen
            side = round(max(self._size.width(), self._size.height()) * self.devicePixelRatioF())
            self._images = tuple(read_thumbnail(path, side) for path in self._paths)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        width, height = self._size.width(), self._size.height()
        for place, image in enumerate(self._images):
            box = QRectF(place * (width + _GAP), 0, width, height)
            outline = QPainterPath()
            outline.addRoundedRect(box, _RADIUS, _RADIUS)
            painter.save()
            painter.setClipPath(outline)
            scale = max(width / max(image.width(), 1), height / max(image.height(), 1))
            shown = QRectF(0, 0, image.width() * scale, image.height() * scale)
            shown.moveCenter(box.center())
            painter.drawImage(shown, image)
            painter.restore()
        painter.setPen(self.palette().placeholderText().color())
        between = QRectF(width, 0, _GAP, height)
        painter.drawText(between, Qt.AlignmentFlag.AlignCenter, "→")
        painter.end()
