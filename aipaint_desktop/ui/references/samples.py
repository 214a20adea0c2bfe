"""The small paintings that show what a reference makes of a sketch; that of a new one is painted when it is added."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.follower import Follower
from aipaint_desktop.modelstore.references import ReferenceEntry


class Samples(QObject):
    """Knows the sample of every reference that has one.

    file_of: where a reference's sample is or will be; called, as it is read, in the background. paint: paints and keeps
    it; called on a thread of its own.
    """

    painted = Signal()  # one more is there

    def __init__(
        self,
        file_of: Callable[[ReferenceEntry], Path],
        paint: Callable[[ReferenceEntry, CancelToken], Path],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._file_of = file_of
        self._paint = paint
        self._background = background
        self._token = CancelToken()
        self._images: dict[str, QImage] = {}
        self._reading: set[str] = set()  # ids
        self._wanted: set[str] = set()  # ids of those that are painted where they are not there
        self._unpainted: deque[ReferenceEntry] = deque()
        self._follower = Follower(self)
        self._follower.done.connect(self._go_on)
        self._follower.failed.connect(self._go_on)  # a reference without a sample is no less one

    def of(self, entry: ReferenceEntry) -> QImage:
        """Give the reference's sample; null where there is none or it has not been read yet."""
        image = self._images.get(entry.id)
        if image is None:
            self._read(entry)
            return QImage()
        return image

    def want(self, entry: ReferenceEntry) -> None:
        """Have the sample painted unless it is there."""
        self._wanted.add(entry.id)
        self._read(entry)

    def _read(self, entry: ReferenceEntry) -> None:
        if entry.id in self._reading:
            return
        self._reading.add(entry.id)
        self._background.run(
            lambda: QImage(str(self._file_of(entry))),
            lambda image: self._keep(entry, image),
            lambda _why: self._keep(entry, QImage()),
            asked_by=self,
        )

    def _keep(self, entry: ReferenceEntry, image: QImage) -> None:
        self._reading.discard(entry.id)
        self._images[entry.id] = image
        if not image.isNull():
            self.painted.emit()
        elif entry.id in self._wanted:
            self._unpainted.append(entry)
            self._paint_next()
        self._wanted.discard(entry.id)

    def shutdown(self) -> None:
        """Stop painting samples."""
        self._token.cancel()
        self._wanted.clear()
        self._unpainted.clear()
        self._follower.shutdown()

    def _paint_next(self) -> None:
        if self._unpainted and not self._follower.busy:
            entry = self._unpainted[0]
            self._follower.ask(lambda: self._paint(entry, self._token))

    def _go_on(self, _result: object) -> None:
        if self._unpainted:
            self._read(self._unpainted.popleft())
        self._paint_next()
