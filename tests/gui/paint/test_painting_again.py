"""A painting comes back from its request: from its layer, and from a PNG that was opened."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.ui.files.export_dialog import ExportChoice
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import seen, tip_of_top_layer
from tests.gui.fake_engine import FakeEngine
from tests.gui.paint.test_painting import hold_midway, paint, press_frame


def paint_again(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.painting.finished):
        window.painting_again.begin()


def run(window: MainWindow) -> EngineRun:
    made_by = window.canvas.document.active.provenance
    assert isinstance(made_by, EngineRun)
    return made_by


@pytest.fixture
def exported(window: MainWindow, draw: Callable[[], None], tmp_path: Path, qtbot: QtBot) -> Path:
    """A PNG of a painting, which is on the canvas as well."""
    draw()
    paint(window, qtbot)
    path = tmp_path / "painted.png"
    with qtbot.waitSignal(window.files.exported):
        window.files.export(ExportChoice(path, quality=92, provenance=True))
    return path


def open_file(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.files.opened):
        window.files.open(path)


def test_it_is_a_command_of_the_window(window: MainWindow) -> None:
    paint = next(action.menu() for action in window.menuBar().actions() if action.text() == "&Paint")
    assert "Paint it again" in [action.text().replace("&", "") for action in paint.actions()]


def test_the_active_layer_is_painted_again(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    paint(window, qtbot)
    document, painted = window.canvas.document, window.canvas.document.active
    top = document.add_layer("Top")
    document.activate(painted.id)
    steps = len(document.history.names)
    paint_again(window, qtbot)
    first, again = engine.requests
    assert again == first
    assert [layer.id for layer in document.layers][2] == painted.id
    assert document.layers[-1].id == top.id
    assert document.layers[3].provenance == run(window)
    assert len(document.history.names) == steps + 1


def test_a_canvas_of_another_size_by_now_keeps_it(window: MainWindow, qtbot: QtBot) -> None:
    paint(window, qtbot)
    document = window.canvas.document
    document.resize(1000, 700)
    paint_again(window, qtbot)
    assert (document.width, document.height) == (1000, 700)


def test_what_was_painted_by_hand_cannot_be(window: MainWindow, engine: FakeEngine) -> None:
    window.painting_again.begin()
    assert window.messages.text == "“Sketch” was not painted by a model: choose a layer that was."
    assert not window.workspace.painting.busy
    assert engine.requests == []


def test_another_device_than_before_is_said(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.computes_on = Device("cuda", "bf16")
    paint(window, qtbot)
    paint_again(window, qtbot)
    assert "CUDA" not in window.messages.text
    engine.computes_on = Device("cpu")
    paint_again(window, qtbot)
    assert "on CPU in fp32" in window.messages.text
    assert "on CUDA in bf16" in window.messages.text


def test_a_frame_that_was_taken_says_which_and_is_painted_to_the_end(
    window: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    hold_midway(window, engine, qtbot)
    press_frame(window, 0)
    take = next(b for b in window.progress.findChildren(QToolButton) if "layer" in b.toolTip())
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    assert run(window).step == 1
    with qtbot.waitSignal(window.painting.finished):
        engine.hold.set()
    assert run(window).step is None
    window.canvas.document.remove_layer(window.canvas.document.active.id)
    with qtbot.waitSignal(window.files.exported):
        window.files.export(ExportChoice(tmp_path / "step.png", quality=92, provenance=True))
    open_file(window, tmp_path / "step.png", qtbot)
    assert run(window).step == 1
    paint_again(window, qtbot)
    assert window.messages.text == "Painted to the end; the layer below was taken at step 1."


def test_a_png_that_is_opened_keeps_its_request_and_can_be_painted_again(
    window: MainWindow, engine: FakeEngine, exported: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    made_by, picture = run(window), seen(window)
    open_file(window, exported, qtbot)
    assert run(window) == made_by
    assert "not kept" not in window.messages.text
    assert "seed" in tip_of_top_layer(window)
    with qtbot.waitSignal(window.files.exported):
        window.files.export(ExportChoice(tmp_path / "again.png", quality=92, provenance=True))
    provenance = read_provenance(tmp_path / "again.png")
    assert provenance is not None
    assert provenance.last_run == made_by
    paint_again(window, qtbot)
    assert engine.requests[-1] == made_by.request
    assert np.array_equal(seen(window), picture)


def test_a_png_that_was_painted_over_says_that_its_request_is_not_kept(
    window: MainWindow, exported: Path, draw: Callable[[], None], qtbot: QtBot
) -> None:
    window.canvas.document.add_layer("Retouched")
    draw()
    with qtbot.waitSignal(window.files.exported):
        window.files.export(ExportChoice(exported, quality=92, provenance=True))
    open_file(window, exported, qtbot)
    assert window.canvas.document.active.provenance is None
    assert window.messages.text == "painted.png was painted over by hand: how it was made is not kept."
    assert window.messages.error == ""


@pytest.mark.parametrize(("size", "kept"), [(QSize(768, 576), True), (QSize(400, 300), False)])
def test_a_png_that_comes_in_as_a_layer_keeps_its_request_unless_it_is_scaled(
    size: QSize, kept: bool, window: MainWindow, exported: Path, draw: Callable[[], None], qtbot: QtBot
) -> None:
    for come_in in (lambda: window.files.open_as_sketch(exported), lambda: drop(window, exported)):
        window.files.start_with(Document(size.width(), size.height()))
        draw()
        window.messages.hide()
        with qtbot.waitSignal(window.files.sketched):
            come_in()
        assert isinstance(window.canvas.document.active.provenance, EngineRun) == kept
        assert ("scaled to the canvas" in window.messages.text) != kept


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.arrivals.drop(data)


def test_a_picture_that_is_read_for_another_document_goes_nowhere(
    window: MainWindow, exported: Path, qtbot: QtBot
) -> None:
    window.files.open_as_sketch(exported)  # not on an untouched canvas: it is to be a layer
    window.files.start_with(Document(100, 100))
    qtbot.wait(200)
    assert [layer.name for layer in window.canvas.document.layers] == ["Paper", "Sketch"]
