"""How this program starts itself for a command."""

import sys
from pathlib import Path


def own_command() -> tuple[str, ...]:
    """What starts this program, for a command to follow."""
    if not getattr(sys, "frozen", False):
        return sys.executable, "-m", "aipaint_desktop"
    if sys.platform == "win32":  # there the program with the window has no streams
        return (str(Path(sys.executable).with_name("aipaint-command.exe")),)
    return (sys.executable,)
