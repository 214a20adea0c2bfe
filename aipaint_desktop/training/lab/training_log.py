"""The records of a run: a line of JSON for each progress, and TensorBoard's event file where that is installed."""

import json
from dataclasses import asdict
from os import SEEK_END
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

import numpy as np
from PIL import Image

from aipaint_desktop.engines.base import BadInput

if TYPE_CHECKING:
    from torch.utils.tensorboard import SummaryWriter

    from aipaint_desktop.training.lab.run import Progress

PROGRESS = "progress.jsonl"
SETTLED = 100
"""Steps before which nothing can be said yet about how a run goes."""


class TrainingLog:
    """Appends to the records in a folder; a context, at whose end the files are closed.

    Raises `BadInput` where they cannot be written.
    """

    def __init__(self, folder: Path) -> None:
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
        self._lines.write(json.dumps(values) + "\n")
        self._lines.flush()
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


def _open_lines(path: Path) -> TextIO:
    """Open to append lines; one that a killed process left half-written ends here."""
    with path.open("ab+") as file:
        file.seek(-min(1, file.tell()), SEEK_END)
        half_written = file.read() not in (b"", b"\n")
    lines = path.open("a", encoding="utf-8")
    if half_written:
        lines.write("\n")
    return lines


def _refusal(error: OSError) -> BadInput:
    return BadInput(f"The records of the training cannot be written: {error.strerror}.")


def _board(folder: Path) -> "SummaryWriter | None":
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        return None
    return SummaryWriter(str(folder))
