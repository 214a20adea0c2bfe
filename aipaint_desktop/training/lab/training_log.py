"""The records of a run: a line of JSON for each progress, and TensorBoard's event file where that is installed."""

import json
import socket
from contextlib import suppress
from dataclasses import asdict
from io import FileIO
from os import SEEK_END
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np
from PIL import Image

from aipaint_desktop.values.refusal import BadInput, reason_of

if TYPE_CHECKING:
    from torch.utils.tensorboard import SummaryWriter

    from aipaint_desktop.training.lab.progress import Progress

PROGRESS = "progress.jsonl"
SETTLED = 100
"""Steps before which nothing can be said yet about how a run goes."""


class TrainingLog:
    """Appends to the records in a folder; a context, at whose end the files are closed.

    Raises `BadInput` where they cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            self._lines = _open_lines(folder / PROGRESS)
        except OSError as error:
            raise _refusal(error) from None
        self._board = _board(folder)

    def write(self, progress: "Progress") -> None:
        try:
            self._write(progress)
        except OSError as error:
            raise _refusal(error) from None

    def _write(self, progress: "Progress") -> None:
        values = asdict(progress)
        values["sheet"] = progress.sheet.name if progress.sheet else None
        _append(self._lines, json.dumps(values) + "\n")
        if self._board is None:
            return
        scalars = {**progress.losses, "pictures a second": progress.speed}
        if progress.likeness:
            scalars |= asdict(progress.likeness)
        for name, value in scalars.items():
            self._board.add_scalar(name, value, progress.step)
        if progress.sheet:
            with Image.open(progress.sheet) as sheet:
                self._board.add_image("samples", np.asarray(sheet), progress.step, dataformats="HWC")
        self._board.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.close()
        if self._board is not None:
            self._board.close()
        _leave_out_machine(self._folder)


def _open_lines(path: Path) -> FileIO:
    """Open to append lines; one that a killed process left half-written ends here."""
    lines = FileIO(path, "ab+")
    try:
        lines.seek(-min(1, lines.seek(0, SEEK_END)), SEEK_END)
        if lines.read(1) not in (b"", b"\n"):
            _append(lines, "\n")
    except BaseException:
        lines.close()
        raise
    return lines


def _append(lines: FileIO, line: str) -> None:
    """Append all of a line or nothing. Raises `OSError`."""
    end = lines.seek(0, SEEK_END)
    left = memoryview(line.encode())
    try:
        while left:
            left = left[lines.write(left) or 0 :]
    except OSError:
        with suppress(OSError):
            lines.truncate(end)
        raise


def _refusal(error: OSError) -> BadInput:
    return BadInput("The records of the training cannot be written: {0}.", reason_of(error))


def _leave_out_machine(folder: Path) -> None:
    """Name TensorBoard's files without the machine, which is often called after the artist."""
    machine = f".{socket.gethostname()}."
    for path in folder.glob("events.out.tfevents.*"):
        with suppress(OSError):
            path.rename(path.with_name(path.name.replace(machine, ".aipaint.")))


def _board(folder: Path) -> "SummaryWriter | None":
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        return None
    return SummaryWriter(str(folder))
