"""The lab as the rest of the program has it: a window that is opened on demand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from aipaint_desktop.ui.lab.lab_window import LabHost, LabWindow


class Lab(QObject):
    """Tells of what goes on in its window, whether that is seen or not.

    models_changed: a model has come, is another now, or is gone.
    use_requested: to paint with the model of this id.
    noted, failed: one sentence on a training that has ended while the window was closed.
    """

    models_changed = Signal()
    use_requested = Signal(str)
    noted = Signal(str)
    failed = Signal(object)  # Sentence, or words in the artist's language

    def __init__(self, host: "LabHost", command: Sequence[str], beside: QWidget) -> None:
        """command: what starts the program. beside: the window that the lab's belongs to."""
        super().__init__(beside)
        self._host = host
        self._beside = beside
        self.command = command
        self.window: LabWindow | None = None

    def show(self) -> None:
        self.window = self.window or self._open()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _open(self) -> "LabWindow":
        from aipaint_desktop.ui.lab.lab_window import LabWindow  # brings pyqtgraph, which nothing else needs

        opened = LabWindow(self._host, self.command, self._beside)
        opened.models_changed.connect(self.models_changed)
        opened.use_requested.connect(self.use_requested)
        opened.finished_unseen.connect(self.noted)
        opened.failed_unseen.connect(self.failed)
        return opened

    @property
    def under_way(self) -> str:
        """Say what ends with the program, in one sentence; nothing where there is nothing."""
        if self.window is None or self.window.process.order is None:
            return ""
        return self.tr("A model is being trained; that stops, and can go on later.")

    def shutdown(self) -> None:
        """End a training, all kept; it does not take longer than to say so."""
        if self.window is not None:
            self.window.shutdown()
            self.window = None
