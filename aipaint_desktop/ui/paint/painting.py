"""From pressing Paint to the new layer: what becomes of a job in the window."""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from aipaint_desktop.document.canvas_size import Scaling
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.layer import Layer
from aipaint_desktop.engines.base.engine import Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.pictures.ground import layer_of_picture
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.failure import sentence_of
from aipaint_desktop.jobs.images import pixels_of, to_qimage
from aipaint_desktop.jobs.job import FilmFrame, Job, JobState
from aipaint_desktop.jobs.queue import JobQueue
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.paint.progress_panel import ProgressPanel
from aipaint_desktop.ui.paint.result_names import numbered
from aipaint_desktop.ui.words.duration import duration
from aipaint_desktop.ui.words.names import step_title
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.placement import emerging_rect, place_result, scaling_for
from aipaint_desktop.workspace.source_map import SourceMaps

_FRAME_STEP = "Frame as layer"
_STROKE_POLL_MS = 50
_ASIDE_MS = 1500  # how long the emerging picture stays away after a stroke


class Painting(QObject):
    """Shows jobs in the progress panel from the press on, the running one on the canvas as well, and puts what comes of
    them where it was asked for.

    The emerging picture steps aside while the artist paints. A frame of the film that the artist looks at
    stays on the canvas until `stop_scrubbing` or the next touch of the canvas.
    """

    finished = Signal(str)  # one sentence
    failed = Signal(str)  # one sentence
    painted = Signal(object)  # Job, whose result becomes a layer
    sheet_finished = Signal(object)  # Job, of compositions to choose from
    branched = Signal(object, float, int)  # Picture to begin with, how far it had come (0 to 1), its step
    activity_changed = Signal()  # `busy` or `scrubbing` may be another now

    def __init__(
        self,
        queue: JobQueue,
        canvas: CanvasView,
        progress: ProgressPanel,
        sources: SourceMaps,
        name_of: Callable[[Request, str], str],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """name_of: says what a result is called, given the words for what was done."""
        super().__init__(parent)
        self._queue = queue
        self._canvas = canvas
        self._progress = progress
        self._sources = sources
        self._name_of = name_of
        self._background = background
        self._jobs: list[Job] = []  # that have not ended, in the order of the press
        self._shown: Job | None = None  # whose film the panel shows
        self._laid = ""  # id of the layer that a result became last
        self._frame: FilmFrame | None = None  # that is being looked at
        self._live: tuple[QImage, Rect] | None = None  # the newest of the running job
        self._return = QTimer(self)
        self._return.setSingleShot(True)
        self._return.setInterval(_ASIDE_MS)
        self._return.timeout.connect(self._show_live)
        queue.started.connect(self._on_started)
        queue.frame.connect(self._on_frame)
        queue.finished.connect(self._on_finished)
        queue.failed.connect(self._on_failed)
        queue.cancelled.connect(self._on_cancelled)
        progress.frame_chosen.connect(self._look_at)
        progress.layer_requested.connect(self._take_frame)
        progress.branch_requested.connect(self._go_on_from)
        progress.emerging_toggled.connect(lambda _on: self._show_live())
        canvas.touched.connect(self.stop_scrubbing)
        self._stop_listening = canvas.document.rect_changed.add(self._step_aside)

    @property
    def busy(self) -> bool:
        """Whether there is anything to cancel."""
        return bool(self._jobs)

    @property
    def under_way(self) -> str:
        """What ends unfinished with the document, in one sentence; nothing where there is nothing."""
        count = len(self._coming)
        if count > 1:
            return self.tr("{0} paintings are being made or wait; they end unfinished.").format(count)
        return self.tr("A painting is being made; it ends unfinished.") if count else ""

    @property
    def preparing(self) -> bool:
        """Whether a press is on its way to its first frame; another would be a copy of it that nobody meant."""
        return self._queue.preparing

    @property
    def scrubbing(self) -> bool:
        """Whether the canvas shows a frame of the film that the artist chose."""
        return self._frame is not None

    @property
    def _coming(self) -> list[Job]:
        """Those of which a result is to come."""
        return [job for job in self._jobs if not job.token.cancelled]

    def begin(self, build: Callable[[], Request], target: Target | None = None) -> Job | None:
        """Begin a job; None while one is `preparing`.

        build: makes the request, off the window's thread. target: where the result goes; above the active layer by
        default.
        """
        if self.preparing:
            return None
        self.stop_scrubbing()
        job = self._queue.submit(build, target or Target.of(self._canvas.document))
        self._jobs.append(job)
        self._show_jobs()
        self.activity_changed.emit()
        return job

    def cancel(self) -> None:
        """Cancel the job that was asked for first; its film stays, and its last frame becomes a layer where each of
        them is a whole result. The next job begins."""
        if self._coming:
            job = self._coming[0]
            self._queue.cancel(job)
            if job in self._jobs:
                self._progress.stop()

    def cancel_all(self) -> None:
        """Cancel what is prepared, waits and runs."""
        for job in reversed(self._jobs):  # so that none of them begins
            self._queue.cancel(job)

    def stop_scrubbing(self) -> None:
        """Show the picture as it is, or as it emerges, instead of a frame of the film."""
        self._progress.stop_scrubbing()

    def set_document(self, document: Document) -> None:
        """The canvas shows another document: nothing more is painted for the old one."""
        self.cancel_all()
        self._stop_listening()
        self._stop_listening = document.rect_changed.add(self._step_aside)
        self._live = self._shown = None
        self._return.stop()
        self._progress.clear()
        self._canvas.clear_emerging()

    # What the queue says

    def _on_started(self, job: Job) -> None:
        if not job.token.cancelled:
            self._shown = job
            self._progress.begin(job)

    def _on_frame(self, job: Job, image: QImage, _step: int, _steps: int, seconds_left: float) -> None:
        if job is self._shown:
            self._progress.show_frame(job.frames, seconds_left)
        document = job.target.document
        if document is self._canvas.document and not job.token.cancelled:
            self._live = image, emerging_rect(document, job.request)
            if not self._return.isActive():
                self._show_live()

    def _on_finished(self, job: Job) -> None:
        last = self._live if job is self._shown else None
        self._end(job, self.tr("Done in {0}").format(duration(job.seconds)))
        if job.request.makes_sheet:
            self.sheet_finished.emit(job)
        elif job.result is not None:
            words = self.tr("The painting is a new layer, on top of what it was painted from.")
            at_once = self._place(job, job.result, self._title(job), words, lambda: self.painted.emit(job))
            if last is not None and not at_once and not self.scrubbing:
                self._canvas.show_emerging(*last)

    def _place(
        self, job: Job, frame: Frame, name: str, words: str, placed: Callable[[], object] = lambda: None
    ) -> bool:
        """Returns whether it is a layer already. words: to tell the artist. placed: called when it is."""

        def lay(scaling: Scaling | None) -> None:
            if self._live is None and not self.scrubbing:
                self._canvas.clear_emerging()
            layer = self._lay(job, frame, frame.laid, name, job.request.title, scaling)
            if layer is not None:
                self._sources.keep(layer, job)
                self._progress.offer_sources(self._sources.known)
                self.finished.emit(words)
                placed()

        return self._when_it_fits(job, lay)

    def _when_it_fits(
        self, job: Job, lay: Callable[[Scaling | None], object], known: Scaling | None = None
    ) -> bool:
        """Call `lay` once the layers have been scaled, beside the window, to the size that a result gives the canvas;
        what the artist paints meanwhile is scaled as well. Returns whether it was called at once.

        known: what has been scaled by now.
        """
        document = job.target.document
        if document is not self._canvas.document:
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
        work = partial(scaling.of, document.state)
        done = lambda _state: self._when_it_fits(job, lay, scaling)  # noqa: E731
        self._background.run(work, done, self.failed.emit, asked_by=self)
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

    def _on_failed(self, job: Job, message: str) -> None:
        self._end(job, self.tr("Could not be painted"))
        self.failed.emit(message)

    def _on_cancelled(self, job: Job) -> None:
        self._end(job, self.tr("Cancelled"))
        frame = job.latest
        if frame is not None and frame.step > 0 and job.request.kept_when_stopped:
            words = self.tr("Stopped at step {0} of {1}; what was there by then is a new layer.")
            self._place(job, frame, self._name_of_step(job, frame), words.format(frame.step, frame.steps))

    def _end(self, job: Job, words: str) -> None:
        """words: how it ended."""
        first = job is self._jobs[0]
        self._jobs.remove(job)
        if job is self._shown:
            self._live = None
            self._return.stop()
            if not self.scrubbing:
                self._canvas.clear_emerging()
        if first and job.target.document is self._canvas.document:
            self._progress.end(words)
        self._show_jobs()
        self.activity_changed.emit()

    def _show_jobs(self) -> None:
        """Tell of a job that is on its way to the worker, and of those behind it."""
        coming = self._coming
        if coming and coming[0].state in (JobState.BUILDING, JobState.QUEUED):
            self._progress.prepare()
        self._progress.show_waiting(max(0, len(coming) - 1))

    # What the artist does meanwhile

    def _show_live(self) -> None:
        if self._live is None or self.scrubbing:
            return
        if self._progress.shows_emerging:
            self._canvas.show_emerging(*self._live)
        else:
            self._canvas.clear_emerging()

    def _step_aside(self, _rect: Rect) -> None:
        if self.scrubbing:
            self.stop_scrubbing()
        if self._live is not None:
            self._canvas.clear_emerging()
            self._return.start()

    def _look_at(self, frame: FilmFrame | None) -> None:
        job, self._frame = self._shown, frame
        if job and self._frame and job.target.document is self._canvas.document:
            rect = emerging_rect(job.target.document, job.request)
            self._canvas.show_emerging(self._frame.image or _laid(job.request, self._frame.thumbnail), rect)
        else:
            self._canvas.clear_emerging()
            self._show_live()
        self._progress.offer_branch(job is not None and self._composing(job, self._frame))
        self.activity_changed.emit()

    def _composing(self, job: Job, frame: FilmFrame | None) -> bool:
        """Whether it is a frame of a composition that is not finished."""
        request = job.request
        return frame is not None and frame.image is not None and frame.step in request.branches

    def _go_on_from(self, frame: FilmFrame) -> None:
        if self._shown is None:
            return
        request = self._shown.request
        keep = request.branches.get(frame.step)
        if frame.image is None or keep is None:
            return
        pixels = pixels_of(frame.image, frame.image.width(), frame.image.height())
        if request.within is not None:  # which says what of it is seen
            pixels = pixels[..., :3]
        self.stop_scrubbing()
        self.branched.emit(Picture(pixels, f"step {frame.step}"), keep, frame.step)

    def _take_frame(self, frame: FilmFrame) -> None:
        job = self._shown
        if job is None or job.target.document is not self._canvas.document:
            return
        if job.request.makes_sheet:
            self.stop_scrubbing()
            self.sheet_finished.emit(job)
            return
        pixels = pixels_of(frame.image or frame.thumbnail, *job.request.size)
        self.stop_scrubbing()
        layer = layer_of_picture(job.request, pixels)
        name = self._name_of_step(job, frame)
        self._when_it_fits(job, lambda scaling: self._lay(job, frame, layer, name, _FRAME_STEP, scaling))

    def _name_of_step(self, job: Job, frame: Frame | FilmFrame) -> str:
        return self.tr("{0}, step {1} of {2}").format(self._title(job), frame.step, frame.steps)

    def _title(self, job: Job) -> str:
        return self._name_of(job.request, step_title(job.request.title))


def _laid(request: Request, whole: QImage) -> QImage:
    """What of a small picture is laid over the canvas."""
    if request.makes_sheet:
        return whole
    return to_qimage(layer_of_picture(request, pixels_of(whole, whole.width(), whole.height())))
