"""From the press of Paint to the new layer: the jobs that are under way, and what becomes of them."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from aipaint_desktop.document.canvas_size import Scaling
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.engines.base.engine import Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.pictures.ground import layer_of_picture
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.failure import sentence_of
from aipaint_desktop.jobs.images import pixels_of
from aipaint_desktop.jobs.job import Build, FilmFrame, Job
from aipaint_desktop.jobs.queue import JobQueue
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.titles import StepTitle
from aipaint_desktop.workspace.active_document import ActiveDocument
from aipaint_desktop.workspace.placement import place_result, scaling_for
from aipaint_desktop.workspace.result_names import numbered
from aipaint_desktop.workspace.source_map import SourceMaps

NameOf: TypeAlias = Callable[[Request, Frame | FilmFrame | None], str]
"""Says what the layer of a result is called, or that of a frame on the way to it."""

_FRAME_STEP = StepTitle("Frame as layer")
_STROKE_POLL_MS = 50


class Painting(QObject):
    """Has requests painted, and puts what comes of them where it was asked for.

    sources: where each pixel of the paintings made last came from. name_of: set by whoever speaks the artist's
    language.
    """

    too_soon = Signal()  # a press while another is being prepared: it is no job
    begun = Signal(object)  # Job, at the press
    started = Signal(object)  # Job, at work
    advanced = Signal(object)  # Job, which has another frame
    ended = Signal(object, bool)  # Job; whether it was the first of them all
    failed = Signal(object)  # Sentence: why there is no layer of a result
    delayed = Signal(object)  # Job, whose result is a layer once there is room for it
    laying = Signal(object)  # Job, whose result becomes a layer now
    placed = Signal(object, object, object)  # Job, the Frame of it that is a layer now, the Layer
    painted = Signal(object)  # Job, whose result has become a layer
    sheet_finished = Signal(object)  # Job, of compositions to choose from

    def __init__(
        self,
        queue: JobQueue,
        active: ActiveDocument,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.queue = queue
        self.sources = SourceMaps()
        self.name_of: NameOf = lambda request, _frame: request.title
        self._active = active
        self._background = background
        self._jobs: list[Job] = []  # that have not ended, in the order of the press
        self._laid = ""  # id of the layer that a result became last
        queue.started.connect(self._on_started)
        queue.frame.connect(lambda job, *_frame: self.advanced.emit(job))
        queue.finished.connect(self._on_finished)
        queue.failed.connect(self._on_failed)
        queue.cancelled.connect(self._on_cancelled)
        active.replaced.connect(self._on_replaced)

    @property
    def busy(self) -> bool:
        """Tell whether there is anything to cancel."""
        return bool(self._jobs)

    @property
    def coming(self) -> list[Job]:
        """List the jobs of which a result is to come, in the order of the press."""
        return [job for job in self._jobs if not job.token.cancelled]

    @property
    def preparing(self) -> bool:
        """Tell whether a press is on its way to its first frame; another would be a copy of it that nobody meant."""
        return self.queue.preparing

    def may_begin(self) -> bool:
        """Tell whether a press now is a job of its own; else `too_soon` is told."""
        if self.preparing:
            self.too_soon.emit()
        return not self.preparing

    def begin(self, build: Build, target: Target | None = None) -> Job | None:
        """Begin a job; None while one is `preparing`.

        build: makes the request, off this thread; may raise `BadInput`. target: where the result goes; above the active
        layer by default.
        """
        if not self.may_begin():
            return None
        job = self.queue.submit(build, target or Target.of(self._active.document))
        self._jobs.append(job)
        self.begun.emit(job)
        return job

    def cancel(self) -> Job | None:
        """Cancel the job that was asked for first, and return it; its film stays, and its last frame becomes a layer
        where each of them is a whole result. The next job begins."""
        if not self.coming:
            return None
        job = self.coming[0]
        self.queue.cancel(job)
        return job

    def cancel_all(self) -> None:
        """Cancel what is prepared, waits and runs."""
        for job in reversed(self._jobs):  # so that none of them begins
            self.queue.cancel(job)

    def under_way(self, job: Job) -> bool:
        """Tell whether a job has not ended."""
        return job in self._jobs

    def belongs_here(self, job: Job) -> bool:
        """Tell whether a job's result is for the document of the moment."""
        return job.target.document is self._active.document

    def take_frame(self, job: Job, frame: FilmFrame) -> None:
        """Make a layer of a frame of the film, or of a sheet the choice again."""
        if job.request.makes_sheet:
            self.sheet_finished.emit(job)
            return
        pixels = pixels_of(frame.image or frame.thumbnail, *job.request.size)
        laid, name = layer_of_picture(job.request, pixels), self.name_of(job.request, frame)
        self._when_it_fits(job, lambda scaling: self._lay(job, frame, laid, name, _FRAME_STEP, scaling))

    # What the queue says

    def _on_started(self, job: Job) -> None:
        if not job.token.cancelled:
            self.started.emit(job)

    def _on_finished(self, job: Job) -> None:
        self._end(job)
        if job.request.makes_sheet:
            self.sheet_finished.emit(job)
        elif job.result is not None:
            self._place(job, job.result, self.name_of(job.request, None), lambda: self.painted.emit(job))

    def _on_failed(self, job: Job, why: Sentence) -> None:
        self._end(job)
        self.failed.emit(why)

    def _on_cancelled(self, job: Job) -> None:
        self._end(job)
        frame = job.latest
        if frame is not None and frame.step > 0 and job.request.kept_when_stopped:
            self._place(job, frame, self.name_of(job.request, frame), lambda: None)

    def _end(self, job: Job) -> None:
        first = job is self._jobs[0]
        self._jobs.remove(job)
        self.ended.emit(job, first)

    def _on_replaced(self, _document: Document) -> None:
        """Nothing more is painted for the document before."""
        self.sources.clear()
        self.cancel_all()

    # What becomes of results

    def _place(self, job: Job, frame: Frame, name: str, and_then: Callable[[], object]) -> None:
        def lay(scaling: Scaling | None) -> None:
            self.laying.emit(job)
            layer = self._lay(job, frame, frame.laid, name, job.request.title, scaling)
            if layer is not None:
                self.sources.keep(layer, job)
                self.placed.emit(job, frame, layer)
                and_then()

        if not self._when_it_fits(job, lay):
            self.delayed.emit(job)

    def _when_it_fits(
        self, job: Job, lay: Callable[[Scaling | None], object], known: Scaling | None = None
    ) -> bool:
        """Call `lay` once the layers have been scaled, beside the window, to the size that a result gives the canvas;
        what the artist paints meanwhile is scaled as well. Returns whether it was called at once.

        known: what has been scaled by now.
        """
        document = job.target.document
        if not self.belongs_here(job):
            return True
        if document.open_edit is not None:  # let the stroke that is being drawn end first
            QTimer.singleShot(_STROKE_POLL_MS, self, lambda: self._when_it_fits(job, lay, known))
            return False
        try:
            scaling = scaling_for(job.target, job.request)
        except BadInput as error:
            self.failed.emit(sentence_of(error, "placing a result"))
            return True
        if scaling is not None:
            scaling = known or scaling
        if scaling is None or scaling.covers(document.state):
            lay(scaling)
            return True
        self._background.run(
            partial(scaling.of, document.state),
            lambda _state: self._when_it_fits(job, lay, scaling),
            self.failed.emit,
            asked_by=self,
        )
        return False

    def _lay(
        self,
        job: Job,
        frame: Frame | FilmFrame,
        pixels: NDArray[np.uint8],
        name: str,
        step: str,
        scaling: Scaling | None,
    ) -> Layer | None:
        """A frame as a layer, or None where that cannot be and was said; the film still has it."""
        document = job.target.document
        artist_stayed = document.active.id == self._laid
        try:
            name = numbered(name, [layer.name for layer in document.layers])
            layer = place_result(job.target, job.request, pixels, name, step, job.run_to(frame), scaling)
        except Exception as error:
            self.failed.emit(sentence_of(error, "placing a result"))
            return None
        if artist_stayed:  # where the last result had left them
            document.activate(layer.id)
        self._laid = layer.id
        return layer
