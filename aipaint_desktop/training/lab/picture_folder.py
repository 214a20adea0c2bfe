"""A folder of pictures to train on: which of them can be used and why the others cannot, as one small array.

Of each picture squares are taken along its long side, a little larger than what is trained on, so that every step
sees them shifted and mirrored. They are kept beside the run, and read again only when the folder has changed.

torch is loaded only when squares are drawn: a window can look through a folder without it.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.pictures.pixels import flattened
from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.values.refusal import BadInput, Sentence, reason_of
from aipaint_desktop.values.text import as_text

if TYPE_CHECKING:
    from torch import Tensor

LEAST, MOST = 2, 5000
"""Pictures that a folder must and may hold."""

_MARGIN = 9 / 8  # how much larger the kept squares are
_MAX_SQUARES = 3  # of one picture
_SHORTEST = 1 / 2  # of the size that is trained on: sides below it would be blown up too much

_SQUARES, _REPORT = "pictures.npy", "pictures.json"

_Squares: TypeAlias = NDArray[np.uint8]


@dataclass(frozen=True)
class Refused:
    """A file that is not trained on. reason: names it."""

    name: str
    reason: Sentence


@dataclass(frozen=True, eq=False)
class PictureFolder:
    """Holds the pictures of a folder. name: the folder's, without where it is. accepted: files' names.

    squares: (N, S, S, 3) uint8 with S a little above `size`, one or more of each accepted picture.
    """

    name: str
    size: int
    accepted: tuple[str, ...]
    refused: tuple[Refused, ...]
    squares: _Squares

    def draw(self, count: int, random: np.random.Generator) -> "Tensor":
        """Draw `count` random pictures (N, 3, size, size) in −1..1, shifted and half of them mirrored."""
        room = self.squares.shape[1] - self.size
        drawn = []
        for index in random.integers(len(self.squares), size=count):
            top, left = random.integers(room + 1, size=2)
            square = self.squares[index, top : top + self.size, left : left + self.size]
            drawn.append(square[:, ::-1] if random.random() < 0.5 else square)
        return _to_tensor(np.stack(drawn))

    def spread(self, most: int) -> "Tensor":
        """Take the middles (N, 3, size, size) in −1..1 of up to so many different squares, evenly from all of them."""
        chosen = np.linspace(0, len(self.squares) - 1, min(most, len(self.squares))).astype(int)
        edge = (self.squares.shape[1] - self.size) // 2
        middle = slice(edge, edge + self.size)
        return _to_tensor(self.squares[chosen, middle, middle])


@dataclass(frozen=True)
class Survey:
    """What would be trained on: the names of accepted files, and those that are refused."""

    accepted: tuple[str, ...]
    refused: tuple[Refused, ...]


def survey(folder: Path, size: int, check: Callable[[], None] = lambda: None) -> Survey:
    """Look through a folder without keeping anything, however few of its pictures can be used.

    check: called before each file, may raise. Raises `BadInput` where there is no such folder.
    """
    accepted: list[str] = []
    refused: list[Refused] = []
    for name, found in _examined(_files(folder), size, check):
        if isinstance(found, Refused):
            refused.append(found)
        else:
            accepted.append(name)
    return Survey(tuple(accepted), tuple(refused))


def read_folder(
    folder: Path, size: int, cache: Path | None = None, check: Callable[[], None] = lambda: None
) -> PictureFolder:
    """Read the pictures of a folder for training at size × size px.

    cache: a folder in which the squares are kept for the next time. check: called before each file, may raise.
    Raises `BadInput` where there is no such folder, or fewer than `LEAST` pictures in it that can be used.
    """
    files = _files(folder)
    content = _fingerprint(files, size)
    found = _cached(cache, content) if cache else None
    if found is None:
        found = _read(files, _called(folder), size, check)
        if len(found.accepted) < LEAST:
            raise _too_few(folder, found)
        if cache:
            _keep(found, cache, content)
    return found


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise BadInput("The folder {0} cannot be read: {1}.", folder, reason_of(error)) from None


def _read(files: list[Path], name: str, size: int, check: Callable[[], None]) -> PictureFolder:
    accepted: list[str] = []
    refused: list[Refused] = []
    squares: list[_Squares] = []
    for shown, found in _examined(files, size, check):
        if isinstance(found, Refused):
            refused.append(found)
        else:
            accepted.append(shown)
            squares.append(found)
    side = round(size * _MARGIN)
    together = np.concatenate(squares) if squares else np.empty((0, side, side, 3), np.uint8)
    return PictureFolder(name, size, tuple(accepted), tuple(refused), together)


def _examined(
    files: list[Path], size: int, check: Callable[[], None]
) -> Iterator[tuple[str, "_Squares | Refused"]]:
    """Each file's name with its squares, or why there are none."""
    count = 0
    first_of: dict[bytes, str] = {}
    for path in files:
        check()
        shown = as_text(path.name)
        try:
            if count == MOST:
                raise BadInput("{0} is more than the {1} pictures that are trained on at once.", shown, MOST)
            taken = _squares(path, size)
            twin = first_of.setdefault(hashlib.sha256(taken.tobytes()).digest(), shown)
            if twin != shown:
                raise BadInput("{0} is the same picture as {1}.", shown, twin)
        except BadInput as error:
            yield shown, Refused(shown, _without_place(error.sentence, path.parent))
        else:
            count += 1
            yield shown, taken


