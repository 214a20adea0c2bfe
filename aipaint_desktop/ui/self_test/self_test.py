"""The main job through the real window: sketch, reference, Paint, frames, layer, cancel, export, recovery."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType


def run_self_test(directory: Path, headless: bool) -> dict[str, float]:
    """Do the main job in windows of its own, with screenshots of every stage in `directory`.

    headless: without a screen. Touches none of the artist's settings. Returns the figures: seconds, and numbers of
    frames. Raises `SelfTestFailure` with what went wrong, `OSError` where the folder cannot be written.
    """
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    directory.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()  # loading the window's modules is part of the start
    from PySide6.QtWidgets import QApplication

    from aipaint_desktop.ui.self_test.trial import Trial
    from aipaint_desktop.ui.window.assembly import make_application

    app = QApplication.instance() or make_application()
    with tempfile.TemporaryDirectory() as home, _collected_faults() as faults:
        figures = Trial(directory, Path(home), faults).run(began)
        app.processEvents()
        return figures


@contextmanager
def _collected_faults() -> Iterator[list[BaseException]]:
    """Exceptions that nobody handles, as in a slot, are in the list instead of on the terminal."""
    faults: list[BaseException] = []

    def collect(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        faults.append(error)

    before = sys.excepthook
    sys.excepthook = collect
    try:
        yield faults
    finally:
        sys.excepthook = before
