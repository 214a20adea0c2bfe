"""The worker: iterates an engine on its own thread and tells what happens by signals."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from aipaint_desktop.engines.base.engine import Cancelled, Engine, Frame
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.pictures.ground import layer_of_picture
from aipaint_desktop.jobs.failure import sentence_of
from aipaint_desktop.jobs.images import thumbnail, to_qimage
from aipaint_desktop.jobs.job import Build, FilmFrame, Job
from aipaint_desktop.jobs.pace import Pace
from aipaint_desktop.jobs.priority import lower_this_thread

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """Carries a frame with its images on its way to the window's thread."""

    frame: Frame
    film: FilmFrame


class Worker(QObject):
    """Lives on the worker thread. Reads a job's token and never writes to the job.

    let_go: of models that nobody has used for a while; whether there were any.
    """

    started = Signal(object, object)  # Job, the Request that has been made
    began = Signal(object, object)  # Job, the Device that its engine computes on
    prepared = Signal(object, object, float)  # Job, the Sentence that says what is being done, its share
    shown = Signal(object, object)  # Job, Shown
    finished = Signal(object, float)  # Job, seconds
    failed = Signal(object, float, object)  # Job, seconds, Sentence
    cancelled = Signal(object, float)  # Job, seconds
    done = Signal()  # with a job, or with warming up

    def __init__(self, engines: Mapping[str, Engine], pace: Pace, let_go: Callable[[], bool]) -> None:
        super().__init__()
        self._let_go = let_go
        self._engines = engines
        self._pace = pace

    @Slot()
    def prepare(self) -> None:
        lower_this_thread()
        devices.let_idle_threads_sleep()

    @Slot()
    def warm_up(self) -> None:
        try:
            devices.load()
        except BaseException:  # the first job will fail with a message of its own
            _log.exception("torch could not be loaded")
        self.done.emit()

    @Slot()
    def let_go(self) -> None:
        if self._let_go():
            devices.give_back_memory(of_gpu=True)

    @Slot(object, object)
    def run(self, job: Job, build: Build) -> None:
        """Make the request and iterate its engine. build: may raise `BadInput`."""
        request: Request | None = None
        began = time.monotonic()
        try:
            job.token.check()
            request = build(Preparation(job.token.check, partial(self.prepared.emit, job)))
            job.token.check()  # that took its time
            began = time.monotonic()
            self.started.emit(job, request)
            self._iterate(job, request)
        except Cancelled:
            self.cancelled.emit(job, time.monotonic() - began)
        except BaseException as error:
            why = sentence_of(error, "making a request" if request is None else type(request).__name__)
            self.failed.emit(job, 0.0 if request is None else time.monotonic() - began, why)
        else:
            self.finished.emit(job, time.monotonic() - began)
        devices.give_back_memory()
        self.done.emit()

    def _iterate(self, job: Job, request: Request) -> None:
        request.validate()
        engine = self._engines[request.engine]
        devices.load()
        self.began.emit(job, engine.device())
        job.token.check()  # that took its time
        unseen: Frame | None = None
        frame: Frame | None = None
        try:
            for frame in engine.run(request, job.token):
                seen = self._pace.admits(always=frame.last)
                if seen:
                    self._show(job, request, frame)
                unseen = None if seen else frame
                if not frame.last:
                    job.token.check()
        finally:
            if unseen is not None:  # a job that stops early still shows how far it came
                self._show(job, request, unseen)
        if frame is None or not frame.last:
            raise RuntimeError(f"{engine.id} ended without its final frame")

    def _show(self, job: Job, request: Request, frame: Frame) -> None:
        laid = frame.laid
        if frame.layer is None and not request.makes_sheet:
            laid = layer_of_picture(request, laid)
        film = FilmFrame(frame.step, frame.steps, thumbnail(frame.image), to_qimage(laid), frame.leads_on)
        self.shown.emit(job, Shown(frame, film))
