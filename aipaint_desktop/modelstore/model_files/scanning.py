"""Finding model files in folders, each told by what is inside."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from aipaint_desktop.modelstore.model_files.identifying import MODEL_INDEX, SUFFIXES, identify
from aipaint_desktop.modelstore.model_files.layouts import model_folders
from aipaint_desktop.modelstore.model_files.model_file import Identity, Kind, ModelFile
from aipaint_desktop.values.refusal import Sentence, reason_of

DEEPEST = 12
"""Folders within each other that are looked into."""

MOST_FILES = 100_000


def scan(
    folders: Iterable[Path], known: Mapping[Path, ModelFile], check: Callable[[], None]
) -> dict[Path, ModelFile]:
    """Find every model file in folders and below. No link that leads out of its folder is followed.

    known: what was found before; a file of the same size and time is what it was, and is not opened. check: called
    before each file, may raise to stop.
    """
    found: dict[Path, ModelFile] = {}
    for folder in folders:
        for part in model_folders(folder):
            for path in _candidates(part, check):
                if path not in found:
                    if len(found) >= MOST_FILES:
                        return found
                    found[path] = look_at(path, known.get(path))
    return found


def look_at(path: Path, before: ModelFile | None = None) -> ModelFile:
    """Tell what a file or folder of diffusers is. before: what it was when it was last looked at, which it still is
    where neither size nor time have changed."""
    try:
        if path.is_dir() and not (path / MODEL_INDEX).is_file():
            reason = Sentence(
                "{0} is a folder, but not one of diffusers: it has no {1}.", path.name, MODEL_INDEX
            )
            return ModelFile(path, 0, 0, Identity(Kind.REFUSED, reason=reason))
        size, changed = _extent(path)
    except OSError as error:
        reason = Sentence("{0} cannot be read: {1}.", path.name, reason_of(error))
        return ModelFile(path, 0, 0, Identity(Kind.REFUSED, reason=reason))
    if before is not None and (before.size, before.changed) == (size, changed):
        return before if before.path == path else replace(before, path=path)
    return ModelFile(path, size, changed, identify(path))


def weights_of(path: Path) -> Path:
    """Give the file of weights in a folder where diffusers keeps one part alone, as a ControlNet; any other path is
    itself."""
    if path.is_dir() and not (path / MODEL_INDEX).is_file():
        for name in ("diffusion_pytorch_model", "model"):
            for variant in ("", ".fp16"):
                if (file := path / f"{name}{variant}.safetensors").is_file():
                    return file
    return path


def _extent(path: Path) -> tuple[int, int]:
    """Bytes, and when it was changed, ns; of a folder of its weights and the latest of all of it."""
    status = path.stat()
    if not path.is_dir():
        return status.st_size, status.st_mtime_ns
    size, changed = 0, (path / MODEL_INDEX).stat().st_mtime_ns
    for part in os.scandir(path):
        if part.is_dir(follow_symlinks=False):
            for file in os.scandir(part.path):
                status = file.stat()
                size += status.st_size if file.name.endswith(SUFFIXES) else 0
                changed = max(changed, status.st_mtime_ns)
    return size, changed


def _candidates(folder: Path, check: Callable[[], None]) -> Iterator[Path]:
    """Files with the suffix of a model, and folders of diffusers, whose parts are not listed one by one."""
    root = os.path.realpath(folder)
    seen: set[tuple[int, int]] = set()
    waiting = [(Path(folder).absolute(), 0)]
    while waiting:
        check()
        here, depth = waiting.pop()
        try:
            status = here.stat()
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError:
            continue  # gone meanwhile, or not to be entered
        if (status.st_dev, status.st_ino) in seen:
            continue  # a link back
        seen.add((status.st_dev, status.st_ino))
        if any(entry.name == MODEL_INDEX for entry in entries):
            yield here
            continue
        inner = []
        for entry in entries:
            if entry.name.startswith(".") or (entry.is_symlink() and not _within(entry.path, root)):
                continue
            try:
                if entry.is_dir():
                    inner.append((here / entry.name, depth + 1))
                elif entry.is_file() and entry.name.lower().endswith(SUFFIXES):
                    check()
                    yield here / entry.name
            except OSError:
                continue
        if depth < DEEPEST:
            waiting += reversed(inner)


def _within(path: str, root: str) -> bool:
    """Whether a link leads to something in the same folder."""
    real = os.path.realpath(path)
    return real == root or real.startswith(root + os.sep)
