"""How this program starts itself for a command, and how that is ended."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from aipaint_desktop.jobs.last_sentence import environment_for_data

_KILLED_MS = 10_000  # which a process may take to be gone after it was killed


def own_command() -> tuple[str, ...]:
    """Tell what starts this program, for a command to follow."""
    if not getattr(sys, "frozen", False):
        return sys.executable, "-m", "aipaint_desktop"
    if sys.platform == "win32":  # there the program with the window has no streams
        return (str(Path(sys.executable).with_name("aipaint-command.exe")),)
    return (sys.executable,)


def new_process(parent: QObject) -> QProcess:
    """Make a process for a command, not started yet, that says as data why it fails."""
    process, environment = QProcess(parent), QProcessEnvironment()
    for name, value in environment_for_data().items():
        environment.insert(name, value)
    process.setProcessEnvironment(environment)
    return process


def end_at_once(process: QProcess) -> None:
    """Kill a command's process; nothing more is heard of it."""
    process.blockSignals(True)
    process.kill()
    process.waitForFinished(_KILLED_MS)
    process.deleteLater()
