"""The lab as the main window has it: opened on demand, its models offered to paint with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from aipaint_desktop.ui.lab.lab_window import LabWindow
    from aipaint_desktop.ui.window.main_window import MainWindow


class Lab(QObject):
    """command: what starts the program."""

    def __init__(self, window: "MainWindow", command: Sequence[str]) -> None:
        super().__init__(window)
        self._window = window
        self._command = command
        self.window: LabWindow | None = None

    def show(self) -> None:
        self.window = self.window or self._open()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _open(self) -> "LabWindow":
        from aipaint_desktop.ui.lab.lab_window import LabWindow  # brings pyqtgraph, which nothing else needs

        opened = LabWindow(self._window, self._command)
        opened.models_changed.connect(self._window.offer_models)
        opened.use_requested.connect(self._use)
        opened.finished_unseen.connect(self._window.messages.show_note)
        opened.failed_unseen.connect(self._window.messages.show_error)
        return opened

    def _use(self, model: str) -> None:
        self._window.paint_panel.set_model(model)
        self._window.docks.paint.show()
        self._window.docks.paint.raise_()
        self._window.raise_()
        self._window.activateWindow()

    @property
    def under_way(self) -> str:
        """What ends with the program, in one sentence; nothing where there is nothing."""
        if self.window is None or self.window.process.order is None:
            return ""
        return self.tr("A model is being trained; that stops, and can go on later.")

    def shutdown(self) -> None:
        """End a training, all kept; it does not take longer than to say so."""
        if self.window is not None:
            self.window.shutdown()
            self.window = None
