"""Where a window keeps its unsaved work: a file that no other window has, in a folder that all of them share."""

import itertools
import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QSysInfo

from aipaint_desktop.files.atomic_file import check_folder
from aipaint_desktop.files.ora.reading import Opened, read_ora
from aipaint_desktop.files.recovery_file import read_recovery_file
from aipaint_desktop.values.refusal import BadInput

_STALE_MS = 10 * 60_000  # a lock that nobody has touched for so long is left over, wherever its program ran
_MOST = 1000
_NUMBERED = re.compile(r"(\d{1,6})\.(ora|zip)")


class KeptPlace:
    """Holds one file and its lock until `release`.

    path: of the file, which need not be there.
    """

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self.path = path
        self._former = path.with_suffix(".zip")  # as earlier versions kept it
        self._lock = lock

    @classmethod
    def take(cls, folder: Path, *, used: bool) -> "KeptPlace":
        """Take a place that no running program holds, one with work in it first.

        used: one with work in it will do. Makes the folder. Raises `BadInput` where there is none to be had.
        """
        check_folder(folder)
        for number in _numbers(folder, used=used):
            lock = QLockFile(str(folder / f"{number}.lock"))
            lock.setStaleLockTime(_STALE_MS)
            if lock.tryLock(0):
                return cls(folder / f"{number}.ora", lock)
            if lock.error() is not QLockFile.LockError.LockFailedError:
                break
        raise BadInput("No file can be made in {0}.", folder)

    @property
    def used(self) -> Path | None:
        """Give the file with work in it, if there is one."""
        return next((path for path in (self.path, self._former) if os.path.lexists(path)), None)

    def read(self) -> Opened:
        """Read the work that is in it. Raises `BadInput`."""
        return read_ora(self.path) if os.path.lexists(self.path) else read_recovery_file(self._former)

    def set_aside(self) -> Path:
        """Give the file with work in it another name, under which it stays, and return that. Raises `OSError`."""
        used = self.used
        assert used is not None
        when = time.strftime("%Y-%m-%d %H%M%S")
        names = (f"damaged {when}{again}{used.suffix}" for again in ("", *(f" {n}" for n in range(2, _MOST))))
        aside = next(path for name in names if not os.path.lexists(path := used.with_name(name)))
        used.rename(aside)
        return aside

    def forget_former(self) -> None:
        """Remove the former file: the work is in that of today. Raises `OSError`."""
        self._former.unlink(missing_ok=True)

    def clear(self) -> None:
        """Let go of the work. Raises `OSError` where that is not possible."""
        self.path.unlink(missing_ok=True)
        self.forget_former()

    def stay(self) -> None:
        """Show other computers with the same folder that the lock is in use."""
        with suppress(OSError):
            os.utime(self._lock.fileName())

    def release(self) -> None:
        self._lock.unlock()


def kept_elsewhere(folder: Path) -> str:
    """Name the computer, not this one, whose program holds work in the folder; "" where there is none."""
    for number in _numbers(folder, used=True):
        try:
            _pid, _program, host, *_ = (folder / f"{number}.lock").read_text(errors="replace").splitlines()
        except (OSError, ValueError):  # no lock, or not one of Qt's
            continue
        if host != QSysInfo.machineHostName() and (folder / f"{number}.ora").exists():
            return host
    return ""


def _numbers(folder: Path, *, used: bool) -> Iterator[int]:
    found = (_NUMBERED.fullmatch(path.name) for path in folder.iterdir())
    taken = sorted({int(match[1]) for match in found if match})
    if used:
        yield from taken
    yield from itertools.islice((number for number in itertools.count(1) if number not in taken), _MOST)
