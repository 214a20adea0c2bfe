"""How this program starts itself for a command, what the command says when it fails, and how it is ended."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess

_PREFIX = "aipaint: "  # of the sentence that a command ends with
_KILLED_MS = 10_000  # which a process may take to be gone after it was killed


def own_command() -> tuple[str, ...]:
    """What starts this program, for a command to follow."""
    if not getattr(sys, "frozen", False):
        return sys.executable, "-m", "aipaint_desktop"
    if sys.platform == "win32":  # there the program with the window has no streams
        return (str(Path(sys.executable).with_name("aipaint-command.exe")),)
    return (sys.executable,)


def last_sentence(said: bytes | bytearray | memoryview) -> str:
    """Why a command failed, from what it said on stderr; nothing if it said nothing."""
    lines = bytes(said).decode(errors="replace").splitlines()
    return lines[-1].removeprefix(_PREFIX) if lines and lines[-1].startswith(_PREFIX) else ""


def end_at_once(process: QProcess) -> None:
    """Kill a command's process; nothing more is heard of it."""
    process.blockSignals(True)
    process.kill()
    process.waitForFinished(_KILLED_MS)
    process.deleteLater()
