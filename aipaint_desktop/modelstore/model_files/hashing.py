"""The SHA-256 of model files, by which they are found again wherever they were moved."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from aipaint_desktop.modelstore.model_files.model_file import Kind, ModelFile
from aipaint_desktop.values.refusal import BadInput, reason_of

SHORTEST_HASH = 8
"""Digits that have to be given of one."""

WEIGHTS = ".safetensors"
_PIECE = 4 << 20  # bytes that are hashed between two looks whether to go on


def hashed(
    file: ModelFile, check: Callable[[], None], tell: Callable[[float], None] = lambda _share: None
) -> ModelFile:
    """Find out a file's SHA-256; of a folder of diffusers that of the names and hashes of its weights.

    check: called between pieces, may raise to stop. tell: told how much of it is done, 0 to 1. Raises `BadInput` where
    it cannot be read.
    """
    done = 0

    def read(count: int) -> None:
        nonlocal done
        done += count
        check()
        tell(min(1.0, done / max(1, file.size)))

    try:
        if file.kind is not Kind.FOLDER:
            return replace(file, sha256=_hash(file.path, read))
        whole = hashlib.sha256()
        for weights in weights_of(file.path):
            name = weights.relative_to(file.path).as_posix()
            whole.update(f"{name}\0{_hash(weights, read)}\n".encode("utf-8", "surrogateescape"))
        return replace(file, sha256=whole.hexdigest())
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", file.path.name, reason_of(error)) from None


def weights_of(folder: Path) -> Iterator[Path]:
    """List the weights in the parts of a folder of diffusers, in the order of their names. Raises `OSError`."""
    for part in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if part.is_dir(follow_symlinks=False):
            files = sorted(os.scandir(part.path), key=lambda entry: entry.name)
            yield from (Path(file.path) for file in files if file.name.endswith(WEIGHTS) and file.is_file())


def _hash(path: Path, read: Callable[[int], None]) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while piece := content.read(_PIECE):
            read(len(piece))
            digest.update(piece)
    return digest.hexdigest()
