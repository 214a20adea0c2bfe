"""Short work that the window must not wait for: reading, compositing and writing pictures."""

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool, Signal, Slot

from aipaint_desktop.jobs.failure import sentence_of
from aipaint_desktop.jobs.priority import lower_this_thread
from aipaint_desktop.values.refusal import Sentence

_THREADS = 2

T = TypeVar("T")


class Background(QObject):
    """Runs functions on a few threads of its own and calls back on the thread that it was made on.

    Every call of `run` is answered by one of its two functions, whatever happens.
    """

    _ended = Signal(object)  # what to call now

    def __init__(self, parent: QObject | None = None, *, gives_way: bool = True) -> None:
        """gives_way: whether the window comes first where both want the processor."""
        super().__init__(parent)
        self._gives_way = gives_way
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._ended.connect(self._call)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Sentence], object],
        *,
        asked_by: QObject | None = None,
    ) -> None:
        """Call `work` elsewhere, then `done` with its result here, or `failed` with why not.

        `failed` is called as well where `done` itself cannot do what it is there for. asked_by: of whom the two are, so
        that neither is called once it has been deleted.
        """

        def answer(what: Callable[[], object]) -> None:
            if asked_by is None or shiboken6.isValid(asked_by):
                what()

        def job() -> None:
            if self._gives_way:
                lower_this_thread()
            try:
                result = work()
            except BaseException as error:
                why = sentence_of(error, _name(work))
                self._ended.emit(lambda: answer(lambda: failed(why)))
            else:
                self._ended.emit(lambda: answer(lambda: finish(result)))

        def finish(result: T) -> None:
            try:
                done(result)
            except Exception as error:
                failed(sentence_of(error, _name(done)))

        self._pool.start(job)

    def wait(self) -> None:
        """Wait until all work has ended; what it would have called back is dropped."""
        self._pool.waitForDone()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall)

    @Slot(object)
    def _call(self, what: Callable[[], None]) -> None:
        what()


def _name(function: Callable[..., object]) -> str:
    return getattr(function, "__qualname__", repr(function))
