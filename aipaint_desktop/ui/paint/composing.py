"""What can be done with compositions beside having one painted: choose one of several."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.jobs.job import Job
from aipaint_desktop.ui.paint.operations.compose import ComposeSettings
from aipaint_desktop.ui.paint.operations.compose_controls import ComposeControls
from aipaint_desktop.ui.paint.paint_panel import PaintPanel
from aipaint_desktop.ui.paint.sheet_window import SheetWindow
from aipaint_desktop.workspace.workspace import Workspace

_SEVERAL = 4


class Composing(QObject):
    """Knows what the artist does with compositions; `sheet` is where they are chosen from."""

    def __init__(self, workspace: Workspace, panel: Callable[[], PaintPanel], beside: QWidget) -> None:
        """panel: gives the paint panel that there is at a moment. beside: the window that the sheet belongs to."""
        super().__init__(beside)
        self._workspace = workspace
        self._panel = panel
        self.sheet = SheetWindow(beside)
        self.sheet.chosen.connect(self._paint_chosen)
        self._workspace.painting.painted.connect(self._tell_chance)
        self._workspace.painting.sheet_finished.connect(self._show_sheet)

    def compose_several(self) -> None:
        """Ask for four compositions to choose from."""
        if not self._workspace.painting.may_begin():
            return
        self._panel().next_seed()
        self._workspace.commission(replace(self._settings, count=_SEVERAL))

    def _tell_chance(self, job: Job) -> None:
        if job.result is not None and job.result.drawn:
            self._controls.tell_chance(job.request.words, job.result.drawn[0])

    def _show_sheet(self, job: Job) -> None:
        if job.result is not None and isinstance(job.request, ComposeRequest):
            self.sheet.show_sheet(job.request, to_qimage(job.result.image))

    def _paint_chosen(self, sheet: ComposeRequest, number: int) -> None:
        """Have one composition of a sheet painted, the way that the panel says now."""
        compose = self._settings
        chosen = self._workspace.references.chosen if compose.likes_chosen else ()

        def request(_preparation: Preparation) -> Request:
            return replace(
                sheet,
                seed=sheet.seed + number,
                count=1,
                finish=compose.finish,
                references=self._workspace.pictures.read(chosen),
            )

        self._workspace.begin(request)

    @property
    def _controls(self) -> ComposeControls:
        return self._panel().controls(ComposeControls)

    @property
    def _settings(self) -> ComposeSettings:
        """What the panel says of compositions, whatever the chosen operation is."""
        settings = self._panel().settings_for("compose")
        assert isinstance(settings, ComposeSettings)
        return settings
