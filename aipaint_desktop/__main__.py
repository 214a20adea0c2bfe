"""`python -m aipaint_desktop` and `aipaint`: the window, or a command."""

import sys
from pathlib import Path

from aipaint_desktop.cli.main import main as run_command


def main() -> int:
    return run_command(sys.argv[1:], _open_window)


def _open_window(picture: Path | None) -> int:
    from aipaint_desktop.app import run  # Qt is loaded for the window alone

    return run(picture)


if __name__ == "__main__":
    sys.exit(main())
