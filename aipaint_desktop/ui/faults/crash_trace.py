"""The trace that is left when the program is killed by a fault below Python, for the next start to find."""

import faulthandler
from pathlib import Path
from typing import TextIO

CRASH_FILE = "crash.txt"


class CrashTrace:
    """Keeps a file open into which `faulthandler` writes if the process crashes.

    left_behind: the trace of an earlier crash that nobody has seen yet; empty where there was none.
    """

    def __init__(self, folder: Path) -> None:
        """Open the file; where the folder cannot be written, nothing is kept."""
        self.left_behind = ""
        self._file: TextIO | None = None
        path = folder / CRASH_FILE
        try:
            if path.exists():
                self.left_behind = path.read_text(encoding="utf-8", errors="replace").strip()
            # appended to, so that two windows at once do not write over each other
            self._file = path.open("a", encoding="utf-8")
            self._file.truncate(0)
        except OSError:
            return
        faulthandler.enable(self._file)

    def close(self) -> None:
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
