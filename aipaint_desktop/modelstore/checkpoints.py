"""The artist's checkpoints: files and folders that they pointed to, found again by their hash wherever they were named.

What is known of them is kept in one small file; they themselves stay where they are.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from aipaint_desktop import paths
from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.values.refusal import BadInput, reason_of
from aipaint_desktop.values.text import as_text

ENGINE = "checkpoint"
SUFFIX = ".safetensors"

_KEPT = "checkpoints.json"
_LARGEST = 10_000_000  # bytes of what is kept
_PIECE = 4 << 20  # bytes that are hashed between two looks whether to go on
_SHORTEST_HASH = 8  # digits
_INDEX = "model_index.json"
_PICKLES = (".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Checkpoint:
    """A model of the artist's.

    path: of the file, or of the folder of diffusers. bytes, changed: of its weights, and when they last changed, ns.
    sha256: of the file; of a folder, of the names and hashes of its weights.
    """

    path: str
    bytes: int
    changed: int
    sha256: str

    @property
    def title(self) -> str:
        path = Path(self.path)
        return as_text(path.name.removesuffix(SUFFIX))

    @property
    def id(self) -> str:
        """Give the id in the list of models: its title and the first digits of its hash."""
        return f"{self.title}@{self.sha256[:_SHORTEST_HASH]}"

    @property
    def present(self) -> bool:
        """Tell whether it is where it was, as it was."""
        try:
            return _extent(Path(self.path)) == (self.bytes, self.changed)
        except OSError:
            return False


def known_checkpoints() -> tuple[Checkpoint, ...]:
    """List the checkpoints that were added, in that order; what cannot be read of what is kept is left out."""
    try:
        with (paths.user_data() / _KEPT).open("rb") as file:
            values = json.loads(file.read(_LARGEST))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("The list of checkpoints is not readable: %s", error)
        return ()
    return tuple(_read(values if isinstance(values, list) else []))


def add_checkpoint(path: Path, check: Callable[[], None] = lambda: None) -> Checkpoint:
    """Take note of a model where it lies. check: called between pieces of it, may raise to stop.

    Raises `BadInput` where it is a pickle, no file of weights, or cannot be read.
    """
    path = path.expanduser().absolute()
    if path.suffix.lower() in _PICKLES:
        raise BadInput(
            "{0} is a pickle, which could run any program when opened; only safetensors are read.", path.name
        )
    if not path.exists():
        raise BadInput("There is no model {0}.", path.name)
    if not (path / _INDEX).is_file() and not (path.is_file() and path.suffix.lower() == SUFFIX):
        raise BadInput("{0} is neither a .safetensors file nor a folder of diffusers.", path.name)
    known = known_checkpoints()
    try:
        size, changed = _extent(path)
        for one in known:
            if one.path == str(path) and (one.bytes, one.changed) == (size, changed):
                return one
        added = Checkpoint(str(path), size, changed, _digest(path, check))
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None
    _keep((*(one for one in known if one.path != str(path)), added))
    return added


def forget_checkpoint(checkpoint: Checkpoint) -> None:
    """Take a model out of the list; its file stays. Raises `BadInput`."""
    _keep(tuple(one for one in known_checkpoints() if one != checkpoint))


def find_checkpoint(model: str) -> Checkpoint:
    """Find a model by its path, its id, its title or its hash. Raises `BadInput` where there is none."""
    try:
        path = Path(model).expanduser()
        there = path.exists()
    except (OSError, RuntimeError, ValueError):  # no path: too long, or of a home folder that there is not
        there = False
    if there:
        return add_checkpoint(path)
    for one in known_checkpoints():
        by_hash = len(model) >= _SHORTEST_HASH and one.sha256.startswith(model.lower())
        if by_hash or model in (one.id, one.title):
            return one
    raise BadInput("There is no model {0}.", model)


def checkpoint_path(sha256: str) -> Path:
    """Give the path of the model with this hash. Raises `BadInput` where it is not there, or not the same any more."""
    known = [one for one in known_checkpoints() if one.sha256 == sha256]
    for one in known:
        if one.present:
            return Path(one.path)
    for one in known:
        if Path(one.path).exists() and add_checkpoint(Path(one.path)).sha256 == sha256:  # only touched
            return Path(one.path)
    if known:
        raise BadInput("The model {0} has been changed or removed since it was used.", known[0].title)
    raise BadInput("There is no model here with the hash {0}.", sha256[:16])


def _weights_of(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.rglob(f"*{SUFFIX}"))


def _extent(path: Path) -> tuple[int, int]:
    """Bytes of the weights, and when the last of them changed."""
    found = [file.stat() for file in _weights_of(path)]
    return sum(one.st_size for one in found), max((one.st_mtime_ns for one in found), default=0)


def _digest(path: Path, check: Callable[[], None]) -> str:
    if path.is_file():
        return _hash(path, check)
    whole = hashlib.sha256()
    for file in _weights_of(path):
        whole.update(f"{file.relative_to(path).as_posix()}\0{_hash(file, check)}\n".encode())
    return whole.hexdigest()


def _hash(path: Path, check: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            check()
            digest.update(piece)
    return digest.hexdigest()


def _keep(checkpoints: tuple[Checkpoint, ...]) -> None:
    values = [asdict(one) for one in checkpoints]
    write_atomically(paths.user_data() / _KEPT, json.dumps(values).encode())


def _read(values: list[object]) -> Iterator[Checkpoint]:
    for value in values:
        match value:
            case {"path": str(path), "bytes": int(size), "changed": int(changed), "sha256": str(sha256)}:
                yield Checkpoint(path, size, changed, sha256)
