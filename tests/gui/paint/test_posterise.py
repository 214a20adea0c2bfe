"""A picture is posterised in the window."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.posterise.request import PosteriseRequest
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.ui.paint.operations.posterise import PosteriseControls
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import PATIENCE_MS, seen


@pytest.fixture
def window(settings: QSettings, qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    picture = np.random.default_rng(2).integers(0, 256, (96, 128, 3), np.uint8)
    window.files.opened.emit(Document.from_picture(picture, "Noise"))
    window.paint_panel.set_operation("posterise")
    yield window
    window.close()


def test_the_picture_becomes_flat_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    controls, document = window.paint_panel.controls(PosteriseControls), window.canvas.document
    for part in (controls.like_chosen, controls.colours, controls.smallest, controls.dither):
        assert part.isVisibleTo(window)
    assert window.paint_panel.settings.model == "posterise"
    assert not window.paint_panel.size_field.isVisibleTo(window)  # it is the canvas's
    controls.like_chosen.setChecked(False)
    assert not window.references.isEnabled()
    controls.colours.set_number(4)
    controls.smallest.set_number(0)
    before, layers, steps = seen(window), len(document.layers), document.history.names
    with qtbot.waitSignal(window.painting.finished, timeout=PATIENCE_MS):
        window.paint()
    run = document.active.provenance
    assert isinstance(run, EngineRun)
    assert isinstance(run.request, PosteriseRequest)
    assert (run.request.colours, run.request.smallest, run.request.references) == (4, 0, ())
    assert (len(document.layers), document.history.names) == (layers + 1, (*steps, "Posterised"))
    after = seen(window)
    assert 1 < len(np.unique(after.reshape(-1, after.shape[2]), axis=0)) <= 4
    document.undo()
    assert np.array_equal(seen(window), before)


def test_the_references_give_their_colours_unless_told_otherwise(window: MainWindow) -> None:
    controls = window.paint_panel.controls(PosteriseControls)
    assert window.references.isEnabled()
    assert window.paint_panel.settings.likes_chosen
    controls.dither.setChecked(True)
    assert not controls.smallest.isEnabled()  # dots are small
    window.paint_panel.set_operation("paint")
    assert not controls.colours.isVisibleTo(window)
