"""The folder of a model that is trained here, and of the run that makes it, from which that can always go on.

    <id>/             what the model needs to be used
    <id>/training/    checkpoint.safetensors  progress.jsonl  and what else the run keeps

Deleting the folder undoes the training: nothing of it is anywhere else.
"""

import errno
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from aipaint_desktop.modelstore.manifests import MANIFEST
from aipaint_desktop.values.refusal import BadInput, Sentence, reason_of


@dataclass(frozen=True)
class RunFolder:
    """Keeps a model and its run. path: where it is; its name is the model's id."""

    path: Path

    @property
    def id(self) -> str:
        return self.path.resolve().name

    @property
    def training(self) -> Path:
        return self.path / "training"

    @property
    def checkpoint(self) -> Path:
        return self.training / "checkpoint.safetensors"

    def check(self, *, resume: bool) -> None:
        """Raise `BadInput` unless a run can begin here or, with `resume`, go on."""
        if not self.id or not self.id.isprintable():
            raise BadInput("{0} cannot be a model's name.", repr(self.path.name))
        if resume:
            if not self.checkpoint.is_file():
                raise BadInput("There is no training run in {0} that could go on.", self.path)
            if not (os.access(self.path, os.W_OK) and os.access(self.training, os.W_OK)):
                raise BadInput("{0} cannot be a model's folder: {1}.", self.path, os.strerror(errno.EACCES))
            return
        try:
            taken = self.path.exists() and any(self.path.iterdir())
        except OSError as error:
            raise BadInput("{0} cannot be a model's folder: {1}.", self.path, reason_of(error)) from None
        if taken:
            held = Sentence("a model") if (self.path / MANIFEST).exists() else Sentence("other files")
            raise BadInput("{0} already holds {1}: give a new folder, or --resume to go on.", self.path, held)

    def make(self) -> None:
        """Make the folder and those within it. Raises `BadInput`."""
        try:
            self.training.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput("{0} cannot be a model's folder: {1}.", self.path, reason_of(error)) from None

    def discard(self) -> None:
        """Take away what a run left that failed before it kept anything."""
        if not self.checkpoint.exists():
            shutil.rmtree(self.path, ignore_errors=True)

    def delete(self) -> None:
        """Undo the training: model, run and records. Raises `BadInput` where that is not possible."""
        going = self.path.with_name(f".{uuid4().hex}.deleted")
        try:
            self.path.rename(going)  # at once or not at all, whatever becomes of the single files
            shutil.rmtree(going)
        except OSError as error:
            raise BadInput("{0} cannot be deleted: {1}.", self.id, reason_of(error)) from None


def as_toml(values: dict[str, Any]) -> str:
    """Write strings and whole numbers as TOML, whose basic strings are JSON's but for one character."""
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return "".join(lines).replace("\x7f", "\\u007f")
