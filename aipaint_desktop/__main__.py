"""`aipaint`: the window, or one of the commands."""

import contextlib
import os
import sys
from pathlib import Path


def main() -> int:
    """Run what the command line asks for; returns the exit code, unless the process ended with it."""
    from aipaint_desktop.cli.main import main as run_command

    code = run_command(sys.argv[1:], _open_window)
    if "torch" in sys.modules and "PySide6.QtWidgets" not in sys.modules:
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End the process at once: all is closed, and to take torch apart would need half a second more."""
    with contextlib.suppress(OSError):  # nobody reads any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _open_window(picture: Path | None) -> int:
    from aipaint_desktop import app

    return app.run(picture)


if __name__ == "__main__":
    sys.exit(main())
