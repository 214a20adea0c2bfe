"""Small pictures of a document's states, made beside the window for those that are looked at."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from aipaint_desktop.document.document import State
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.thumbnails import thumbnail_of

_LATER_MS = 200  # a thumbnail follows the brush, but not while it paints
_MOST_WANTED = 50  # what was scrolled past long ago is asked for again when it is seen again


class StateThumbnails(QObject):
    """Makes a thumbnail of each state that is asked for, one after another, those asked for last first.

    side: of a thumbnail, px. busy: whether the artist is painting, so that they have to wait.
    """

    ready = Signal()
    """Some that were asked for are there."""

    def __init__(
        self, side: int, background: Background, busy: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._side = side
        self._background = background
        self._busy = busy
        self._made: WeakKeyDictionary[State, QImage] = WeakKeyDictionary()
        self._wanted: list[State] = []
        self._making = False
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(_LATER_MS)
        self._due.timeout.connect(self._make_next)

    def of(self, state: State) -> QImage | None:
        """Give the thumbnail of a state, or None where it is not made."""
        return self._made.get(state)

    def ask_for(self, state: State) -> None:
        """Have the thumbnail of a state made, unless it is."""
        if state not in self._made and state not in self._wanted:
            self._wanted = [*self._wanted[1 - _MOST_WANTED :], state]
            if not self._making:
                self._due.start()

    def forget(self) -> None:
        """Make none of those that are still asked for."""
        self._wanted.clear()

    def _make_next(self) -> None:
        if self._making or not self._wanted:
            return
        if self._busy():
            self._due.start()
            return
        state, side = self._wanted.pop(), self._side
        self._making = True
        self._background.run(
            lambda: thumbnail_of(state, side),
            lambda image: self._keep(state, image),
            lambda _why: self._keep(state, QImage()),
            asked_by=self,
        )

    def _keep(self, state: State, image: QImage) -> None:
        self._making = False
        self._made[state] = image
        self.ready.emit()
        self._make_next()
