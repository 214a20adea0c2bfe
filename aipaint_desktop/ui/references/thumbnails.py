"""Small pictures of files, read one at a time between events so that the window never waits for them."""

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader


def read_thumbnail(path: Path, side: int) -> QImage:
    """The file's picture, upright, its shorter side `side` px; null where it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():  # most formats decode faster when told how small it may be
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return image
    return image.scaled(
        QSize(side, side),
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )


def square(image: QImage) -> QImage:
    """The middle of the image, as wide as high."""
    side = min(image.width(), image.height())
    return image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)


class ThumbnailReader(QObject):
    """Reads thumbnails when the event loop is idle, in the order they were asked for."""

    ready = Signal(Path, QImage)

    def __init__(self, side: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._wanted: deque[Path] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_next)

    def ask_for(self, path: Path) -> None:
        self._wanted.append(path)
        self._timer.start()

    def _read_next(self) -> None:
        path = self._wanted.popleft()
        if not self._wanted:
            self._timer.stop()
        image = read_thumbnail(path, self._side)
        if not image.isNull():
            self.ready.emit(path, image)
