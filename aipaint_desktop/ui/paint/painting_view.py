"""How a painting comes about, as the artist sees it: on the canvas, in the progress panel and in words."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.engines.base.engine import Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.pictures.ground import layer_of_picture
from aipaint_desktop.jobs.images import pixels_of, to_qimage
from aipaint_desktop.jobs.job import FilmFrame, Job, JobState
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.paint.progress_panel import ProgressPanel
from aipaint_desktop.ui.words.duration import duration
from aipaint_desktop.ui.words.names import model_title, reference_title, step_title
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.workspace.placement import emerging_rect
from aipaint_desktop.workspace.result_names import Titles, result_name
from aipaint_desktop.workspace.workspace import Workspace

_ASIDE_MS = 1500  # how long the emerging picture stays away after a stroke


class PaintingView(QObject):
    """Shows jobs in the progress panel from the press on, and the running one on the canvas as well.

    The emerging picture steps aside while the artist paints. A frame of the film that the artist looks at
    stays on the canvas until `stop_scrubbing` or the next touch of the canvas.
    """

    finished = Signal(str)  # one sentence: a result has become a layer
    branched = Signal(object, object)  # the Request, and the FilmFrame of it to go on from
    activity_changed = Signal()  # whether there is anything to cancel, or `scrubbing`, may be another now

    def __init__(
        self,
        workspace: Workspace,
        canvas: CanvasView,
        progress: ProgressPanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._painting = painting = workspace.painting
        painting.name_of = self._name_of
        self._canvas = canvas
        self._progress = progress
        self._shown: Job | None = None  # whose film the panel shows
        self._frame: FilmFrame | None = None  # that is being looked at
        self._live: tuple[QImage, Rect] | None = None  # the newest of the running job
        self._last: tuple[QImage, Rect] | None = None  # of the job that ended last
        self._return = QTimer(self)
        self._return.setSingleShot(True)
        self._return.setInterval(_ASIDE_MS)
        self._return.timeout.connect(self._show_live)
        painting.begun.connect(self._on_begun)
        painting.queue.prepared.connect(self._on_prepared)
        painting.started.connect(self._on_started)
        painting.advanced.connect(self._on_advanced)
        painting.ended.connect(self._on_ended)
        painting.delayed.connect(self._on_delayed)
        painting.laying.connect(lambda _job: self._clear_last())
        painting.placed.connect(self._on_placed)
        progress.cancel_requested.connect(self.cancel)
        progress.frame_chosen.connect(self._look_at)
        progress.layer_requested.connect(self._take_frame)
        progress.branch_requested.connect(self._go_on_from)
        progress.emerging_toggled.connect(lambda _on: self._show_live())
        canvas.touched.connect(self.stop_scrubbing)
        self._stop_listening = canvas.document.changed.add(self._step_aside)

    @property
    def scrubbing(self) -> bool:
        """Tell whether the canvas shows a frame of the film that the artist chose."""
        return self._frame is not None

    @property
    def under_way(self) -> str:
        """Say what ends unfinished with the document, in one sentence; nothing where there is nothing."""
        count = len(self._painting.coming)
        if count > 1:
            return self.tr("{0} paintings are being made or wait; they end unfinished.").format(count)
        return self.tr("A painting is being made; it ends unfinished.") if count else ""

    def cancel(self) -> None:
        """Cancel the job that was asked for first."""
        job = self._painting.cancel()
        if job is not None and self._painting.under_way(job):
            self._progress.stop()

    def stop_scrubbing(self) -> None:
        """Show the picture as it is, or as it emerges, instead of a frame of the film."""
        self._progress.stop_scrubbing()

    def set_document(self, document: Document) -> None:
        """Follow another document, which the canvas shows now."""
        self._stop_listening()
        self._stop_listening = document.changed.add(self._step_aside)
        self._live = self._last = self._shown = None
        self._return.stop()
        self._progress.offer_sources(False)
        self._progress.clear()
        self._canvas.clear_emerging()

    def _name_of(self, request: Request, frame: Frame | FilmFrame | None) -> str:
        entries, models = self._workspace.references.entries, self._workspace.equipment.models()
        titles = Titles(reference_title, model_title)
        name = result_name(request, step_title(request.title), entries, models, titles)
        if frame is None:
            return name
        return self.tr("{0}, step {1} of {2}").format(name, frame.step, frame.steps)

    # What becomes of jobs

    def _on_begun(self, _job: Job) -> None:
        self.stop_scrubbing()
        self._show_jobs()
        self.activity_changed.emit()

    def _on_prepared(self, job: Job, doing: Sentence, share: float) -> None:
        if self._painting.coming[:1] == [job]:
            self._progress.show_preparation(refusal(doing), share)

    def _on_started(self, job: Job) -> None:
        self._shown = job
        self._progress.begin(job)

    def _on_advanced(self, job: Job) -> None:
        if job is self._shown and job.latest is not None:
            self._progress.show_frame(job.frames, job.latest.seconds_left)
        image = job.frames[-1].image
        if self._painting.belongs_here(job) and not job.token.cancelled and image is not None:
            self._live = image, emerging_rect(job.target.document, job.request)
            if not self._return.isActive():
                self._show_live()

    def _on_ended(self, job: Job, first: bool) -> None:
        self._last = self._live if job is self._shown else None
        if job is self._shown:
            self._live = None
            self._return.stop()
            if not self.scrubbing:
                self._canvas.clear_emerging()
        if first and self._painting.belongs_here(job):
            self._progress.end(self._ending(job))
        self._show_jobs()
        self.activity_changed.emit()

    def _ending(self, job: Job) -> str:
        match job.state:
            case JobState.FINISHED:
                return self.tr("Done in {0}").format(duration(job.seconds))
            case JobState.FAILED:
                return self.tr("Could not be painted")
            case _:
                return self.tr("Cancelled")

    def _on_delayed(self, job: Job) -> None:
        """Let the result be seen until it is a layer."""
        if job.state is JobState.FINISHED and self._last is not None and not self.scrubbing:
            self._canvas.show_emerging(*self._last)

    def _clear_last(self) -> None:
        if self._live is None and not self.scrubbing:
            self._canvas.clear_emerging()

    def _on_placed(self, _job: Job, frame: Frame, _layer: Layer) -> None:
        self._progress.offer_sources(self._painting.sources.known)
        if frame.last:
            words = self.tr("The painting is a new layer, on top of what it was painted from.")
        else:
            words = self.tr("Stopped at step {0} of {1}; what was there by then is a new layer.").format(
                frame.step, frame.steps
            )
        self.finished.emit(words)

    def _show_jobs(self) -> None:
        """Tell of a job that is on its way to the worker, and of those behind it."""
        coming = self._painting.coming
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

    def _step_aside(self, change: Change) -> None:
        if not change.tiles:
            return
        if self.scrubbing:
            self.stop_scrubbing()
        if self._live is not None:
            self._canvas.clear_emerging()
            self._return.start()

    def _look_at(self, frame: FilmFrame | None) -> None:
        job, self._frame = self._shown, frame
        if job and self._frame and self._painting.belongs_here(job):
            rect = emerging_rect(job.target.document, job.request)
            self._canvas.show_emerging(self._frame.image or _laid(job.request, self._frame.thumbnail), rect)
        else:
            self._canvas.clear_emerging()
            self._show_live()
        self._progress.offer_branch(job is not None and self._leads_on(job, self._frame))
        self.activity_changed.emit()

    def _leads_on(self, job: Job, frame: FilmFrame | None) -> bool:
        """Whether another run can go on from a frame."""
        return (
            frame is not None
            and frame.image is not None
            and frame.leads_on
            and frame.step in job.request.branches
        )

    def _go_on_from(self, frame: FilmFrame) -> None:
        if self._shown is not None and self._leads_on(self._shown, frame):
            self.stop_scrubbing()
            self.branched.emit(self._shown.request, frame)

    def _take_frame(self, frame: FilmFrame) -> None:
        job = self._shown
        if job is not None and self._painting.belongs_here(job):
            self.stop_scrubbing()
            self._painting.take_frame(job, frame)


def _laid(request: Request, whole: QImage) -> QImage:
    """What of a small picture is laid over the canvas."""
    if request.makes_sheet:
        return whole
    return to_qimage(layer_of_picture(request, pixels_of(whole, whole.width(), whole.height())))
