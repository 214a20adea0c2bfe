"""A layer painted once more, from the request that it keeps: for a PNG that was opened as for any painting."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.jobs.job import Job
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.ui.words.names import layer_title

if TYPE_CHECKING:
    from aipaint_desktop.ui.window.main_window import MainWindow


class PaintingAgain(QObject):
    """Serves a window. The same request gives the same pixels on the same device; of another one it says so."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._begun: tuple[Job, EngineRun] | None = None  # the last one, and what it repeats
        window.workspace.painting.painted.connect(self._compare)

    def begin(self) -> None:
        """Run the very request that made the active layer; its result comes above it, on the canvas as it is."""
        document = self._window.workspace.document
        layer = document.active
        run = layer.provenance
        if not isinstance(run, EngineRun):
            self._window.messages.show_note(
                self.tr("“{0}” was not painted by a model: choose a layer that was.").format(
                    layer_title(layer.name)
                )
            )
            return
        job = self._window.workspace.begin(
            lambda: run.request, Target.of(document, (layer.id,), resizes=False)
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
            self._window.messages.show_note(words.format(before.step))
        elif (before.device, before.precision) != (now.device, now.precision):
            words = self.tr(
                "Painted again, on {0} in {1}; it was first painted on {2} in {3}, so that pixels may differ a little."
            )
            self._window.messages.show_note(
                words.format(now.device.upper(), now.precision, before.device.upper(), before.precision)
            )
