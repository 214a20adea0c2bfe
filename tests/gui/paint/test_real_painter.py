"""The window with the engine that ships, on a small canvas."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.ui.paint.operations.painter_controls import PainterControls
from aipaint_desktop.ui.window.assembly import make_window
from tests.gui.conftest import seen


def test_a_small_sketch_is_painted_and_explained(settings: QSettings, qtbot: QtBot) -> None:
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    sketch = np.full((96, 128, 3), (150, 190, 230), np.uint8)
    sketch[60:] = (90, 130, 60)
    window.files.opened.emit(Document.from_picture(sketch, "Meadow"))
    window.paint_panel.controls(PainterControls).set_steps(2)
    try:
        with qtbot.waitSignal(window.painting.finished, timeout=300_000):
            window.paint()
        assert "painter" in Path(settings.fileName()).with_name("slowness.json").read_text()
        layer = window.canvas.document.active
        assert isinstance(layer.provenance, EngineRun)
        assert window.progress.film.count() >= 2
        painted = seen(window)
        assert painted.shape == sketch.shape
        assert painted.std() > 5
        assert (painted != sketch).mean() > 0.5
        place = window.workspace.painting.sources.at(window.canvas.document, 64, 48)
        assert place is not None
        reference, column, row = place
        assert 0 <= column < reference.width
        assert 0 <= row < reference.height
    finally:
        window.close()
