"""A model that the artist trained, chosen in the window and painted with."""

import pytest
import torch
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from aipaint_desktop import paths
from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.nn.generative.model import GenerativeModel, new_network
from aipaint_desktop.training.lab.model_folder import ModelFolder, Trained
from aipaint_desktop.ui.window.assembly import make_window
from tests.gui.conftest import seen


@pytest.fixture
def skies() -> str:
    """The name of a model that has learned nothing."""
    folder = ModelFolder(paths.user_models() / "skies")
    folder.make()
    torch.manual_seed(0)
    folder.keep_model(GenerativeModel("gan", 64, new_network("gan", 64)), Trained("pictures", 3, 1, 1.0))
    return folder.id


def test_an_own_model_paints_on_the_canvas(skies: str, settings: QSettings, qtbot: QtBot) -> None:
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    try:
        window.files.opened.emit(Document(96, 64))
        window.paint_panel.set_model(skies)
        assert window.paint_panel.operation.id == "generate"
        assert not window.references.isVisible()
        window.paint_panel.seed_field.set_seed(5)
        with qtbot.waitSignal(window.painting.finished, timeout=120_000):
            window.paint()
        made = window.canvas.document.active.provenance
        assert isinstance(made, EngineRun)
        assert isinstance(made.request, GenerateRequest)
        assert (made.request.trained, made.request.size) == (skies, (96, 64))
        assert seen(window).shape == (64, 96, 3)
        assert (seen(window) != 255).mean() > 0.5
        window.paint_panel.set_operation("vary")
        assert window.references.isVisible()
        assert window.paint_panel.operation.id == "vary"
    finally:
        window.close()
