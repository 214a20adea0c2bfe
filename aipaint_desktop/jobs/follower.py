"""A thread that works on what was asked last: for results that are stale as soon as something newer is asked."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from aipaint_desktop.engines.base.engine import Cancelled
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.jobs.failure import sentence_of
from aipaint_desktop.jobs.priority import lower_this_thread
from aipaint_desktop.values.refusal import Sentence

Work = Callable[[], object]


class _Worker(QObject):
    done = Signal(object)
    failed = Signal(object)  # Sentence

    @Slot()
    def prepare(self) -> None:
        lower_this_thread()
        devices.let_idle_threads_sleep()

    @Slot(object)
    def run(self, work: Work) -> None:
        try:
            devices.load()
            result = work()
        except Cancelled:
            self.done.emit(None)
        except BaseException as error:
            self.failed.emit(sentence_of(error, "work that follows the artist"))
        else:
            self.done.emit(result)


class Follower(QObject):
    """Runs one piece of work at a time on a thread of its own, at the worker's priority."""

    done = Signal(object)  # what the work returned; None where it was cancelled
    failed = Signal(object)  # Sentence

    _handed_over = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._next: Work | None = None
        self._worker = _Worker()
        self._thread = QThread(self)
        self._thread.setObjectName("aipaint-follower")
        self._worker.moveToThread(self._thread)
        queued = Qt.ConnectionType.QueuedConnection
        self._thread.started.connect(self._worker.prepare)
        self._handed_over.connect(self._worker.run, queued)
        self._worker.done.connect(self._on_done, queued)
        self._worker.failed.connect(self._on_failed, queued)

    @property
    def busy(self) -> bool:
        return self._busy

    def ask(self, work: Work) -> None:
        """Do this next; what waited and was not begun is forgotten."""
        if not self._thread.isRunning():
            self._thread.start(QThread.Priority.LowPriority)
        if self._busy:
            self._next = work
            return
        self._busy = True
        self._handed_over.emit(work)

    def shutdown(self) -> None:
        """Forget what waits and end the thread when what runs has ended. Safe to call twice."""
        self._next = None
        self._thread.quit()
        self._thread.wait()

    @Slot(object)
    def _on_done(self, result: object) -> None:
        self._go_on()
        self.done.emit(result)

    @Slot(object)
    def _on_failed(self, why: Sentence) -> None:
        self._go_on()
        self.failed.emit(why)

    def _go_on(self) -> None:
        self._busy = False
        work, self._next = self._next, None
        if work is not None:
            self.ask(work)
