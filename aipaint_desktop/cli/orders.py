"""What the arguments of several commands stand for."""

import secrets
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from aipaint_desktop.engines.pictures.transparency import plain
from aipaint_desktop.files.pictures.reading import read_mask, read_picture, read_thumbnail
from aipaint_desktop.modelstore.references import FOLDER_SIDE, pictures_of
from aipaint_desktop.values.picture import Picture


def chosen_seed(arguments: Namespace) -> int:
    """Give the seed that was asked for, or draw one."""
    return secrets.randbelow(2**31) if arguments.seed is None else int(arguments.seed)


def read(file: Path) -> Picture:
    """Read a picture; one that is opaque throughout has no alpha."""
    return plain(read_picture(file))


def read_all(files: Iterable[Path]) -> tuple[Picture, ...]:
    """Read pictures as `read` does."""
    return tuple(read(file) for file in files)


def read_with_folders(files: Iterable[Path]) -> tuple[Picture, ...]:
    """Read pictures, and those of folders at a smaller size. Raises `BadInput` for a folder without any."""
    found: list[Picture] = []
    for file in files:
        if file.is_dir():
            found += (plain(read_thumbnail(one, FOLDER_SIDE)) for one in pictures_of(file))
        else:
            found.append(read(file))
    return tuple(found)


def read_selection(arguments: Namespace) -> Picture | None:
    """Read the mask to keep to, if one was given."""
    return read_mask(arguments.mask) if arguments.mask else None
