"""A line drawing becomes a painting, in the window."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.ui.paint.operations.sketch import SketchControls
from aipaint_desktop.ui.self_test.synthetic_pen import SyntheticPen
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import PATIENCE_MS, note_emerging, require_live_keeps_to_the_selection, seen

PATIENCE = 10 * PATIENCE_MS


@pytest.fixture
def window(settings: QSettings, qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    drawing = np.full((96, 128, 3), 255, np.uint8)
    drawing[40:43, 10:110] = 0
    window.files.opened.emit(Document.from_picture(drawing, "Horizon"))
    window.paint_panel.set_model("sketch")
    yield window
    window.close()


@pytest.fixture
def controls(window: MainWindow, qtbot: QtBot) -> SketchControls:
    controls = window.paint_panel.controls(SketchControls)
    qtbot.waitUntil(lambda: controls.genre.count() > 1, timeout=PATIENCE_MS)
    return controls


def _painted(window: MainWindow, qtbot: QtBot) -> SketchRequest:
    with qtbot.waitSignal(window.painting.finished, timeout=PATIENCE):
        window.paint()
    run = window.canvas.document.active.provenance
    assert isinstance(run, EngineRun)
    assert isinstance(run.request, SketchRequest)
    return run.request


def test_a_drawing_is_painted_like_the_references_again_and_again(
    window: MainWindow, controls: SketchControls, qtbot: QtBot
) -> None:
    assert window.paint_panel.operation.id == "sketch"
    assert controls.genre.isHidden()
    drawing = seen(window)
    first = _painted(window, qtbot)
    assert len(first.references) == 1
    assert np.array_equal(first.drawing.pixels[..., :3], drawing[..., :3])
    assert np.abs(seen(window).astype(int) - drawing).mean() > 5
    second = _painted(window, qtbot)  # from the drawing, not from what was painted over it
    assert second.drawing == first.drawing
    assert len(window.canvas.document.layers) == 4


def test_a_genre_and_a_movement_can_be_asked_for(
    window: MainWindow, controls: SketchControls, qtbot: QtBot
) -> None:
    controls.like_chosen.setChecked(False)
    assert not window.references.isEnabled()
    assert controls.genre.isVisible()
    controls.genre.setCurrentIndex(controls.genre.findData("portrait"))
    controls.movement.setCurrentIndex(controls.movement.findData("impressionism"))
    request = _painted(window, qtbot)
    assert (request.genre, request.movement, request.references) == ("portrait", "impressionism", ())


def test_it_is_painted_live_while_it_is_drawn(window: MainWindow, qtbot: QtBot) -> None:
    shown = note_emerging(window)
    before = seen(window)
    window.paint_panel.live.setChecked(True)
    qtbot.waitUntil(lambda: len(shown) == 1, timeout=PATIENCE)
    assert (seen(window) == before).all()  # nothing but the view has changed
    pen = SyntheticPen(window.canvas, lambda: qtbot.wait(1), lambda *_: None)
    pen.draw([(20, 20), (100, 30)])
    qtbot.waitUntil(lambda: len(shown) > 1, timeout=PATIENCE)
    assert shown[-1] != shown[0]
    window.paint_panel.set_model("style-fast")  # which can be live as well
    assert window.live.on
    window.paint_panel.set_model("painter")
    assert not window.live.on


def test_what_is_live_keeps_to_the_selection_and_follows_it(window: MainWindow, qtbot: QtBot) -> None:
    require_live_keeps_to_the_selection(window, qtbot, PATIENCE)
