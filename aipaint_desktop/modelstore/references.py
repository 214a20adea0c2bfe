"""Reference pictures to paint like: those that ship and the artist's own."""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop import paths
from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.files.pictures.reading import check_file, read_size, shown_name
from aipaint_desktop.values.limits import PAINTED
from aipaint_desktop.values.refusal import BadInput, reason_of
from aipaint_desktop.values.text import as_text

_OWN = "own/"


@dataclass(frozen=True)
class ReferenceEntry:
    """A picture in the gallery. made_by: where a shipped one comes from; the artist's own say nothing. subjects:
    English words for what a shipped one is good to paint."""

    id: str
    title: str
    path: Path
    title_zh: str = ""
    description: str = ""
    subjects: str = ""
    made_by: str = ""

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


def add(path: Path) -> ReferenceEntry:
    """Copy a picture into the artist's own; one that is there already is not copied again.

    Raises `BadInput` where it is not a picture, too small to paint like, or cannot be kept.
    """
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
    try:
        check_file(file)
    except BadInput as error:
        return str(error)
    return None


def _own_entry(file: Path) -> ReferenceEntry:
    # settings and the window take only text, files may be called anything
    name = file.name.encode(errors="backslashreplace").decode()
    return ReferenceEntry(id=_OWN + name, title=as_text(file.stem), path=file)
