"""A layer painted once more, from the request that it keeps: for a PNG that was opened as for any painting."""

from PySide6.QtCore import QObject, Signal

from aipaint_desktop.document.node import Layer
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.jobs.job import Job
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.ui.words.names import layer_title
from aipaint_desktop.workspace.workspace import Workspace


class PaintingAgain(QObject):
    """The same request gives the same pixels on the same device; of another one it says so.

    noted: one sentence.
    """

    noted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._begun: tuple[Job, EngineRun] | None = None  # the last one, and what it repeats
        workspace.painting.painted.connect(self._compare)

    def begin(self) -> None:
        """Run the very request that made the active layer; its result comes above it, on the canvas as it is."""
        document = self._workspace.document
        layer = document.active
        run = layer.provenance if isinstance(layer, Layer) else None
        if not isinstance(run, EngineRun):
            self.noted.emit(
                self.tr("“{0}” was not painted by a model: choose a layer that was.").format(
                    layer_title(layer.name)
                )
            )
            return
        job = self._workspace.begin(
            lambda _preparation: run.request, Target.of(document, (layer.id,), resizes=False)
        )
        if job is not None:
            self._begun = job, run

    def _compare(self, job: Job) -> None:
        if self._begun is None or self._begun[0] is not job or job.result is None:
            return
        before, now = self._begun[1], job.run_to(job.result)
        self._begun = None
        if before.step is not None:
            words = self.tr("Painted to the end; the layer below was taken at step {0}.")
            self.noted.emit(words.format(before.step))
        elif (before.device, before.precision) != (now.device, now.precision):
            words = self.tr(
                "Painted again, on {0} in {1}; it was first painted on {2} in {3}, so that pixels may differ a little."
            )
            self.noted.emit(
                words.format(now.device.upper(), now.precision, before.device.upper(), before.precision)
            )
