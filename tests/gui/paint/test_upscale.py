"""A picture is enlarged in the window: the canvas with it."""

from collections.abc import Iterator
from threading import Event

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSettings, QSize
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.canvas_size import Scaling
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.geometry import Rect
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
    assert window.paint_panel.operation.id == "upscale"
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


def test_what_is_painted_while_layers_are_scaled_is_scaled_along_and_all_is_one_step(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    class Slow(Scaling):
        def of(self, state: State) -> State:
            begun.set()
            assert go_on.wait(10)
            return super().of(state)

    monkeypatch.setattr("aipaint_desktop.workspace.placement.Scaling", Slow)
    document = window.canvas.document
    layers, steps = document.layers, document.history.names
    window.paint()
    qtbot.waitUntil(begun.is_set, timeout=10 * PATIENCE_MS)
    assert document.layers == layers
    edit = document.begin_edit("Stroke")
    edit.write(Rect(0, 0, 64, 10), np.full((10, 64, 4), (1, 2, 3, 255), np.uint8))
    edit.commit()
    with qtbot.waitSignal(window.painting.finished, timeout=10 * PATIENCE_MS):
        go_on.set()
    assert document.history.names == (*steps, "Stroke", "Enlarged")
    assert document.rect == Rect(0, 0, 128, 96)
    below = document.layers[len(layers) - 1].tiles
    assert (below.read(Rect(0, 0, 128, 12)) == (1, 2, 3, 255)).all()
    document.undo()
    assert document.rect == Rect(0, 0, 64, 48)
