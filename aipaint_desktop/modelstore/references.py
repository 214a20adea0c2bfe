"""Reference pictures to paint like: those that ship and the artist's own."""

import contextlib
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from aipaint_desktop import paths
from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.files.pictures.reading import check_file, read_size, shown_name
from aipaint_desktop.files.pictures.suffixes import SUFFIXES
from aipaint_desktop.values.limits import PAINTED
from aipaint_desktop.values.refusal import BadInput, reason_of
from aipaint_desktop.values.text import as_text

FOLDER_SIDE = 1024
"""The pictures of folders are read with a long side of at most so many px."""

_MOST_OF_FOLDER = 30
_OWN = "own/"


@dataclass(frozen=True)
class ReferenceEntry:
    """A picture in the gallery. made_by: where a shipped one comes from; the artist's own say nothing. subjects:
    English words for what a shipped one is good to paint. pictures: those of a folder, which is one entry; path is the
    first. of_folder: it is one of them."""

    id: str
    title: str
    path: Path
    title_zh: str = ""
    description: str = ""
    subjects: str = ""
    made_by: str = ""
    pictures: tuple[Path, ...] = ()
    of_folder: bool = False

    @property
    def parts(self) -> tuple["ReferenceEntry", ...]:
        """List the pictures that it is: those of a folder, or itself."""
        return tuple(replace(self, path=file, pictures=(), of_folder=True) for file in self.pictures) or (
            self,
        )

    @property
    def own(self) -> bool:
        """Tell whether the artist added it, and so may remove it."""
        return self.id.startswith(_OWN)


def shipped() -> tuple[ReferenceEntry, ...]:
    """List the pictures of `references.toml`, in its order."""
    folder = paths.resources() / "references"
    with (folder / "references.toml").open("rb") as file:
        listed = tomllib.load(file)["reference"]
    return tuple(
        ReferenceEntry(
            id=entry["id"],
            title=entry["title"],
            path=folder / entry["file"],
            title_zh=entry["title_zh"],
            description=entry["description"],
            subjects=entry["subjects"],
            made_by=entry["made_by"],
        )
        for entry in listed
    )


def own() -> tuple[ReferenceEntry, ...]:
    """List the artist's own pictures, oldest first; what cannot be any (`left_out`) is not among them.

    None of them is read: whether a file holds a picture is seen when it is wanted.
    """
    return tuple(_own_entry(file) for file in sorted(_own_files(), key=_age) if _fault(file) is None)


def left_out() -> tuple[str, ...]:
    """Name what lies among the artist's own pictures and is no file that could be read, sorted."""
    return tuple(as_text(file.name) for file in sorted(_own_files()) if _fault(file) is not None)


def pictures_of(folder: Path) -> tuple[Path, ...]:
    """List the pictures in a folder by name, of many 30 evenly. Raises `BadInput` for a folder without any that is
    large enough to paint like."""
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES)
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", shown_name(folder), reason_of(error)) from None
    fitting = [file for file in files if not file.name.startswith(".") and _paintable(file)]
    if not fitting:
        raise BadInput("There is no picture to paint like in the folder {0}.", shown_name(folder))
    count = min(len(fitting), _MOST_OF_FOLDER)
    return tuple(fitting[n * len(fitting) // count] for n in range(count))


def add_folder(folder: Path) -> ReferenceEntry:
    """Copy the pictures of a folder into one of the artist's own. Raises `BadInput` as `pictures_of` and `add` do."""
    files = pictures_of(folder)
    try:
        first = as_text(folder.name).replace("?", "_").lstrip(".") or "folder"
        name, number = first, 1
        while os.path.lexists(target := paths.user_references() / name):
            number += 1
            name = f"{first} {number}"
        target.mkdir(parents=True)
        for file in files:
            write_atomically(target / file.name, file.read_bytes())
    except OSError as error:
        raise BadInput(
            "{0} cannot be kept among your pictures: {1}.", shown_name(folder), reason_of(error)
        ) from None
    return _own_entry(target)


def _paintable(file: Path) -> bool:
    try:
        return min(read_size(file)) >= PAINTED.least
    except BadInput:
        return False


def add(path: Path) -> ReferenceEntry:
    """Copy a picture, or a folder of them as one, into the artist's own; a picture that is there already is not copied
    again.

    Raises `BadInput` where it is not a picture, too small to paint like, or cannot be kept.
    """
    if path.is_dir():
        return add_folder(path)
    width, height = read_size(path)
    if min(width, height) < PAINTED.least:
        raise BadInput(
            "{0} is {1}×{2}: too small to paint like, each side must be {3} px or more.",
            path.name,
            width,
            height,
            PAINTED.least,
        )
    try:
        return _own_entry(_kept(path))
    except OSError as error:
        raise BadInput(
            "{0} cannot be kept among your pictures: {1}.", shown_name(path), reason_of(error)
        ) from None


def _kept(path: Path) -> Path:
    """The copy of a file in the folder of the artist's own."""
    content = path.read_bytes()
    original = path.with_name(as_text(path.name).replace("?", "_").lstrip("."))
    name, number = original.name, 1
    while os.path.lexists(target := paths.user_references() / name):
        if target.is_file() and target.read_bytes() == content:
            return target
        number += 1
        name = f"{original.stem} {number}{original.suffix}"
    write_atomically(target, content)
    return target


def remove(entry: ReferenceEntry) -> None:
    """Delete one of the artist's own pictures. Raises `ValueError` for one that ships."""
    if not entry.own:
        raise ValueError(f"{entry.id} ships with the program")
    for picture in entry.pictures:
        picture.unlink(missing_ok=True)
    if entry.pictures:
        with contextlib.suppress(OSError):  # something else lies in it
            entry.path.parent.rmdir()
    else:
        entry.path.unlink(missing_ok=True)


def _own_files() -> Iterator[Path]:
    try:
        yield from (file for file in paths.user_references().iterdir() if not file.name.startswith("."))
    except OSError:  # no folder, or none that may be looked into
        return


def _age(file: Path) -> tuple[int, str]:
    try:
        return file.stat().st_mtime_ns, file.name
    except OSError:
        return 0, file.name


def _fault(file: Path) -> str | None:
    if _listed(file):
        return None
    try:
        check_file(file)
    except BadInput as error:
        return str(error)
    return None


def _listed(folder: Path) -> tuple[Path, ...]:
    """The pictures of a folder, unread, or nothing where it is none."""
    try:
        files = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError:
        return ()
    return tuple(file for file in files if file.suffix.lower() in SUFFIXES)[:_MOST_OF_FOLDER]


def _own_entry(file: Path) -> ReferenceEntry:
    # settings and the window take only text, files may be called anything
    name = file.name.encode(errors="backslashreplace").decode()
    pictures = _listed(file)
    if pictures:
        return ReferenceEntry(
            _OWN + name, f"{as_text(file.name)} ({len(pictures)})", pictures[0], pictures=pictures
        )
    return ReferenceEntry(id=_OWN + name, title=as_text(file.stem), path=file)
