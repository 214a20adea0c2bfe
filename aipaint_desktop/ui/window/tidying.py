"""Collecting garbage while nobody paints."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from aipaint_desktop import garbage
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.state import State

_EVERY_MS = 10_000
_MOST_BUSY = 30  # times in a row that it waits for a pause


class Tidying(QObject):
    """Collects garbage every now and then, once the document has not changed for a while, or it has waited too long.

    It takes tens of milliseconds, in which nothing can be painted.
    """

    def __init__(self, document: Callable[[], Document]) -> None:
        """document: gives the one of the moment."""
        super().__init__()
        self._document = document
        self._seen: State | None = None
        self._busy = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect if nothing has happened since the last look, and no button is held."""
        state = self._document().state
        is_calm = state is self._seen and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
        self._seen = state
        self._busy = 0 if is_calm else self._busy + 1
        if is_calm or self._busy > _MOST_BUSY:
            self._busy = 0
            garbage.collect()

    def close(self) -> None:
        """Collect no more."""
        self._timer.stop()
