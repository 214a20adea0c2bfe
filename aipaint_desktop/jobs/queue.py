"""The queue: takes requests from the window, runs them one after another on the worker's thread."""

import itertools
import logging
from collections import deque
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread, Signal, Slot
from PySide6.QtGui import QImage

from aipaint_desktop.engines.base import Engine, Request
from aipaint_desktop.jobs.job import Job, JobState
from aipaint_desktop.jobs.pace import Pace
from aipaint_desktop.jobs.worker import Shown, Worker

_log = logging.getLogger(__name__)

_SHUTDOWN_MS = 500


class JobQueue(QObject):
    """One job at a time, in the order in which they were submitted. All of it, but the engine's own work,
    happens on the thread of the window: jobs change only there, just before the signal that tells of it.

    frame comes at most about 15 times a second and never faster than the window takes them: frames between
    are left out, the last one never. Its image owns its memory.
    """

    started = Signal(object)  # Job
    frame = Signal(object, QImage, int, int, float)  # Job, image, step, steps, seconds left
    finished = Signal(object)  # Job
    failed = Signal(object, str)  # Job, one sentence
    cancelled = Signal(object)  # Job

    _handed_over = Signal(object)  # Job, to the worker
    _warming_up = Signal()

    def __init__(self, engines: Mapping[str, Engine], parent: QObject | None = None) -> None:
        """engines: by their id."""
        super().__init__(parent)
        self._ids = itertools.count(1)
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._pace = Pace()
        self._worker = Worker(engines, self._pace)
        self._thread = QThread(self)
        self._thread.setObjectName("aipaint-worker")
        self._worker.moveToThread(self._thread)
        self._connect()
        self._thread.start(QThread.Priority.LowPriority)
        application = QCoreApplication.instance()
        if application is not None:  # a QThread must not outlive the application, whoever forgot it
            application.aboutToQuit.connect(self.shutdown)

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._thread.started.connect(self._worker.prepare)
        self._handed_over.connect(self._worker.run, queued)
        self._warming_up.connect(self._worker.warm_up, queued)
        self._worker.started.connect(self._on_started, queued)
        self._worker.shown.connect(self._on_shown, queued)
        self._worker.finished.connect(self._on_finished, queued)
        self._worker.failed.connect(self._on_failed, queued)
        self._worker.cancelled.connect(self._on_cancelled, queued)

    @property
    def running(self) -> Job | None:
        """The job that the worker has in hand."""
        return self._running

    @property
    def waiting(self) -> tuple[Job, ...]:
        """The jobs that have not begun, next one first."""
        return tuple(self._waiting)

    def submit(self, request: Request) -> Job:
        """Put a request at the end of the queue. What is wrong with it comes by the `failed` signal."""
        job = Job(next(self._ids), request)
        self._waiting.append(job)
        self._hand_over_next()
        return job

    def cancel(self, job: Job) -> None:
        """Stop a job; `cancelled` follows, within half a second if it was running. Ended jobs stay so."""
        if job in self._waiting:
            self._waiting.remove(job)
            job.state = JobState.CANCELLED
            self.cancelled.emit(job)
        else:
            job.token.cancel()

    def warm_up(self) -> None:
        """Load torch on the worker's thread, ahead of the first job."""
        self._warming_up.emit()

    @Slot()
    def shutdown(self) -> None:
        """Cancel everything and end the thread; no signal comes any more. Safe to call twice.

        Takes at most half a second, but for one thing that nothing can interrupt: torch being loaded.
        """
        if not self._thread.isRunning():
            return
        for job in (*self._waiting, *filter(None, [self._running])):
            job.token.cancel()
            job.state = JobState.CANCELLED
        self._waiting.clear()
        self._running = None
        self._thread.quit()
        if not self._thread.wait(_SHUTDOWN_MS):
            _log.warning("waiting for the worker to stop")
            self._thread.wait()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall)  # what the worker said meanwhile

    def _hand_over_next(self) -> None:
        if self._running is None and self._waiting and self._thread.isRunning():
            self._running = self._waiting.popleft()
            self._handed_over.emit(self._running)

    @Slot(object)
    def _on_started(self, job: Job) -> None:
        job.state = JobState.RUNNING
        self.started.emit(job)

    @Slot(object, object)
    def _on_shown(self, job: Job, shown: Shown) -> None:
        frame, film = shown.frame, shown.film
        job.latest = frame
        job.frames.append(film)
        self.frame.emit(job, film.image, frame.step, frame.steps, frame.seconds_left)
        self._pace.arrived()

    @Slot(object, float)
    def _on_finished(self, job: Job, seconds: float) -> None:
        self._end(job, JobState.FINISHED, seconds)
        self.finished.emit(job)
        self._hand_over_next()

    @Slot(object, float, str)
    def _on_failed(self, job: Job, seconds: float, message: str) -> None:
        job.message = message
        self._end(job, JobState.FAILED, seconds)
        self.failed.emit(job, message)
        self._hand_over_next()

    @Slot(object, float)
    def _on_cancelled(self, job: Job, seconds: float) -> None:
        self._end(job, JobState.CANCELLED, seconds)
        self.cancelled.emit(job)
        self._hand_over_next()

    def _end(self, job: Job, state: JobState, seconds: float) -> None:
        job.state = state
        job.seconds = seconds
        self._running = None
