"""Manifests of models: what `models/<id>/model.toml` says, and whether the weights are what it says."""

import hashlib
import json
import logging
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from aipaint_desktop.values.refusal import BadInput, Sentence, reason_of

MANIFEST = "model.toml"

_T = TypeVar("_T")

_log = logging.getLogger(__name__)

_WEIGHTS = ".safetensors"
_WORDS = (".txt", ".tsv")
_PICKLES = (".pt", ".pth", ".ckpt", ".bin", ".pkl", ".pickle")
_LONGEST_HEADER = 100_000_000  # bytes, as safetensors has it
_PICKLE_STARTS = (b"\x80", b"PK")  # a plain one, and the zip archives that torch saves


def _has_header(file: BinaryIO) -> bool:
    """Whether it is one of safetensors, the length of which may begin as pickles do."""
    file.seek(0)
    length = int.from_bytes(file.read(8), "little")
    if length > _LONGEST_HEADER:
        return False
    try:
        return isinstance(json.loads(file.read(length)), dict)
    except (ValueError, RecursionError):
        return False


@dataclass(frozen=True)
class WeightsFile:
    """A file beside its manifest, safetensors or a list of words. size: bytes. sha256: 64 hexadecimal digits."""

    path: Path
    size: int
    sha256: str

    @property
    def present(self) -> bool:
        """Tell whether the file is there and of the right size; its content is checked by `verified`."""
        try:
            return self.path.is_file() and self.path.stat().st_size == self.size
        except OSError:  # in a folder that may not be entered
            return False

    def verified(self) -> Path:
        """Give the path, once the content was found to be what the manifest says. Raises `BadInput`."""
        name = f"{self.path.parent.name}/{self.path.name}"
        try:
            with self.path.open("rb") as file:
                if file.read(2).startswith(_PICKLE_STARTS) and not _has_header(file):
                    raise _pickle(name)
                file.seek(0)
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise BadInput(
                "The weights {0} cannot be read: {1}.", name, error.strerror or Sentence("they are damaged")
            ) from None
        if found != self.sha256:
            raise BadInput("The weights {0} are damaged or not those of the model; install them again.", name)
        return self.path


@dataclass(frozen=True)
class Manifest:
    """A model and what it needs.

    engine: id of the engine that runs it, or None for a part of other models, which nobody chooses.
    needs: ids of other models without which it does not work. files: its own weights; none where it has needs, or where
    its manifest says `files = []`, as of one that computes without. reference: SHA-256 of the pixels of the one picture
    that it has learned to paint like; "" of all others.
    """

    id: str
    engine: str | None
    family: str
    title: str
    title_zh: str
    licence: str
    good_at: str
    bad_at: str
    needs: tuple[str, ...]
    files: tuple[WeightsFile, ...]
    reference: str = ""


def is_installed(models: Path, model: str) -> bool:
    """Tell whether a folder of models has one of this id; its files may still be missing or damaged."""
    return (models / model / MANIFEST).is_file()


def read_manifests(folder: Path) -> dict[str, Manifest]:
    """Read every model in a folder of models by its id, sorted; one with a faulty manifest is logged and left out."""

    def walk() -> Iterator[Manifest]:
        for path in sorted(folder.glob(f"*/{MANIFEST}")):
            try:
                yield read_manifest(path)
            except BadInput as error:
                _log.warning("%s", error)

    return {manifest.id: manifest for manifest in walk()}


def read_manifest(path: Path) -> Manifest:
    """Read the manifest in a file `<id>/model.toml`. Raises `BadInput` with one sentence on what is wrong with it."""
    name = f"{path.parent.name}/{path.name}"
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput("The manifest {0} cannot be read: {1}.", name, reason_of(error)) from None
    except ValueError:
        raise BadInput("The manifest {0} is not a TOML file.", name) from None

    def text(key: str) -> str:
        return _read(values, key, str, name)

    manifest = Manifest(
        id=text("id"),
        engine=text("engine") if "engine" in values else None,
        family=text("family"),
        title=text("title"),
        title_zh=text("title_zh"),
        licence=text("licence"),
        good_at=text("good_at"),
        bad_at=text("bad_at"),
        needs=tuple(
            _read({"needs": item}, "needs", str, name)
            for item in _read({"needs": [], **values}, "needs", list, name)
        ),
        files=tuple(
            _weights(path.parent, item, name) for item in _read({"files": [], **values}, "files", list, name)
        ),
        reference=text("reference") if "reference" in values else "",
    )
    if manifest.id != path.parent.name:
        raise BadInput("The manifest {0} is of another model, {1}.", name, repr(manifest.id))
    if not manifest.files and not manifest.needs and "files" not in values:
        raise BadInput("The manifest {0} names neither files nor what else it needs.", name)
    return manifest


def _weights(folder: Path, values: object, manifest: str) -> WeightsFile:
    if not isinstance(values, dict):
        raise BadInput("The manifest {0} has no proper 'files'.", manifest)
    name = _read(values, "name", str, manifest)
    if name.lower().endswith(_PICKLES):
        raise _pickle(f"{folder.name}/{name}")
    if Path(name).name != name or "\\" in name or not name.endswith((_WEIGHTS, *_WORDS)):
        raise BadInput(
            "The manifest {0} names a file {1} that is no .safetensors, .txt or .tsv file beside it.",
            manifest,
            repr(name),
        )
    return WeightsFile(
        folder / name, _read(values, "bytes", int, manifest), _read(values, "sha256", str, manifest).lower()
    )


def _read(values: Mapping[str, Any], key: str, kind: type[_T], manifest: str) -> _T:
    value = values.get(key)
    if not isinstance(value, kind) or value == "":
        raise BadInput("The manifest {0} has no proper {1}.", manifest, repr(key))
    return value


def _pickle(name: str) -> BadInput:
    return BadInput(
        "The weights {0} are a pickle, which could run any program when opened; only safetensors are read.",
        name,
    )
