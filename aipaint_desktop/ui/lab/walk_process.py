"""The pictures on the way from one seed of a model to another, made by a process of their own."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from aipaint_desktop.jobs.failure import sentence_of
from aipaint_desktop.jobs.last_sentence import read_last
from aipaint_desktop.training.lab.model_folder import ModelFolder
from aipaint_desktop.ui.lab.own_command import end_at_once, new_process

_LOOK_MS = 100


class WalkProcess(QObject):
    """Makes one walk at a time; a new one ends the one before, of which nothing more is heard.

    command: what starts the program, whose `generate` does the work.
    """

    come = Signal(Path)
    """The next picture, which says in itself how it was made. The file goes with the next walk."""
    done = Signal()
    failed = Signal(object)
    """`Sentence`, or words in the artist's language."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program, *self._arguments = command
        self._process: QProcess | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._count = self._come = 0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._tell_of_new)

    def start(self, model: ModelFolder, seeds: tuple[int, int], count: int, side: int) -> None:
        """Make `count` pictures of side × side px, the first and the last those of the seeds."""
        self.cancel()
        self._count, self._come = count, 0
        try:
            self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        except OSError as error:
            self.failed.emit(sentence_of(error, "making a folder for the walk"))
            return
        self._process = new_process(self)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._break_off)
        first, last = (str(seed) for seed in seeds)
        said = ["generate", str(model.path), "--output", str(self._file), "--size", f"{side}x{side}"]
        said += ["--seed", first, "--to", last, "--count", str(count), "--json"]
        self._process.start(self._program, [*self._arguments, *said])
        self._look.start()

    def cancel(self) -> None:
        """End the walk, and take its files away."""
        self._look.stop()
        if self._process is not None:
            end_at_once(self._process)
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    @property
    def _file(self) -> Path:
        assert self._folder is not None
        return Path(self._folder.name) / "walk.png"

    def _tell_of_new(self) -> None:
        """Pictures are written whole or not at all, one after the other."""
        while self._come < self._count:
            path = self._file.with_name(f"walk-{self._come:03}.png")
            if not path.exists():
                return
            self._come += 1
            self.come.emit(path)

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        assert self._process is not None
        self._look.stop()
        if status == QProcess.ExitStatus.NormalExit and code == 0:
            self._tell_of_new()
            self.done.emit()
            return
        why = read_last(self._process.readAllStandardError().data())
        self.failed.emit(why or self.tr("The pictures could not be made (code {0}).").format(code))

    def _break_off(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            assert self._process is not None
            self._look.stop()
            self.failed.emit(
                self.tr("The program for it cannot be started: {0}").format(self._process.errorString())
            )
