"""Short work that the window must not wait for: reading, compositing and writing pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from aipaint_desktop.engines.base import BadInput

_THREADS = 2

T = TypeVar("T")


class Background(QObject):
    """Runs functions on a few threads of its own and calls back on the thread that it was made on."""

    _ended = Signal(object)  # what to call now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._ended.connect(self._call)

    def run(
        self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[str], object]
    ) -> None:
        """Call `work` elsewhere, then `done` with its result here, or `failed` with one sentence."""

        def job() -> None:
            try:
                result = work()
            except (BadInput, OSError) as error:
                sentence = _sentence(error)
                self._ended.emit(lambda: failed(sentence))
            except MemoryError:
                self._ended.emit(lambda: failed(self.tr("There was not enough memory for this picture.")))
            else:
                self._ended.emit(lambda: done(result))

        self._pool.start(job)

    def wait(self) -> None:
        """Until all work has ended; what it would have called back is dropped."""
        self._ended.disconnect(self._call)
        self._pool.waitForDone()

    @Slot(object)
    def _call(self, what: Callable[[], None]) -> None:
        what()


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{Path(str(error.filename)).name}: {error.strerror}."
    return str(error)
