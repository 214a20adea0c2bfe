"""A lesson that trains in a process of its own, which nothing is kept of."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from aipaint_desktop.jobs.last_sentence import read_last
from aipaint_desktop.training.lessons.snapshot import LessonName, Snapshot
from aipaint_desktop.ui.lab.own_command import end_at_once, new_process


class LessonProcess(QObject):
    """Runs one lesson at a time. It ends with `end`, and by itself when this program is no more.

    command: what starts the program, whose `lesson --live` does the work.
    """

    taken = Signal(object)  # Snapshot
    broke_off = Signal(object)
    """Why: `Sentence`, or words in the artist's language."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._process: QProcess | None = None

    @property
    def running(self) -> bool:
        return self._process is not None

    def start(self, lesson: LessonName, pictures: Path | None, device: str) -> None:
        """Begin the lesson, which waits for commands. pictures: a folder, None for the digits that ship."""
        self.end()
        program, *arguments = self._command
        arguments += ["lesson", lesson, "--live", "--device", device]
        if pictures is not None:
            arguments += ["--pictures", str(pictures)]
        self._process = new_process(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._fail)
        self._process.start(program, arguments)

    def say(self, command: str) -> None:
        """Give a command, one of `step`, `run`, `pause`, `again`."""
        if self._process is not None:
            self._process.write(f"{command}\n".encode())

    def end(self) -> None:
        """End the lesson at once; nothing more is heard of it."""
        if self._process is None:
            return
        process, self._process = self._process, None
        end_at_once(process)

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            try:
                snapshot = Snapshot.from_line(line)
            except ValueError:  # what a library prints
                continue
            self.taken.emit(snapshot)

    def _finish(self, code: int) -> None:
        assert self._process is not None
        why = read_last(self._process.readAllStandardError().data())
        self.end()
        self.broke_off.emit(why or self.tr("The lesson broke off (code {0}).").format(code))

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            why = self._process.errorString()
            self.end()
            self.broke_off.emit(self.tr("The lesson cannot be started: {0}.").format(why))
