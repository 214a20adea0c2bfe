"""The small paintings that show what a reference makes of a sketch; that of a new one is painted when it is added."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from aipaint_desktop.engines.base import CancelToken
from aipaint_desktop.jobs.follower import Follower
from aipaint_desktop.modelstore.references import ReferenceEntry


class Samples(QObject):
    """Knows the sample of every reference that has one.

    file_of: where a reference's sample is or will be. paint: paints and keeps it; called on a thread of its own.
    """

    painted = Signal()  # one more is there

    def __init__(
        self,
        file_of: Callable[[ReferenceEntry], Path],
        paint: Callable[[ReferenceEntry, CancelToken], Path],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._file_of = file_of
        self._paint = paint
        self._token = CancelToken()
        self._images: dict[str, QImage] = {}
        self._wanted: deque[ReferenceEntry] = deque()
        self._follower = Follower(self)
        self._follower.done.connect(self._go_on)
        self._follower.failed.connect(self._go_on)  # a reference without a sample is no less one

    def of(self, entry: ReferenceEntry) -> QImage:
        """The reference's sample; null where there is none."""
        image = self._images.get(entry.id)
        if image is None or image.isNull():
            try:
                image = QImage(str(self._file_of(entry)))
            except OSError:
                image = QImage()
            self._images[entry.id] = image
        return image

    def want(self, entry: ReferenceEntry) -> None:
        """Have the sample painted unless it is there."""
        if self.of(entry).isNull():
            self._wanted.append(entry)
            self._paint_next()

    def shutdown(self) -> None:
        """Paint no more."""
        self._token.cancel()
        self._wanted.clear()
        self._follower.shutdown()

    def _paint_next(self) -> None:
        if self._wanted and not self._follower.busy:
            entry = self._wanted.popleft()
            self._follower.ask(lambda: self._paint(entry, self._token))

    def _go_on(self, _result: object) -> None:
        self._paint_next()
        self.painted.emit()
