"""A picture is enlarged in the window: the canvas with it."""

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSettings, QSize
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.window.studio import make_window
from aipaint_desktop.workspace.paint_settings import Operation
from tests.gui.conftest import PATIENCE_MS, seen


@pytest.fixture
def window(settings: QSettings, qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    picture = np.full((48, 64, 3), (90, 140, 220), np.uint8)
    picture[30:] = 60, 110, 40
    window.files.opened.emit(Document.from_picture(picture, "Field"))
    window.paint_panel.set_model("upscale")
    yield window
    window.close()


def test_the_canvas_is_enlarged_and_what_was_there_lies_below(window: MainWindow, qtbot: QtBot) -> None:
    before, document = seen(window), window.canvas.document
    layers = len(document.layers)
    assert window.paint_panel.operation is Operation.UPSCALE
    assert window.references.isHidden()
    assert window.paint_panel.size_field.size_px == QSize(128, 96)
    with qtbot.waitSignal(window.painting.finished, timeout=10 * PATIENCE_MS):
        window.paint()
    run = document.active.provenance
    assert isinstance(run, EngineRun)
    assert isinstance(run.request, UpscaleRequest)
    assert (document.width, document.height, len(document.layers)) == (128, 96, layers + 1)
    small = np.asarray(Image.fromarray(seen(window)[..., :3]).resize((64, 48), Image.Resampling.BOX))
    assert np.abs(small.astype(int) - before[..., :3]).mean() < 6
    document.undo()
    assert len(document.layers) == layers
    below = np.asarray(Image.fromarray(seen(window)[..., :3]).resize((64, 48), Image.Resampling.BOX))
    assert np.abs(below.astype(int) - before[..., :3]).mean() < 6
