"""A training in a process of its own, so that painting stays smooth and a fault there is none here."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from aipaint_desktop.jobs.last_sentence import environment_for_data, read_last
from aipaint_desktop.values.refusal import BadInput, Sentence

_LOOK_MS = 200
_DONE, _INTERRUPTED = 0, 130


class Order(Protocol):
    """What is to be trained. name: of the model. watched: files that are written whenever more of it is kept."""

    @property
    def name(self) -> str: ...

    @property
    def watched(self) -> Sequence[Path]: ...

    def arguments(self, device: str) -> list[str]:
        """Write the arguments of `aipaint`."""
        ...


Asked = TypeVar("Asked", bound=Order)


class TrainingProcess(QObject, Generic[Asked]):
    """Runs one training at a time. It ends when it is done, when it is told to, and when this program is no more: in
    each case it keeps all that was learned.

    order: of the training that is running. stopping: whether it was told to end. command: what starts the program.
    """

    kept = Signal()
    """The model is there, or is another now."""
    ended = Signal(str, object)
    """The model's name, and what went wrong: `Sentence`, or words in the artist's language, or ""."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.order: Asked | None = None
        self.stopping = False
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None
        self._kept: tuple[float, ...] = ()  # when the watched files were written
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_at_it)

    def start(self, order: Asked, device: str) -> None:
        """Start a training. Raises `BadInput` where another training is running, or this one cannot be started."""
        if self.order is not None:
            raise BadInput("Another model is being trained: stop it first, or wait for its end.")
        with ExitStack() as fails:
            try:
                # A file, as nobody reads a pipe any more when the window is closed before the training ends.
                said = fails.enter_context(tempfile.TemporaryFile())
                self._process = subprocess.Popen(
                    [*self._command, *order.arguments(device)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=said,
                    env=environment_for_data(),
                    creationflags=_CREATION_FLAGS,
                )
            except (OSError, ValueError) as error:  # ValueError: a name that no program can be given
                why = getattr(error, "strerror", None) or str(error)
                raise BadInput("The training cannot be started: {0}.", why) from None
            self._said = said
            fails.pop_all()
        self.order, self.stopping = order, False
        self._kept = _written(order.watched)
        self._look.start()

    def stop(self) -> None:
        """Ask for the end; `ended` follows when all is kept."""
        if self._process is not None and self._process.stdin is not None:
            self.stopping = True
            self._process.stdin.close()

    def shutdown(self) -> None:
        """Ask for the end and do not wait for it: what is left to keep is kept after this program has ended."""
        self._look.stop()
        self.stop()
        if self._said is not None:
            self._said.close()

    def _look_at_it(self) -> None:
        assert self._process is not None
        assert self.order is not None
        code = self._process.poll()
        kept = _written(self.order.watched)
        if kept != self._kept:
            self._kept = kept
            self.kept.emit()
        if code is not None:
            self._look.stop()
            self.stop()
            name, self.order = self.order.name, None
            self.ended.emit(name, self._sentence(code))

    def _sentence(self, code: int) -> Sentence | str:
        assert self._said is not None
        with self._said as file:
            file.seek(0)
            why = read_last(file.read())
        if code in (_DONE, _INTERRUPTED):
            return ""
        return why or self.tr("The training broke off (code {0}); what it had kept is still there.").format(
            code
        )


def _written(files: Sequence[Path]) -> tuple[float, ...]:
    times = []
    for file in files:
        with suppress(OSError):  # not there yet, being replaced, or on a disk that is gone
            times.append(file.stat().st_mtime)
    return tuple(times)


if sys.platform == "win32":
    _CREATION_FLAGS = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
else:
    _CREATION_FLAGS = 0
