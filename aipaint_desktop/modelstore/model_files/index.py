"""The index of the artist's model files: which folders they named, and what was found there, in one file."""

import json
import logging
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from aipaint_desktop import paths
from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.modelstore.model_files.hashing import SHORTEST_HASH
from aipaint_desktop.modelstore.model_files.model_file import Identity, Kind, ModelFile
from aipaint_desktop.modelstore.model_files.scanning import look_at, scan
from aipaint_desktop.values.refusal import BadInput, Sentence

VERSION = 1
_NAME = "model-files.json"
_LARGEST = 200_000_000  # bytes: some hundred thousand files

_log = logging.getLogger(__name__)
_writing = threading.RLock()


@dataclass(frozen=True)
class ModelIndex:
    """What is known of the artist's model files at one moment; it never changes.

    folders: that the artist named, in this order. files: by their paths; those outside of the folders were named by
    themselves.
    """

    folders: tuple[Path, ...] = ()
    files: Mapping[Path, ModelFile] = field(default_factory=dict)

    def of_kind(self, *kinds: Kind) -> list[ModelFile]:
        """List the files of these kinds that can be used, by title."""
        chosen = [file for file in self.files.values() if file.kind in kinds and file.usable]
        return sorted(chosen, key=lambda file: (file.title.lower(), file.path))

    def by_hash(self, sha256: str) -> ModelFile | None:
        """Find the file with this SHA-256, or one of which these are the first digits, at least eight."""
        if len(sha256) < SHORTEST_HASH:
            return None
        return next((file for file in self.files.values() if file.sha256.startswith(sha256.lower())), None)

    def named(self, name: str, kinds: Collection[Kind] = tuple(Kind)) -> ModelFile | None:
        """Find a file as people and files name it: `title@hash`, a hash, or a title that only one has.

        kinds: come first."""
        title, _at, digits = name.rpartition("@")
        if title and (found := self.by_hash(digits)) is not None:
            return found
        if (found := self.by_hash(name)) is not None:
            return found
        titled = [file for file in self.files.values() if name in (file.title, file.path.name)]
        fitting = [file for file in titled if file.kind in kinds] or titled
        return fitting[0] if len(fitting) == 1 else None


def index_file() -> Path:
    """Tell where the index is kept."""
    return paths.user_data() / _NAME


def read_index(path: Path | None = None) -> ModelIndex:
    """Read the index; what in it cannot be read is left out, and of none that can be is an empty one."""
    path = path or index_file()
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        values = json.loads(path.read_bytes())
    except FileNotFoundError:
        return ModelIndex()
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("The index of model files is not readable and begins anew: %s", error)
        return ModelIndex()
    match values:
        case {"version": int(version), "folders": list(folders), "files": list(files)} if version == VERSION:
            known = [file for file in map(_file_from_json, files) if file is not None]
            return ModelIndex(
                tuple(Path(folder) for folder in folders if isinstance(folder, str) and folder),
                {file.path: file for file in known},
            )
        case {"folders": list(folders)}:  # of another version: what was found is found again
            return ModelIndex(tuple(Path(folder) for folder in folders if isinstance(folder, str) and folder))
    return ModelIndex()


def write_index(index: ModelIndex, path: Path | None = None) -> None:
    """Write the index whole or not at all. Raises `BadInput`."""
    values = {
        "version": VERSION,
        "folders": [str(folder) for folder in index.folders],
        "files": [_file_to_json(file) for file in index.files.values()],
    }
    write_atomically(path or index_file(), json.dumps(values, ensure_ascii=True).encode())


def change_index(change: Callable[[ModelIndex], ModelIndex], path: Path | None = None) -> ModelIndex:
    """Read, change and write the index, nobody else of this process between. Raises `BadInput`."""
    with _writing:
        index = change(read_index(path))
        write_index(index, path)
        return index


def with_folder(index: ModelIndex, folder: Path) -> ModelIndex:
    """Add a folder, at the end. Raises `BadInput` where it is none or already there."""
    folder = folder.expanduser().absolute()
    if not folder.is_dir():
        raise BadInput("There is no folder {0}.", folder)
    if any(folder == one or one in folder.parents for one in index.folders):
        raise BadInput("The folder {0} is looked into already.", folder)
    return replace(index, folders=(*index.folders, folder))


def without_folder(index: ModelIndex, folder: Path) -> ModelIndex:
    """Take a folder out, and what was found in it; the files themselves stay as they are."""
    folders = tuple(one for one in index.folders if one != folder)
    files = {
        path: file for path, file in index.files.items() if folder not in path.parents and path != folder
    }
    return replace(index, folders=folders, files=files)


def rescanned(index: ModelIndex, check: Callable[[], None]) -> ModelIndex:
    """Look into all folders again, and at files that were named by themselves and are still there. check: may raise to
    stop."""
    found = scan(index.folders, index.files, check)
    for path, file in index.files.items():
        if path not in found and not any(one in path.parents for one in index.folders) and path.exists():
            check()
            found[path] = look_at(path, file)
    return replace(index, files=found)


def scan_again(check: Callable[[], None] = lambda: None, path: Path | None = None) -> ModelIndex:
    """Look into all folders again and write what is found; whatever became known or was named meanwhile stays. check:
    may raise to stop. Raises `BadInput`."""
    before = read_index(path)
    after = rescanned(before, check)

    def merged(now: ModelIndex) -> ModelIndex:
        gone = before.files.keys() - after.files.keys()
        kept = {place: file for place, file in now.files.items() if place not in gone}
        given_up = [folder for folder in before.folders if folder not in now.folders]
        found = {
            place: file
            for place, file in after.files.items()
            if not any(folder in place.parents or folder == place for folder in given_up)
        }
        return with_hashes(replace(now, files=kept | found), now.files.values())

    return change_index(merged, path)


def waiting_for_hash(index: ModelIndex) -> list[ModelFile]:
    """List the files of use that have no hash yet, the smallest first."""
    waiting = (file for file in index.files.values() if file.usable and not file.sha256)
    return sorted(waiting, key=lambda file: file.size)


def with_hashes(index: ModelIndex, files: Iterable[ModelFile]) -> ModelIndex:
    """Take over the hashes of files that have not changed since."""
    known = dict(index.files)
    for file in files:
        before = known.get(file.path)
        if file.sha256 and before is not None and (before.size, before.changed) == (file.size, file.changed):
            known[file.path] = replace(before, sha256=file.sha256)
    return replace(index, files=known)


def _file_to_json(file: ModelFile) -> dict[str, Any]:
    identity = file.identity
    return {
        "path": str(file.path),
        "size": file.size,
        "changed": file.changed,
        "kind": identity.kind.value,
        "family": identity.family,
        "variant": identity.variant,
        "reason": identity.reason.to_json() if identity.reason else None,
        "sha256": file.sha256,
        "few_steps": file.few_steps,
    }


def _file_from_json(values: object) -> ModelFile | None:
    match values:
        case {
            "path": str(path),
            "size": int(size),
            "changed": int(changed),
            "kind": str(kind),
            "family": str(family),
            "variant": str(variant),
            "reason": reason,
            "sha256": str(sha256),
            **more,
        }:
            try:
                told = None if reason is None else Sentence.from_json(reason)
                identity = Identity(Kind(kind), family, variant, told)
                few = more.get("few_steps")
                return ModelFile(
                    Path(path), size, changed, identity, sha256, few if isinstance(few, bool) else None
                )
            except (ValueError, TypeError):
                return None
    return None
