"""An upscaler of the artist's stands beside the one that ships, and enlarges or restores."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from aipaint_desktop.engines.upscaler_files import libraries
from aipaint_desktop.engines.upscaler_files.request import UpscalerRequest
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.modelstore.model_files.index import change_index
from aipaint_desktop.modelstore.model_files.scanning import look_at
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import PATIENCE_MS
from tests.support.tiny_upscalers import save_upscaler

pytestmark = pytest.mark.skipif(
    not libraries.spandrel_present(), reason="the extra 'checkpoints' is not installed"
)


@pytest.fixture
def window(settings: QSettings, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    file = look_at(save_upscaler("Compact", tmp_path / "soft.safetensors"))
    change_index(lambda now: type(now)(now.folders, {file.path: file}))
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_it_restores_and_enlarges(window: MainWindow, qtbot: QtBot) -> None:
    panel, document = window.paint_panel, window.canvas.document
    models = [panel._model.itemText(row) for row in range(panel._model.count())]
    assert models.index("soft") == models.index("Larger") + 1
    panel.set_operation("enlarge")
    settings = panel.settings
    assert (settings.width, settings.height) == (2 * document.width, 2 * document.height)
    panel.set_operation("restore")
    assert not panel.size_field.isVisible()
    selected = np.zeros((document.height, document.width), np.uint8)
    selected[:32, :32] = 255
    document.select(selected)
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    made = document.active.provenance
    assert isinstance(made, EngineRun)
    assert isinstance(made.request, UpscalerRequest)
    assert made.request.upscaler == "soft"
    assert len(made.request.weights) == 64
    assert made.request.size == (document.width, document.height)
