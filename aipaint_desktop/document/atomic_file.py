"""Writing a file so that it is there whole or not at all."""

import errno
import os
import stat
from pathlib import Path
from uuid import uuid4

from aipaint_desktop.engines.base import BadInput


def check_target(path: Path) -> None:
    """Raise `BadInput` where `write_atomically` could not write, as far as can be known beforehand."""
    try:
        status = path.stat()
    except FileNotFoundError:
        folder = path.parent
        if not folder.is_dir():
            raise BadInput(f"There is no folder {folder} to save {path.name} into.") from None
        if not os.access(folder, os.W_OK | os.X_OK):
            raise BadInput(f"{path.name} may not be saved into {folder}: permission denied.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _refusal(path, error) from None
    else:
        if stat.S_ISDIR(status.st_mode):
            raise BadInput(f"{path} is a folder; give a file name.")
        if not stat.S_ISREG(status.st_mode):
            raise BadInput(f"{path} is not an ordinary file and will not be replaced.")
        if not os.access(path, os.W_OK):
            raise BadInput(f"{path.name} may not be overwritten: permission denied.")


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file, replacing what was there; until it is safely on the disk the old one stays.

    Raises `BadInput` with one sentence, leaving nothing behind, where it cannot be written.
    """
    check_target(path)
    path = Path(os.path.realpath(path))  # write through a link instead of replacing it
    part = path.with_name(f".{uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise _refusal(path, error) from None
    finally:
        part.unlink(missing_ok=True)


def _refusal(path: Path, error: OSError | ValueError) -> BadInput:
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return BadInput(f"There is no room left on the disk to save {path.name}.")
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BadInput(f"{path.name} may not be saved into {path.parent}: permission denied.")
    reason = getattr(error, "strerror", None) or "not a file name"
    return BadInput(f"{path.name!r} cannot be saved: {reason}.")
