"""Where a window keeps its unsaved work: a file that no other window has, in a folder that all of them share."""

import itertools
import os
import re
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QSysInfo

from aipaint_desktop.files.atomic_file import check_folder
from aipaint_desktop.files.journal.journal import Journal
from aipaint_desktop.files.journal.reading import holds_work, read_journal
from aipaint_desktop.files.journal.work import Work
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.files.recovery_file import read_recovery_file
from aipaint_desktop.values.refusal import BadInput

_STALE_MS = 10 * 60_000  # a lock that nobody has touched for so long is left over, wherever its program ran
_MOST = 1000
_NUMBERED = re.compile(r"(\d{1,6})\.(journal|ora|zip)")
_FORMER = (".ora", ".zip")  # as earlier versions kept work


class KeptPlace:
    """Holds one file and its lock until `release`.

    path: of the file, which need not be there. journal: that writes it.
    """

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self.path = path
        self.journal = Journal(path)
        self._lock = lock

    @classmethod
    def take(cls, folder: Path, *, used: bool) -> "KeptPlace":
        """Take a place that no running program holds, one with work in it first.

        used: one with work in it will do. Makes the folder. Raises `BadInput` where there is none to be had.
        """
        check_folder(folder)
        taken = _numbers(folder)
        if used:
            for number in tuple(taken):
                place = cls._locked(folder, number)
                if place is not None:
                    if place.used is not None:
                        return place
                    with suppress(OSError):
                        place.clear()  # it was saved before the program died
                        taken.remove(number)
                    place.release()
        for number in itertools.islice(
            (number for number in itertools.count(1) if number not in taken), _MOST
        ):
            place = cls._locked(folder, number)
            if place is not None:
                return place
        raise BadInput("No file can be made in {0}.", folder)

    @classmethod
    def _locked(cls, folder: Path, number: int) -> "KeptPlace | None":
        """Raises `BadInput` where nothing can be locked at all."""
        lock = _lock(folder, number)
        if lock.tryLock(0):
            return cls(folder / f"{number}.journal", lock)
        if lock.error() is not QLockFile.LockError.LockFailedError:
            raise BadInput("No file can be made in {0}.", folder)
        return None

    @property
    def used(self) -> Path | None:
        """Give the file with work in it, if there is one."""
        try:
            if os.path.lexists(self.path) and holds_work(self.path):
                return self.path
        except OSError:  # no file, but something is there
            return self.path
        return next((path for path in self._former if os.path.lexists(path)), None)

    @property
    def _former(self) -> list[Path]:
        return [self.path.with_suffix(suffix) for suffix in _FORMER]

    def read(self) -> Work:
        """Read the work that is in it. Raises `BadInput`."""
        used = self.used
        assert used is not None
        if used == self.path:
            work, self.journal = read_journal(self.path)
            return work
        opened = read_ora(used) if used.suffix == ".ora" else read_recovery_file(used)
        when = used.stat().st_mtime
        return Work(
            opened.state,
            opened.name,
            when=when,
            foreign=opened.foreign,
            losses=opened.losses,
            damaged=opened.damaged,
        )

    def set_aside(self) -> Path:
        """Give the file with work in it another name, under which it stays, and return that. Raises `OSError`."""
        used = self.used
        assert used is not None
        when = time.strftime("%Y-%m-%d %H%M%S")
        names = (f"damaged {when}{again}{used.suffix}" for again in ("", *(f" {n}" for n in range(2, _MOST))))
        aside = next(path for name in names if not os.path.lexists(path := used.with_name(name)))
        used.rename(aside)
        self.journal = Journal(self.path)
        return aside

    def forget_former(self) -> None:
        """Remove what an earlier version kept: the work is in the journal. Raises `OSError`."""
        for path in self._former:
            path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Let go of the work. Raises `OSError` where that is not possible."""
        self.journal = Journal(self.path)
        self.path.unlink(missing_ok=True)
        self.forget_former()

    def stay(self) -> None:
        """Show other computers with the same folder that the lock is in use."""
        with suppress(OSError):
            os.utime(self._lock.fileName())

    def tell_of(self, file: Path | None) -> None:
        """Let other windows know which file of the artist's is open in this one."""
        with suppress(OSError):
            if file is None:
                self._opened.unlink(missing_ok=True)
            else:
                self._opened.write_bytes(_name(file))

    def open_elsewhere(self, file: Path) -> bool:
        """Tell whether another window has the same file open."""
        folder = self.path.parent
        with suppress(OSError):
            for opened in folder.glob("*.open"):
                if opened != self._opened and opened.stem.isdecimal() and opened.read_bytes() == _name(file):
                    lock = _lock(folder, int(opened.stem))
                    if not lock.tryLock(0):
                        return True
                    lock.unlock()
        return False

    @property
    def _opened(self) -> Path:
        return self.path.with_suffix(".open")

    def release(self) -> None:
        self.tell_of(None)
        self._lock.unlock()


def kept_elsewhere(folder: Path) -> str:
    """Name the computer, not this one, whose program holds work in the folder; "" where there is none."""
    for number in _numbers(folder):
        try:
            _pid, _program, host, *_ = (folder / f"{number}.lock").read_text(errors="replace").splitlines()
        except (OSError, ValueError):  # no lock, or not one of Qt's
            continue
        if host != QSysInfo.machineHostName():
            return host
    return ""


def _lock(folder: Path, number: int) -> QLockFile:
    lock = QLockFile(str(folder / f"{number}.lock"))
    lock.setStaleLockTime(_STALE_MS)
    return lock


def _numbers(folder: Path) -> list[int]:
    """Of the places where anything is, in their order."""
    found = (_NUMBERED.fullmatch(path.name) for path in folder.iterdir())
    return sorted({int(match[1]) for match in found if match})


def _name(file: Path) -> bytes:
    return os.fsencode(os.path.realpath(file))
