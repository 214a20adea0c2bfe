"""The program with a window."""

from pathlib import Path

from aipaint_desktop.ui.studio import make_application, make_window, user_settings


def run(picture: Path | None = None) -> int:
    """Open the window, with a picture on the canvas if one is given; returns the exit code."""
    app = make_application()
    window = make_window(user_settings())
    window.show()
    if picture is not None:
        window.files.open(picture)
    return app.exec()
