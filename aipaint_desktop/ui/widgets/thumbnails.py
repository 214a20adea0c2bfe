"""Small pictures of files, read one after another beside the window."""

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from aipaint_desktop.files.documents import read_small
from aipaint_desktop.files.pictures import reading as picture_file
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.values.refusal import BadInput, Sentence


def read_thumbnail(path: Path, side: int) -> QImage:
    """Read the file's picture as the canvas shows it, its short side at most `side` px; null where there is none."""
    try:
        return to_qimage(picture_file.read_thumbnail(path, side).pixels)
    except BadInput:
        return QImage()


def square(image: QImage) -> QImage:
    """Crop the image to its middle, as wide as high."""
    side = min(image.width(), image.height())
    return image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)


class ThumbnailReader(QObject):
    """Reads thumbnails in the background, in the order they were asked for, one at a time."""

    ready = Signal(Path, QImage)
    failed = Signal(Path, object)  # Sentence
    finished = Signal()  # all that was asked for is read, or cannot be

    def __init__(self, side: int, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._background = background
        self._wanted: deque[Path] = deque()
        self._busy = False

    def ask_for(self, path: Path) -> None:
        self._wanted.append(path)
        self._read_next()

    def _read_next(self) -> None:
        if self._busy or not self._wanted:
            return
        self._busy = True
        path, side = self._wanted.popleft(), self._side
        self._background.run(
            lambda: to_qimage(read_small(path, side)),
            lambda image: self._tell(path, image, None),
            lambda why: self._tell(path, QImage(), why),
            asked_by=self,
        )

    def _tell(self, path: Path, image: QImage, why: Sentence | None) -> None:
        if image.isNull():
            self.failed.emit(path, why)
        else:
            self.ready.emit(path, image)
        self._busy = False
        if self._wanted:
            self._read_next()
        else:
            self.finished.emit()
