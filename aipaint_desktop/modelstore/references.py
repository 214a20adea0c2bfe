"""Reference pictures to paint like: those that ship and the artist's own."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop import paths
from aipaint_desktop.document.atomic_file import write_atomically
from aipaint_desktop.document.picture_file import read_picture
from aipaint_desktop.engines.base import BadInput
from aipaint_desktop.engines.sizes import MIN_SIDE

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
        """Whether the artist added it, and so may remove it."""
        return self.id.startswith(_OWN)


def shipped() -> tuple[ReferenceEntry, ...]:
    """The pictures that `references.toml` lists, in its order."""
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
    """The artist's own pictures, oldest first."""
    files = sorted(_own_folder().iterdir(), key=lambda file: (file.stat().st_mtime_ns, file.name))
    return tuple(_own_entry(file) for file in files if not file.name.startswith("."))


def add(path: Path) -> ReferenceEntry:
    """Copy a picture into the artist's own; one that is there already is not copied again.

    Raises `BadInput` where it is not a picture or too small to paint like.
    """
    picture = read_picture(path)
    if min(picture.width, picture.height) < MIN_SIDE:
        raise BadInput(
            f"{path.name} is {picture.width}×{picture.height}: too small to paint like, "
            f"each side must be {MIN_SIDE} px or more."
        )
    content = path.read_bytes()
    name, number = path.name.lstrip("."), 1
    while (target := _own_folder() / name).exists():
        if target.read_bytes() == content:
            return _own_entry(target)
        number += 1
        name = f"{path.stem.lstrip('.')} {number}{path.suffix}"
    write_atomically(target, content)
    return _own_entry(target)


def remove(entry: ReferenceEntry) -> None:
    """Delete one of the artist's own pictures. Raises `ValueError` for one that ships."""
    if not entry.own:
        raise ValueError(f"{entry.id} ships with the program")
    entry.path.unlink(missing_ok=True)


def _own_folder() -> Path:
    folder = paths.user_data() / "references"
    folder.mkdir(exist_ok=True)
    return folder


def _own_entry(file: Path) -> ReferenceEntry:
    return ReferenceEntry(id=_OWN + file.name, title=file.stem, path=file)
