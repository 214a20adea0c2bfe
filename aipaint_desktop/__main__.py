"""`aipaint`: the window, or one of the commands."""

import sys
from pathlib import Path


def main() -> int:
    """Run what the command line asks for; returns the exit code."""
    from aipaint_desktop.cli.main import main as run_command

    return run_command(sys.argv[1:], _open_window)


def _open_window(picture: Path | None) -> int:
    from aipaint_desktop import app

    return app.run(picture)


if __name__ == "__main__":
    sys.exit(main())