def _called(folder: Path) -> str:
    """The folder's name as it may be told to others; that of a home folder is the artist's."""
    folder = folder.resolve()
    return "~" if folder == Path.home().resolve() else as_text(folder.name)


def _without_place(sentence: Sentence, folder: Path) -> Sentence:
    """The sentence without where the folder is of which it names a file."""
    place = f"{as_text(folder)}{os.sep}"
    said = (one.replace(place, "") if isinstance(one, str) else one for one in sentence.arguments)
    return Sentence(sentence.template, *said)


def _squares(path: Path, size: int) -> _Squares:
    """(1 to 3, S, S, 3), evenly spaced along the long side of the picture. Raises `BadInput`."""
    picture = read_picture(path)
    short, long = sorted((picture.width, picture.height))
    if short < size * _SHORTEST:
        raise BadInput(
            "{0} is {1}×{2}, too small: each side must be {3} px or more.",
            picture.name,
            picture.width,
            picture.height,
            round(size * _SHORTEST),
        )
    image = Image.fromarray(flattened(picture.pixels))
    side = round(size * _MARGIN)
    count = min(_MAX_SQUARES, round(2 * long / short) - 1)
    taken = []
    for index in range(count):
        start = (long - short) * (index / (count - 1) if count > 1 else 0.5)
        left, top = (start, 0.0) if picture.width > picture.height else (0.0, start)
        box = (left, top, left + short, top + short)
        taken.append(np.asarray(image.resize((side, side), Image.Resampling.LANCZOS, box, reducing_gap=3)))
    return np.stack(taken)


def _too_few(folder: Path, found: PictureFolder) -> BadInput:
    why = found.refused[0].reason if found.refused else None
    match bool(found.accepted), why:
        case True, Sentence():
            return BadInput(
                "The folder {0} holds one picture that can be trained on; at least {1} are needed: {2}",
                folder,
                LEAST,
                why,
            )
        case True, None:
            return BadInput(
                "The folder {0} holds one picture that can be trained on; at least {1} are needed.",
                folder,
                LEAST,
            )
        case False, Sentence():
            return BadInput(
                "The folder {0} holds no picture that can be trained on; at least {1} are needed: {2}",
                folder,
                LEAST,
                why,
            )
    return BadInput(
        "The folder {0} holds no picture that can be trained on; at least {1} are needed.", folder, LEAST
    )


def _fingerprint(files: list[Path], size: int) -> str:
    """Of names, lengths and times, so that a changed folder is noticed without reading its pictures."""
    known: list[tuple[str, int, int]] = []
    for path in files:
        try:
            status = path.stat()
        except OSError:  # a link to nowhere, or a file that went meanwhile: it is refused when it is read
            known.append((path.name, -1, 0))
        else:
            known.append((path.name, status.st_size, status.st_mtime_ns))
    return hashlib.sha256(repr((size, known)).encode(errors="surrogateescape")).hexdigest()


def _to_tensor(squares: _Squares) -> "Tensor":
    """(N, S, S, 3) uint8 -> (N, 3, S, S) in −1..1."""
    import torch

    return torch.from_numpy(squares).permute(0, 3, 1, 2).float() / 127.5 - 1


class _Written:
    """A file as numpy writes to it that is not to know that it is one: it would not say why it fails."""

    def __init__(self, file: BinaryIO) -> None:
        self.write = file.write


def _keep(found: PictureFolder, cache: Path, content: str) -> None:
    part = cache / f"{_SQUARES}.part.npy"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.save(_Written(file), found.squares)
            file.flush()
            os.fsync(file.fileno())
        (cache / _REPORT).unlink(missing_ok=True)  # it is of other squares
        part.replace(cache / _SQUARES)
    except OSError as error:
        raise BadInput("The pictures cannot be kept in {0}: {1}.", cache, reason_of(error)) from None
    finally:
        part.unlink(missing_ok=True)
    said = {
        "content": content,
        "name": found.name,
        "size": found.size,
        "accepted": found.accepted,
        "refused": [{"name": one.name, "reason": one.reason.to_json()} for one in found.refused],
    }
    write_atomically(cache / _REPORT, json.dumps(said, ensure_ascii=False, indent=1).encode())


def _cached(cache: Path, content: str) -> PictureFolder | None:
    """What `_keep` kept, unless it is of another content or damaged."""
    try:
        said = json.loads((cache / _REPORT).read_text(encoding="utf-8"))
        if said["content"] != content:
            return None
        squares = open_memmap(cache / _SQUARES, mode="r")
        if squares.dtype != np.uint8 or squares.ndim != 4 or len(squares) < len(said["accepted"]):
            return None
        refused = tuple(Refused(one["name"], Sentence.from_json(one["reason"])) for one in said["refused"])
        return PictureFolder(said["name"], said["size"], tuple(said["accepted"]), refused, squares)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, RecursionError):
        return None
