"""The main job through the real window: sketch, reference, Paint, frames, layer, cancel, export."""

import os
import tempfile
import time
from pathlib import Path


class SelfTestFailure(Exception):
    """What did not happen as it should, in one sentence."""


def run_self_test(directory: Path, headless: bool) -> dict[str, float]:
    """Do the main job in a window of its own, with screenshots of every stage in `directory`.

    headless: without a screen. Touches none of the artist's settings. Returns the figures: seconds, but for
    `frames`. Raises `SelfTestFailure` with what went wrong, `OSError` where the folder cannot be written.
    """
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    directory.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()  # loading the window's modules is part of the start
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from aipaint_desktop.ui.studio import make_application, make_window
    from aipaint_desktop.ui.trial import Trial

    app = QApplication.instance() or make_application()
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        window = make_window(settings, asks=False)
        try:
            return Trial(window, directory).run(began)
        finally:
            window.close()
            window.deleteLater()
            app.processEvents()
