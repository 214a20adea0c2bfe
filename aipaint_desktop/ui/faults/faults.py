"""Catches what nobody foresaw, on whichever thread, logs it and tells the artist in the window."""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from aipaint_desktop.ui.faults.fault_dialog import FaultDialog
from aipaint_desktop.ui.faults.log import last_lines
from aipaint_desktop.ui.faults.report import describe_exception, report

_log = logging.getLogger(__name__)
_LINES = 60


class Faults(QObject):
    """Takes unhandled exceptions from its making to `close`; the program goes on after them.

    While one fault is being told, others are only logged: a fault in a paint event would else fill the screen.
    """

    _happened = Signal(object)  # BaseException

    def __init__(self, window: QWidget, log_folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._folder = log_folder
        self.dialog: FaultDialog | None = None
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def close(self) -> None:
        sys.excepthook, threading.excepthook = self._hooks

    def tell_of_crash(self, trace: str) -> None:
        """Offer the trace that an earlier crash left behind."""
        self._show(
            self.tr("AIPaint ended unexpectedly"),
            self.tr(
                "The last time, AIPaint was stopped by a fault. If you want it mended, copy the report and "
                "send it to whoever gave you the program; it contains no picture."
            ),
            trace,
        )

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception):  # Ctrl+C in the terminal, or an exit
            self._hooks[0](kind, error, trace)
            return
        _log.error("unhandled", exc_info=(kind, error, trace))
        self._happened.emit(error)

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._on_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    @Slot(object)
    def _tell(self, error: BaseException) -> None:
        self._show(
            self.tr("Something went wrong"),
            self.tr(
                "AIPaint met a fault that it did not expect. Your picture is still on the canvas: export it "
                "before you go on. If you want the fault mended, copy the report and send it to whoever gave "
                "you the program; it contains no picture."
            ),
            describe_exception(error),
        )

    def _show(self, title: str, words: str, fault: str) -> None:
        if self.dialog is not None:
            return
        self.dialog = FaultDialog(title, words, report(fault, last_lines(self._folder, _LINES)), self._window)
        self.dialog.finished.connect(self._done)
        self.dialog.open()

    def _done(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
