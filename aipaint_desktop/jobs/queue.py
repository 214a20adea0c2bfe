"""The queue: makes what the window asks for into requests and runs them one after another on the worker's thread."""

import itertools
import logging
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from aipaint_desktop.engines.base.engine import Cancelled, Device, Engine
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.job import Build, Job, JobState
from aipaint_desktop.jobs.pace import Pace
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.jobs.worker import Shown, Worker
from aipaint_desktop.values.refusal import Sentence

_log = logging.getLogger(__name__)

_SHUTDOWN_MS = 500
_LETTING_GO_MS = 60_000


class JobQueue(QObject):
    """Runs one job at a time, in the order in which they were submitted. All of it, but the making of requests and the
    engine's own work, happens on the thread of the window: jobs change only there, just before the signal that tells
    of it.

    A worker that is free makes the request itself, so that there are two changes of thread from the press to the first
    frame: to the worker and back. While it is busy a request is made beside it, so that what is wrong with one is said
    at once.

    frame comes at most about 15 times a second and never faster than the window takes them: frames between
    are left out, the last one never. Its image owns its memory.
    """

    started = Signal(object)  # Job
    prepared = Signal(object, object, float)  # Job, the Sentence that says what is being done, its share
    frame = Signal(object, QImage, int, int, float)  # Job, image, step, steps, seconds left
    finished = Signal(object)  # Job
    failed = Signal(object, object)  # Job, Sentence
    cancelled = Signal(object)  # Job

    _handed_over = Signal(object, object)  # Job, and what gives its request, to the worker
    _warming_up = Signal()

    def __init__(
        self,
        engines: Mapping[str, Engine],
        let_go: Callable[[], bool] = lambda: False,
        parent: QObject | None = None,
    ) -> None:
        """Begin with an empty queue. engines: by their id. let_go: has models let go that nobody has used for a while,
        and says whether there were any; called every minute, on the worker's thread and between jobs."""
        super().__init__(parent)
        self._ids = itertools.count(1)
        self._jobs: list[Job] = []  # that have not ended, in the order of the press
        self._at_worker: Job | None = None
        self._errands = 0  # that the worker has not done yet
        self._background = Background(self)
        self._pace = Pace()
        self._worker = Worker(engines, self._pace, let_go)
        self._thread = QThread(self)
        self._thread.setObjectName("aipaint-worker")
        self._worker.moveToThread(self._thread)
        self._connect()
        self._thread.start(QThread.Priority.LowPriority)
        self._minutes = QTimer(self)
        self._minutes.setInterval(_LETTING_GO_MS)
        self._minutes.timeout.connect(self._worker.let_go, Qt.ConnectionType.QueuedConnection)
        self._minutes.start()
        application = QCoreApplication.instance()
        if application is not None:  # a QThread must not outlive the application, whoever forgot it
            application.aboutToQuit.connect(self.shutdown)

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._thread.started.connect(self._worker.prepare)
        self._handed_over.connect(self._worker.run, queued)
        self._warming_up.connect(self._worker.warm_up, queued)
        self._worker.started.connect(self._on_started, queued)
        self._worker.began.connect(self._on_began, queued)
        self._worker.prepared.connect(self._on_prepared, queued)
        self._worker.shown.connect(self._on_shown, queued)
        self._worker.finished.connect(self._on_finished, queued)
        self._worker.failed.connect(self._on_failed, queued)
        self._worker.cancelled.connect(self._on_cancelled, queued)
        self._worker.done.connect(self._on_done, queued)

    @property
    def running(self) -> Job | None:
        """Give the job that has been handed to the worker, once its request is made."""
        job = self._at_worker
        return job if job is not None and job.built is not None else None

    @property
    def waiting(self) -> tuple[Job, ...]:
        """List the jobs that have not begun, next one first."""
        return tuple(job for job in self._jobs if job is not self.running)

    @property
    def preparing(self) -> bool:
        """Tell whether nothing can be seen yet of the press before: its request is being made, or the running job has
        not come to its first frame."""
        unseen = self._at_worker is not None and self._at_worker.latest is None
        return unseen or any(job.state is JobState.BUILDING for job in self._jobs)

    def submit(self, build: Build, target: Target) -> Job:
        """Put a job at the end of the queue, where its result goes to `target`.

        build: makes its request, on another thread and at once. What is wrong with it, or with the request, comes by
        the `failed` signal.
        """
        job = Job(next(self._ids), target)
        self._jobs.append(job)
        if len(self._jobs) == 1 and self._errands == 0 and self._thread.isRunning():
            self._hand_over(job, build)
        else:
            self._background.run(
                partial(self._built, job, build),
                partial(self._on_built, job),
                partial(self._on_refused, job),
            )
        return job

    def cancel(self, job: Job) -> None:
        """Stop a job, whatever its state; ended jobs stay so.

        `cancelled` comes at once where no frame has arrived, even while torch is being loaded; else within half a
        second, with the frame that the engine had come to.
        """
        job.token.cancel()
        if job in self._jobs and job.latest is None:
            self._end(job, JobState.CANCELLED)
            self.cancelled.emit(job)
            self._hand_over_next()

    def warm_up(self) -> None:
        """Load torch on the worker's thread, ahead of the first job."""
        self._errands += 1
        self._warming_up.emit()

    @Slot()
    def shutdown(self) -> None:
        """Cancel everything and end the thread; no signal comes any more. Safe to call twice.

        Takes at most half a second, but for what nothing can interrupt: torch being loaded, a reference being read.
        """
        if not self._thread.isRunning():
            return
        self._minutes.stop()
        for job in self._jobs:
            job.token.cancel()
            job.state = JobState.CANCELLED
        self._jobs.clear()
        self._at_worker = None
        self._thread.quit()
        self._background.wait()
        if not self._thread.wait(_SHUTDOWN_MS):
            _log.warning("waiting for the worker to stop")
            self._thread.wait()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall)  # what the worker said meanwhile

    def _hand_over_next(self) -> None:
        ready = bool(self._jobs) and self._jobs[0].state is JobState.QUEUED
        if self._at_worker is None and ready and self._thread.isRunning():
            request = self._jobs[0].request
            self._hand_over(self._jobs[0], lambda _preparation: request)

    def _hand_over(self, job: Job, build: Build) -> None:
        self._at_worker = job
        self._errands += 1
        self._handed_over.emit(job, build)

    # What becomes of requests

    @staticmethod
    def _built(job: Job, build: Build) -> Request | None:
        """Make the request of a job beside the worker; None where it was cancelled meanwhile."""
        try:
            return build(Preparation(job.token.check))
        except Cancelled:
            return None

    def _on_built(self, job: Job, request: Request | None) -> None:
        if job in self._jobs and request is not None:  # else it was cancelled meanwhile
            job.built = request
            job.state = JobState.QUEUED
            self._hand_over_next()

    def _on_refused(self, job: Job, why: Sentence) -> None:
        if job in self._jobs:
            self._fail(job, why)

    # What the worker says; of a job that was cancelled before its first frame nobody listens any more

    @Slot(object, object)
    def _on_started(self, job: Job, request: Request) -> None:
        if job is self._at_worker:
            job.built = request
            job.state = JobState.RUNNING
            self.started.emit(job)

    @Slot(object, object, float)
    def _on_prepared(self, job: Job, doing: Sentence, share: float) -> None:
        if job is self._at_worker:
            self.prepared.emit(job, doing, share)

    @Slot(object, object)
    def _on_began(self, job: Job, device: Device) -> None:
        job.device = device

    @Slot(object, object)
    def _on_shown(self, job: Job, shown: Shown) -> None:
        if job is self._at_worker:
            frame, film = shown.frame, shown.film
            job.latest = frame
            job.frames.append(film)
            self.frame.emit(job, film.image, frame.step, frame.steps, frame.seconds_left)
        self._pace.arrived()

    @Slot(object, float)
    def _on_finished(self, job: Job, seconds: float) -> None:
        if job.token.cancelled:  # just before its end
            self._on_cancelled(job, seconds)
        elif job is self._at_worker:
            self._end(job, JobState.FINISHED, seconds)
            self.finished.emit(job)
            self._hand_over_next()

    @Slot(object, float, object)
    def _on_failed(self, job: Job, seconds: float, why: Sentence) -> None:
        if job is self._at_worker:
            self._fail(job, why, seconds)

    @Slot(object, float)
    def _on_cancelled(self, job: Job, seconds: float) -> None:
        if job is self._at_worker:
            self._end(job, JobState.CANCELLED, seconds)
            self.cancelled.emit(job)
            self._hand_over_next()

    def _fail(self, job: Job, why: Sentence, seconds: float = 0.0) -> None:
        job.failure = why
        self._end(job, JobState.FAILED, seconds)
        self.failed.emit(job, why)
        self._hand_over_next()

    def _end(self, job: Job, state: JobState, seconds: float = 0.0) -> None:
        job.state = state
        job.seconds = seconds
        self._jobs.remove(job)
        if job is self._at_worker:
            self._at_worker = None

    @Slot()
    def _on_done(self) -> None:
        self._errands -= 1
