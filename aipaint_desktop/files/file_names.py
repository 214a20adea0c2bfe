"""Names of files that are to be written: from what was typed to a path, and names that are still free."""

import os
import re
from collections.abc import Collection
from pathlib import Path

from aipaint_desktop.files.pictures.suffixes import SUFFIXES
from aipaint_desktop.values.refusal import BadInput

_NUMBERED = re.compile(r"(?P<stem>.+) (?P<number>\d{1,6})")
_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))
_NOT_IN_NAMES = re.compile(r"[/\\\x00-\x1f]")


def typed_path(text: str, folder: Path, suffix: str, suffixes: Collection[str]) -> Path:
    """Find the file that is meant by what an artist typed.

    text: a path, or a name in `folder`; "~" is the home folder. suffix: comes behind names that end in none of
    `suffixes`, which are lower case.

    Raises `BadInput` with one sentence where no file can be meant.
    """
    text = text.strip()
    try:
        path = folder / Path(text).expanduser()
    except (RuntimeError, ValueError):  # ValueError: a NUL in it
        raise BadInput("There is no home folder of {0}.", Path(text).parts[0].removeprefix("~")) from None
    if not text:
        raise BadInput("The file needs a name.")
    if text.endswith(_SEPARATORS) or Path(text).name in ("", "..") or is_folder(path):
        raise BadInput("{0} is a folder; give a file name.", os.path.normpath(path))
    name = path.name.rstrip(". ")  # what comes behind is a suffix
    if not name or name.lower() in suffixes:
        raise BadInput("The file needs a name.")
    ending = Path(name).suffix.lower()
    if ending in suffixes:
        return path.with_name(name)
    if ending in SUFFIXES:  # a picture, but of a kind that is only read
        raise BadInput("{0} cannot be saved: its name must end in one of {1}.", name, ", ".join(suffixes))
    return path.with_name(name + suffix)


def free_path(folder: Path, name: str, suffix: str) -> Path:
    """Find a file in the folder that is not there yet: called so, or "sea 2", "sea 3" and on."""
    name = _NOT_IN_NAMES.sub("_", name)
    path = folder / f"{name}{suffix}"
    numbered = _NUMBERED.fullmatch(name)
    stem, number = (numbered["stem"], int(numbered["number"])) if numbered else (name, 1)
    while os.path.lexists(path):
        number += 1
        path = folder / f"{stem} {number}{suffix}"
    return path


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder of that name; no name raises."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that is too long, or has a NUL in it
        return False
