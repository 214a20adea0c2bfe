"""A model of the artist's own paints words in the window."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from aipaint_desktop.engines.checkpoint.request import PromptFillRequest, PromptRequest
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.modelstore.model_files.finding import find_model_file
from aipaint_desktop.modelstore.model_files.model_file import ModelFile
from aipaint_desktop.ui.paint.operations.prompt import Begin, PromptControls
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.workspace.paint_settings import Canvas
from tests.gui.conftest import PATIENCE_MS
from tests.support import need_checkpoints
from tests.support.tiny_checkpoints import save_single_file, tiny_pipeline
from tests.support.tiny_loras import layers_of, lora, named, save_lora

need_checkpoints()


@pytest.fixture
def checkpoint(tmp_path: Path) -> ModelFile:
    return find_model_file(str(save_single_file(tiny_pipeline("sd1"), "sd1", tmp_path / "lake.safetensors")))


@pytest.fixture
def window(settings: QSettings, qtbot: QtBot, checkpoint: ModelFile) -> Iterator[MainWindow]:
    assert checkpoint.usable
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_words_and_the_canvas_become_layers(window: MainWindow, qtbot: QtBot, checkpoint: ModelFile) -> None:
    panel = window.paint_panel
    panel.set_model(checkpoint.id)
    assert panel.operation.id == "prompt"
    controls = panel.controls(PromptControls)
    assert controls.prompt.isVisible()
    assert controls.keep.isHidden()
    controls.prompt.setPlainText("a red house by a lake")
    controls.steps.set_number(2)
    controls.sampler.setCurrentIndex(controls.sampler.findData("ddim"))
    document = window.canvas.document
    layers = len(document.layers)
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    made = document.active.provenance
    assert isinstance(made, EngineRun)
    request = made.request
    assert isinstance(request, PromptRequest)
    assert (request.checkpoint, request.weights) == ("lake", checkpoint.sha256)
    assert (request.steps, request.sampler, request.start) == (2, "ddim", None)
    assert len(document.layers) == layers + 1
    controls.start.setCurrentIndex(controls.start.findData(Begin.CANVAS))
    assert not controls.keep.isHidden()
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    again = document.active.provenance
    assert isinstance(again, EngineRun)
    assert isinstance(again.request, PromptRequest)
    assert again.request.start is not None


def test_a_selection_is_filled(window: MainWindow, checkpoint: ModelFile) -> None:
    window.paint_panel.set_model(checkpoint.id)
    settings = window.paint_panel.settings
    selected = np.zeros((settings.height, settings.width), np.uint8)
    selected[10:30, 20:60] = 255
    canvas = Canvas.of(np.full((settings.height, settings.width, 4), 255, np.uint8), selected)
    request = settings.request(canvas, ())
    assert isinstance(request, PromptFillRequest)
    assert np.array_equal(request.mask.pixels, selected)


def test_loras_are_listed_switched_off_and_named_by_hash(
    window: MainWindow, qtbot: QtBot, checkpoint: ModelFile, tmp_path: Path
) -> None:
    pipe = tiny_pipeline("sd1")
    tensors = named(pipe, lora(pipe, layers_of(pipe)[:4], 1), "kohya")
    file = find_model_file(str(save_lora(tensors, tmp_path / "ink.safetensors")))
    panel = window.paint_panel
    panel.set_model(checkpoint.id)
    loras = panel.controls(PromptControls).loras
    loras.menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(loras.menu.actions()) == 3)
    loras.menu.actions()[0].trigger()
    assert [(row.title, row.weight.number) for row in loras.rows] == [("ink", 1)]
    loras.rows[0].weight.set_number(0.5)
    canvas = Canvas.of(np.full((64, 64, 4), 255, np.uint8), None)

    def asked() -> PromptRequest:
        request = panel.settings.settled().request(canvas, ())
        assert isinstance(request, PromptRequest)
        return request

    assert asked().lora_hashes == ((file.sha256, 0.5),)
    loras.rows[0].used.setChecked(False)
    assert asked().loras == ()
    loras.rows[0].away.click()
    assert not loras.rows
