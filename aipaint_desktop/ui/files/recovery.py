"""Unsaved work is kept in a file of the program's own, so that a crash or a power cut loses little of it."""

import itertools
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer

from aipaint_desktop.document.document import State
from aipaint_desktop.document.recovery_file import RecoveryFile
from aipaint_desktop.engines.base import BadInput
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.refusals import refusal

if TYPE_CHECKING:
    from aipaint_desktop.ui.main_window import MainWindow

_log = logging.getLogger(__name__)

_INTERVAL_MS = 10_000


class Recovery(QObject):
    """From `begin` to `end` the work on the canvas is kept every ten seconds, and let go once it is exported.

    Every window has a file in the folder to itself; one that no running program holds was left by a crash.
    """

    def __init__(self, window: "MainWindow", folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        self._background = Background(self)
        self._file: RecoveryFile | None = None
        self._lock: QLockFile | None = None
        self._kept: State | None = None  # what the file holds
        self._writing = False
        self._told = False  # that it does not work
        self._due = QTimer(self)
        self._due.setInterval(_INTERVAL_MS)
        self._due.timeout.connect(self.keep)

    def begin(self, *, bring_back: bool = True) -> bool:
        """Keep the work from now on; returns whether earlier work came back onto the canvas.

        bring_back: look for work that was left behind; else it stays where it is, for another start.
        """
        self._file = self._take_file(bring_back)
        if self._file is None:
            _log.warning("unsaved work cannot be kept in %s", self._folder)
            return False
        self._due.start()
        return self._bring_back(self._file) if self._file.path.exists() else False

    def keep(self) -> None:
        """Write what is on the canvas unless it is in a file already; returns at once."""
        window, file = self._window, self._file
        state = window.canvas.document.state
        if file is None or self._writing:
            return
        if not window.files.unsaved:
            self._forget(file)
            return
        if state is self._kept:
            return
        self._writing = True
        name = window.files.own_name
        self._background.run(lambda: file.write(state, name), lambda _: self._on_kept(state), self._on_failed)

    def end(self) -> None:
        """Orderly: what is unsaved now is not wanted."""
        self._due.stop()
        self._background.wait()
        if self._file is not None:
            self._forget(self._file)
        if self._lock is not None:
            self._lock.unlock()

    def _take_file(self, used: bool) -> RecoveryFile | None:
        """The first file that no other program holds. used: one with work in it will do."""
        for number in itertools.count(1):
            path = self._folder / f"{number}.zip"
            if path.exists() and not used:
                continue
            lock = QLockFile(str(path.with_suffix(".lock")))
            lock.setStaleLockTime(0)  # held as long as its program runs
            if lock.tryLock(0):
                self._lock = lock
                return RecoveryFile(path)
            if lock.error() is not QLockFile.LockError.LockFailedError:
                break
        return None

    def _bring_back(self, file: RecoveryFile) -> bool:
        try:
            document, name = file.read()
        except BadInput as error:
            self._window.messages.show_error(str(error))
            return False
        self._window.files.show_recovered(document, name)
        self._kept = document.state
        self._window.messages.show_note(
            self.tr(
                "AIPaint was not closed the last time. Your unsaved picture is back; export it to keep it."
            )
        )
        return True

    def _on_kept(self, state: State) -> None:
        self._writing = self._told = False
        self._kept = state

    def _on_failed(self, why: str) -> None:
        self._writing = False
        if not self._told:
            self._told = True
            self._window.messages.show_error(self.tr("Unsaved work cannot be kept: {0}").format(refusal(why)))

    def _forget(self, file: RecoveryFile) -> None:
        self._kept = None
        try:
            file.remove()
        except OSError as error:
            _log.warning("unsaved work could not be removed: %s", error)
