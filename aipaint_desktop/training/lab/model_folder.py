"""The folder of a model that an artist trains: what the model selector needs, and beside it the run that made it.

    <id>/model.toml  README.md  thumbnail.png  <id>-<step>.safetensors
    <id>/training/   checkpoint.safetensors  progress.jsonl  sheets/  the pictures made small, TensorBoard's logs

Deleting the folder undoes the training: nothing of it is anywhere else. torch is loaded only to keep a model.
"""

import hashlib
import re
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import aipaint_desktop
from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.modelstore.manifests import MANIFEST
from aipaint_desktop.nn.generative.families import TITLES, Family
from aipaint_desktop.training.lab.base_model import BaseModel
from aipaint_desktop.training.run_folder import RunFolder, as_toml
from aipaint_desktop.values.refusal import BadInput, Sentence, reason_of

if TYPE_CHECKING:
    from aipaint_desktop.nn.generative.model import GenerativeModel

ENGINE = "lab"
THUMBNAIL = "thumbnail.png"
_NOT_REASON = re.compile(
    r"^\[Errno \d+\] |: ['\"].*", re.DOTALL
)  # in the words of an `OSError`: number and files
_GOOD_AT: dict[Family, str] = {
    "gan": "New pictures like those it was trained on, at once; textures and edges.",
    "diffusion": "New pictures like those it was trained on, step by step; the most varied of the three.",
    "vae": "New pictures like those it was trained on, at once; smooth ways from one to another.",
}
_BAD_AT: dict[Family, str] = {
    "gan": "Variety where it was trained for long on few pictures.",
    "diffusion": "Haste, in training and in painting.",
    "vae": "Fine detail: its pictures are soft.",
}


@dataclass(frozen=True)
class Trained:
    """What a model was trained on and for how long. pictures: the folder's name, never where it is. base: the model
    that it began with."""

    pictures: str
    count: int
    steps: int
    seconds: float
    base: BaseModel | None = None


@dataclass(frozen=True)
class ModelFolder(RunFolder):
    """Keeps a model of the lab and its run."""

    @property
    def sheets(self) -> Path:
        return self.training / "sheets"

    def make(self) -> None:
        super().make()
        try:
            self.sheets.mkdir(exist_ok=True)
        except OSError as error:
            raise BadInput("{0} cannot be a model's folder: {1}.", self.path, reason_of(error)) from None

    def branch(self, path: Path) -> "ModelFolder":
        """Copy model and run to a path that is free, where they go on as a model of its own.

        Raises `BadInput` where it cannot be made, leaving nothing behind.
        """
        part = path.with_name(f".{uuid4().hex}.part")
        try:
            shutil.copytree(self.path, part)
            manifest = part / MANIFEST
            if manifest.exists():
                write_atomically(manifest, _renamed(manifest.read_text(encoding="utf-8"), path.name).encode())
            part.rename(path)
        except OSError as error:
            raise BadInput(
                "{0} cannot be copied to {1}: {2}.", self.id, path.name, _copying_reason(error)
            ) from None
        finally:
            shutil.rmtree(part, ignore_errors=True)
        return ModelFolder(path)

    def keep_model(self, model: "GenerativeModel", trained: Trained) -> None:
        """Write the model as it is now; at every moment the folder holds a whole one, the old or the new.

        Raises `BadInput` where it cannot be written.
        """
        from aipaint_desktop.nn.generative.model import as_file

        weights = self.path / f"{self.id}-{trained.steps:06}.safetensors"
        data, kept = as_file(model), weights.exists()
        write_atomically(weights, data)
        try:
            write_atomically(
                self.path / MANIFEST, self._manifest(model, trained, weights.name, data).encode()
            )
        except BadInput:
            if not kept:  # nobody speaks of them
                weights.unlink(missing_ok=True)
            raise
        write_atomically(self.path / "README.md", self._card(model, trained).encode())
        for older in self.path.glob("*.safetensors"):
            if older.name != weights.name:
                older.unlink(missing_ok=True)

    def _manifest(self, model: "GenerativeModel", trained: Trained, weights: str, data: bytes) -> str:
        family = model.family
        facts: dict[str, Any] = {
            "id": self.id,
            "engine": ENGINE,
            "family": TITLES[family],
            "title": self.id,
            "title_zh": self.id,
            "licence": trained.base.licence if trained.base else "the artist's own",
            "trained_on": _trained_on(trained),
            "training": _training(trained),
            "resolution": f"{model.size}×{model.size} px",
            "good_at": _GOOD_AT[family],
            "bad_at": _BAD_AT[family],
        }
        file = {"name": weights, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        return f"{as_toml(facts)}\n[[files]]\n{as_toml(file)}"

    def _card(self, model: "GenerativeModel", trained: Trained) -> str:
        return (
            f"# {self.id}\n\n"
            f"A {TITLES[model.family]} that makes pictures of {model.size}×{model.size} px, "
            f"trained on this machine with AIPaint {aipaint_desktop.__version__}.\n\n"
            f"**Trained on** {_trained_on(trained)}; they never left the machine.\n\n"
            "**Pictures made with it are yours**, for any use, selling included, as far as AIPaint is concerned; one "
            "that repeats a picture it was trained on has that one's rights. What may be done with the weights "
            f"themselves, the rights to those pictures decide{_also_bound(trained)}.\n\n"
            f"**Training**: {_training(trained)}.\n\n"
            f"**Good at** {_GOOD_AT[model.family]} **Bad at** {_BAD_AT[model.family]} "
            "A model of few pictures may repeat some of them.\n"
        )


def _copying_reason(error: OSError) -> str | Sentence:
    """`reason_of`, also of what `shutil` makes of the errors of several files: that of the first."""
    if not isinstance(error, shutil.Error):
        return reason_of(error)
    *_, said = error.args[0][0]
    return _NOT_REASON.sub("", said)


def _trained_on(trained: Trained) -> str:
    return f"{trained.count} pictures of the folder “{trained.pictures}”"


def _training(trained: Trained) -> str:
    begun = f", begun with the weights of {trained.base.title}" if trained.base else ""
    return f"{trained.steps} steps in {trained.seconds / 60:.1f} minutes{begun}"


def _also_bound(trained: Trained) -> str:
    base = trained.base
    return f", and the licence of {base.title} with which it began ({base.licence})" if base else ""


def _renamed(manifest: str, name: str) -> str:
    """The manifest of the same files as a model of another name."""
    values = tomllib.loads(manifest)
    (file,) = values.pop("files")
    return f"{as_toml(values | {'id': name, 'title': name, 'title_zh': name})}\n[[files]]\n{as_toml(file)}"
