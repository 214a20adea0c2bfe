"""From a step of a run of a checkpoint on with other words, prompt strength or another seed."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.checkpoint.request import CheckpointRequest
from aipaint_desktop.jobs.job import FilmFrame
from aipaint_desktop.ui.paint.operations.prompt_branch import Branch
from aipaint_desktop.ui.paint.operations.prompt_controls import PromptControls
from aipaint_desktop.ui.paint.paint_panel import PaintPanel
from aipaint_desktop.ui.paint.painting_view import PaintingView


class GoingOn(QObject):
    """Sets the paint panel to what a frame of the film was painted with, to be changed there."""

    def __init__(self, painting: PaintingView, panel: Callable[[], PaintPanel], parent: QObject) -> None:
        """panel: gives the paint panel that there is at a moment."""
        super().__init__(parent)
        self._panel = panel
        painting.branched.connect(self._go_on)

    def _go_on(self, request: Request, frame: FilmFrame) -> None:
        if not isinstance(request, CheckpointRequest):
            return
        panel, branch = self._panel(), Branch(request, frame.step)
        panel.set_operation("prompt")
        panel.seed_field.set_seed(branch.stretch.seed)
        panel.seed_field.set_new_each_time(False)  # another seed is other noise, which is not always wanted
        panel.controls(PromptControls).go_on_from(branch)
