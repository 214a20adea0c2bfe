"""A training in a process of its own, so that painting stays smooth and a fault there is none here."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject, QTimer, Signal

from aipaint_desktop.jobs.last_sentence import environment_for_data, read_last
from aipaint_desktop.modelstore.manifests import MANIFEST
from aipaint_desktop.nn.generative.families import Family
from aipaint_desktop.training.lab.model_folder import THUMBNAIL, ModelFolder
from aipaint_desktop.values.refusal import BadInput, Sentence

_LOOK_MS = 200
_DONE, _INTERRUPTED = 0, 130


@dataclass(frozen=True)
class TrainingOrder:
    """What is to be trained. pictures: the folder to train on. size: px. resume: go on with the run in the folder.
    base: id of the model to begin with, or nothing."""

    folder: ModelFolder
    family: Family
    size: int
    pictures: Path
    minutes: float
    resume: bool = False
    base: str = ""

    def arguments(self, device: str) -> list[str]:
        """Write the arguments of `aipaint`."""
        said = ["train", self.family, str(self.pictures), "--output", str(self.folder.path)]
        said += ["--size", str(self.size), "--minutes", f"{self.minutes:g}", "--device", device]
        said += ["--resume"] if self.resume else []
        said += ["--from", self.base] if self.base else []
        return [*said, "--json", "--until-input-ends"]


class TrainingProcess(QObject):
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
        self.order: TrainingOrder | None = None
        self.stopping = False
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None
        self._kept: tuple[float, ...] = ()  # when the model and its picture were written
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_at_it)

    def start(self, order: TrainingOrder, device: str) -> None:
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
        self._kept = _written(order.folder)
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
        kept = _written(self.order.folder)
        if kept != self._kept:
            self._kept = kept
            self.kept.emit()
        if code is not None:
            self._look.stop()
            self.stop()
            name, self.order = self.order.folder.id, None
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


def _written(folder: ModelFolder) -> tuple[float, ...]:
    times = []
    for name in (MANIFEST, THUMBNAIL):
        with suppress(OSError):  # not there yet, being replaced, or on a disk that is gone
            times.append((folder.path / name).stat().st_mtime)
    return tuple(times)


if sys.platform == "win32":
    _CREATION_FLAGS = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
else:
    _CREATION_FLAGS = 0
