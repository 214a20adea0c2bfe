"""Writing a file so that it is there whole or not at all, and stays the file that it was.

A new file takes the old one's place with all that is its own: mode, group, owner, extended attributes. Where it
cannot have them, or the file has several names (hard links), the old file is written through instead, with a copy
of what it held beside it until that is done.
"""

import errno
import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from aipaint_desktop.values.refusal import BadInput, Sentence

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def check_target(path: Path) -> None:
    """Raise `BadInput` where `write_atomically` could not write, as far as can be known beforehand."""
    try:
        real = Path(os.path.realpath(path))
        status = real.stat()
    except FileNotFoundError:
        folder = real.parent
        if not folder.is_dir():
            raise BadInput("There is no folder {0} to save {1} into.", folder, path.name) from None
        if not os.access(folder, os.W_OK | os.X_OK):
            raise BadInput("{0} may not be saved into {1}: permission denied.", path.name, folder) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise refusal_to_write(path, error) from None
    else:
        if stat.S_ISDIR(status.st_mode):
            raise BadInput("{0} is a folder; give a file name.", path)
        if not stat.S_ISREG(status.st_mode):
            raise BadInput("{0} is not an ordinary file and will not be replaced.", path)
        if not os.access(real, os.W_OK):
            raise BadInput("{0} may not be overwritten: permission denied.", path.name)


def check_folder(folder: Path) -> None:
    """Make a folder that is missing; raise `BadInput` where files cannot be saved into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or Sentence("not a file name")
        raise BadInput("{0} cannot be made a folder: {1}.", folder, reason) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BadInput("Nothing may be saved into {0}: permission denied.", folder)


def write_atomically(path: Path, data: bytes | memoryview) -> None:
    """Write a file, replacing what was there; until it is safely on the disk the old one stays.

    Raises `BadInput` with one sentence, leaving nothing behind, where it cannot be written.
    """
    fill_atomically(path, lambda file: file.write(data))


def fill_atomically(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write a file as `write_atomically` does, for what is never in memory as a whole.

    fill: writes it into a file that is empty; called again where the first file cannot take the old one's place.
    """
    check_target(path)
    real = Path(os.path.realpath(path))  # write through a link instead of replacing it
    try:
        if not _replace(real, fill):
            data = io.BytesIO()
            fill(data)
            _write_through(real, data.getbuffer())
    except OSError as error:
        raise refusal_to_write(path, error) from None


def _replace(path: Path, fill: Callable[[BinaryIO], object]) -> bool:
    """Put a new file into the old one's place; False where it would not be the same file any more."""
    try:
        old = path.stat()
    except FileNotFoundError:
        old = None
    if old is not None and (old.st_nlink > 1 or not os.access(path.parent, os.W_OK | os.X_OK)):
        return False
    with _part(path.parent) as part:
        with part.open("xb") as file:
            if old is not None and not _take_after(file, path, old):
                return False
            fill(file)
            _settle(file)
        try:
            part.replace(path)
        except PermissionError:  # a folder where only its owner may replace a file
            if old is None:
                raise
            return False
    return True


def _take_after(file: BinaryIO, path: Path, old: os.stat_result) -> bool:
    """Give a new file what the old one has besides its content; whether that was possible."""
    if sys.platform == "win32":
        return True  # access there comes from the folder
    try:
        new = os.fstat(file.fileno())
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            os.fchown(file.fileno(), old.st_uid, old.st_gid)
        os.fchmod(file.fileno(), stat.S_IMODE(old.st_mode))
        if sys.platform == "linux":
            _take_attributes(file.fileno(), path)
    except OSError:
        return False
    return True


def _take_attributes(new: int, path: Path) -> None:
    if sys.platform != "linux":
        return
    try:
        names = os.listxattr(path)
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return
        raise
    there = os.listxattr(new)
    for name in names:
        value = os.getxattr(path, name)
        if name not in there or os.getxattr(new, name) != value:
            os.setxattr(new, name, value)


def _write_through(path: Path, data: bytes | memoryview) -> None:
    """Write into the file that is there; what it held is kept as a copy until all is on the disk."""
    beside = os.access(path.parent, os.W_OK | os.X_OK)
    with _part(path.parent if beside else Path(tempfile.gettempdir())) as copy:
        with path.open("rb") as old, copy.open("xb") as kept:
            shutil.copyfileobj(old, kept)
            _settle(kept)
        with path.open("r+b") as file:
            try:
                _write_over(file, data)
            except OSError:
                file.seek(0)
                with copy.open("rb") as kept:
                    shutil.copyfileobj(kept, file)
                file.truncate()
                _settle(file)
                raise


def _write_over(file: BinaryIO, data: bytes | memoryview) -> None:
    if sys.platform == "linux" and len(data):
        try:
            os.posix_fallocate(file.fileno(), 0, len(data))  # room for all of it, before anything is lost
        except OSError as error:
            if error.errno in _NO_ROOM:  # others: the file system cannot do that
                raise
    file.write(data)
    file.truncate()
    _settle(file)


@contextmanager
def _part(folder: Path) -> Iterator[Path]:
    """A name in the folder that nobody else has; what is there at the end is removed."""
    part = folder / f".{uuid4().hex}.part"
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def refusal_to_write(path: Path, error: OSError | ValueError) -> BadInput:
    """Say in a sentence why a file cannot be written."""
    number = getattr(error, "errno", None)
    if number in _NO_ROOM:
        return BadInput("There is no room left on the disk to save {0}.", path.name)
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BadInput("{0} may not be saved into {1}: permission denied.", path.name, path.parent)
    reason = getattr(error, "strerror", None) or Sentence("not a file name")
    return BadInput("{0} cannot be saved: {1}.", repr(path.name), reason)
