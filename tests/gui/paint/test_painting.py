"""From the sketch to the layer, in the real window."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSettings, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.painter.requests import ExtendRequest, FillRequest, PaintRequest, VaryRequest
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.jobs.job import FilmFrame, FilmStrip, Job
from aipaint_desktop.ui.paint.operations.compose_controls import ComposeControls, Start
from aipaint_desktop.ui.paint.progress_panel import ProgressPanel
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.window.remembered import remember
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from tests.gui.conftest import seen, tip_of_top_layer
from tests.gui.fake_engine import EMERGING, RESULT, STEPS, FakeEngine

_ESCAPE = Qt.Key.Key_Escape


def press_paint(window: MainWindow) -> None:
    QTest.mouseClick(window.findChild(QPushButton, "paint"), Qt.MouseButton.LeftButton)


def paint(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.painting.finished):
        press_paint(window)


def hold_midway(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    """Press Paint and let the job stop after its first frames."""
    engine.hold.clear()
    press_paint(window)
    qtbot.waitUntil(lambda: window.progress.film.count() > 0)


def press_frame(window: MainWindow, index: int) -> None:
    """Click on a frame of the film."""
    film = window.progress.film
    QTest.mouseClick(
        film.viewport(), Qt.MouseButton.LeftButton, pos=film.visualItemRect(film.item(index)).center()
    )


def select_part(window: MainWindow) -> np.ndarray:
    """Select a rectangle; returns the mask."""
    document = window.canvas.document
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[100:200, 50:150] = 255
    document.select(mask)
    return mask


def canvas_colour(window: MainWindow, place: tuple[float, float] = (20, 20)) -> tuple[int, int, int]:
    """The colour on the screen at this place in the document."""
    at = window.canvas.viewport.to_widget(QPointF(*place)).toPoint()
    colour = window.canvas.grab().toImage().pixelColor(at)
    return colour.red(), colour.green(), colour.blue()


def test_a_painting_becomes_a_layer_above_the_sketch(
    window: MainWindow, engine: FakeEngine, draw: Callable[[], None], qtbot: QtBot
) -> None:
    window.references.choose(["blue"])
    window.colours.set_colour(QColor("#102030"))
    draw()
    sketch = window.canvas.document.active
    before = seen(window)
    assert (before == (0x10, 0x20, 0x30)).all(axis=2).any()

    paint(window, qtbot)

    request = engine.requests[0]
    assert isinstance(request, PaintRequest)
    assert np.array_equal(request.sketch.pixels[..., :3], before)
    assert request.references[0].pixels[0, 0].tolist() == [30, 30, 220]
    layers = window.canvas.document.layers
    assert [layer.name for layer in layers] == ["Paper", "Sketch", "Blue – Painter"]
    assert layers[1].id == sketch.id
    assert (seen(window) == RESULT).all()
    made_by = layers[2].provenance
    assert isinstance(made_by, EngineRun)
    assert made_by.request == request
    assert f"seed {request.seed}" in tip_of_top_layer(window)
    assert window.progress.film.count() >= 2

    window.workspace.document.undo()
    assert np.array_equal(seen(window), before)
    window.workspace.document.redo()
    assert (seen(window) == RESULT).all()


def painted_from(window: MainWindow) -> tuple[QComboBox, QLabel]:
    """What is painted from: the box to choose it in, and the words beside it."""
    choice = window.paint_panel.painted_from
    return choice.findChild(QComboBox), choice.findChild(QLabel)


def choose_painted_from(window: MainWindow, words: str) -> None:
    box, _ = painted_from(window)
    box.setCurrentText(words)
    box.activated.emit(box.currentIndex())


def sketches(engine: FakeEngine) -> list[np.ndarray]:
    """What was painted from, request by request."""
    assert all(isinstance(request, PaintRequest) for request in engine.requests)
    return [request.sketch.pixels for request in engine.requests]  # type: ignore[attr-defined]


def test_a_second_painting_is_painted_from_the_sketch_and_lies_on_top(
    window: MainWindow, engine: FakeEngine, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    for _ in range(2):
        paint(window, qtbot)
        assert "Paper, Sketch" in painted_from(window)[1].toolTip()
    first, second = sketches(engine)
    assert np.array_equal(first, second)
    layers = window.canvas.document.layers
    assert [layer.name for layer in layers] == ["Paper", "Sketch", "Red – Painter", "Red – Painter 2"]
    assert window.canvas.document.active is layers[3]
    assert canvas_colour(window) == RESULT


def test_what_is_painted_from_is_chosen_and_stays_chosen(
    window: MainWindow,
    make_window: Callable[[], MainWindow],
    engine: FakeEngine,
    draw: Callable[[], None],
    settings: QSettings,
    qtbot: QtBot,
) -> None:
    draw()
    paint(window, qtbot)
    choose_painted_from(window, "From everything")
    assert "Red – Painter" in painted_from(window)[1].toolTip()
    paint(window, qtbot)
    assert (sketches(engine)[1][..., :3] == RESULT).all()

    document = window.canvas.document
    choose_painted_from(window, "From this layer")
    document.activate(document.layers[1].id)
    assert painted_from(window)[1].toolTip().endswith(": Sketch")
    paint(window, qtbot)
    alone = sketches(engine)[2]
    assert np.array_equal(alone, document.layers[1].tiles.read(document.rect))
    document.set_visible(document.layers[1].id, False)
    document.activate(document.layers[1].id)
    press_paint(window)
    qtbot.waitUntil(lambda: "“Sketch” is hidden" in window.messages.text)

    choose_painted_from(window, "From the selection")
    mask = select_part(window)
    paint(window, qtbot)
    assert np.array_equal(sketches(engine)[3][..., 3], mask)

    window.paint_panel.set_operation("fill")  # each operation has a choice of its own
    assert painted_from(window)[0].currentText() == "From everything"
    window.paint_panel.set_operation("paint")
    remember(window, settings)
    assert painted_from(make_window())[0].currentText() == "From the selection"


def test_what_is_painted_from_nothing_comes_on_top_as_well(
    window: MainWindow, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    document = window.canvas.document
    document.activate(document.layers[0].id)
    window.paint_panel.set_operation("tile")
    assert painted_from(window)[0].isVisibleTo(window)  # like the canvas itself
    like_canvas = next(b for b in window.paint_panel.findChildren(QCheckBox) if "canvas" in b.text())
    like_canvas.setChecked(False)
    assert not painted_from(window)[0].isVisibleTo(window)
    paint(window, qtbot)
    assert [layer.name for layer in document.layers] == ["Paper", "Sketch", "Red – Painter"]


def test_every_waiting_result_comes_on_top(
    window: MainWindow, engine: FakeEngine, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    hold_midway(window, engine, qtbot)
    window.references.choose(["blue"])
    press_paint(window)
    qtbot.waitUntil(lambda: len(window.workspace.equipment.queue.waiting) == 1)
    engine.hold.set()
    qtbot.waitUntil(lambda: len(window.canvas.document.layers) == 4)
    names = [layer.name for layer in window.canvas.document.layers]
    assert names == ["Paper", "Sketch", "Red – Painter", "Blue – Painter"]


def test_the_canvas_shows_the_painting_as_it_emerges(
    window: MainWindow, engine: FakeEngine, draw: Callable[[], None], qtbot: QtBot
) -> None:
    hold_midway(window, engine, qtbot)
    assert canvas_colour(window) == EMERGING
    draw()  # the picture steps aside for the hand
    assert canvas_colour(window) == (255, 255, 255)
    qtbot.waitUntil(lambda: canvas_colour(window) == EMERGING)
    engine.hold.set()
    qtbot.waitUntil(lambda: canvas_colour(window) == RESULT)


def test_what_emerges_within_a_selection_leaves_the_rest_as_it_is_on_the_canvas(
    window: MainWindow, engine: FakeEngine, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    paint(window, qtbot)  # which hides the sketch, from which the next one is painted as well
    document = window.canvas.document
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[100:200, 50:150], mask[300:400, 50:150] = 255, 128
    document.select(mask)
    hold_midway(window, engine, qtbot)
    within, half, outside = (100, 150), (100, 350), (20, 20)
    both = np.mean([EMERGING, RESULT], axis=0)

    def shows_the_frame() -> None:
        assert canvas_colour(window, outside) == RESULT
        assert canvas_colour(window, within) == EMERGING
        assert np.abs(canvas_colour(window, half) - both).max() <= 2

    qtbot.waitUntil(lambda: canvas_colour(window, within) == EMERGING)
    shows_the_frame()
    window.painting.cancel()
    qtbot.waitUntil(lambda: not window.workspace.painting.busy)
    assert canvas_colour(window, within) == RESULT
    press_frame(window, 0)
    shows_the_frame()
    film = window.progress.film
    assert film.chosen is not None
    film.chosen.image = None  # as when memory is short: the small one is shown, without soft edges
    film.choose_none()
    press_frame(window, 0)
    assert canvas_colour(window, outside) == RESULT
    assert canvas_colour(window, within) == EMERGING


def test_a_result_waits_for_the_stroke_and_comes_when_its_release_is_lost(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    hold_midway(window, engine, qtbot)
    canvas = window.canvas
    places = [canvas.viewport.to_widget(QPointF(x, 250)).toPoint() for x in (100, 300)]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseMove(canvas, places[1])
    engine.hold.set()
    qtbot.waitUntil(lambda: not window.workspace.painting.busy)
    assert len(canvas.document.layers) == 2
    with qtbot.waitSignal(window.painting.finished):
        QCoreApplication.sendEvent(canvas, QEvent(QEvent.Type.WindowDeactivate))
    assert canvas_colour(window) == RESULT
    assert canvas.document.history.names[1] == "Round"
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=places[1])


def test_escape_cancels_and_leaves_the_picture_alone(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    before = seen(window)
    hold_midway(window, engine, qtbot)
    QTest.keyClick(window.canvas, _ESCAPE)
    qtbot.waitUntil(lambda: not window.workspace.painting.busy)
    assert not engine.hold.is_set()  # the engine was in the midst of it
    assert np.array_equal(seen(window), before)
    assert canvas_colour(window) == (255, 255, 255)
    assert len(window.canvas.document.layers) == 2
    assert window.progress.film.count() > 0
    assert window.messages.text == ""


def test_a_job_that_waits_is_painted_after_the_first(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    hold_midway(window, engine, qtbot)
    press_paint(window)
    qtbot.waitUntil(lambda: len(window.workspace.equipment.queue.waiting) == 1)
    engine.hold.set()
    qtbot.waitUntil(lambda: len(window.canvas.document.layers) == 4)
    first, second = engine.requests
    assert first.seed != second.seed


def test_the_seed_stays_when_it_is_not_to_be_new(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window.paint_panel.seed_field.set_seed(77)
    window.paint_panel.seed_field.set_new_each_time(False)
    paint(window, qtbot)
    paint(window, qtbot)
    assert [request.seed for request in engine.requests] == [77, 77]


@pytest.mark.parametrize("error", [BadInput("The paint has run out."), RuntimeError("broken")])
def test_a_failure_is_one_sentence_in_the_window(
    window: MainWindow, engine: FakeEngine, error: Exception, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    engine.error = error
    before = seen(window)
    with qtbot.waitSignal(window.workspace.painting.failed):
        press_paint(window)
    expected = str(error) if isinstance(error, BadInput) else "RuntimeError"
    assert expected in window.messages.text
    assert np.array_equal(seen(window), before)
    engine.error = None
    paint(window, qtbot)
    assert len(caplog.records) == (0 if isinstance(error, BadInput) else 1)


def test_a_reference_that_is_gone_is_named(window: MainWindow, qtbot: QtBot) -> None:
    window.references.entries[0].path.unlink()
    press_paint(window)
    qtbot.waitUntil(lambda: "red.png" in window.messages.text)
    assert not window.workspace.painting.busy


def test_a_frame_of_the_film_is_seen_and_taken_as_a_layer(window: MainWindow, qtbot: QtBot) -> None:
    paint(window, qtbot)
    window.workspace.document.undo()
    window.progress.film.setCurrentRow(0)
    assert canvas_colour(window) == EMERGING
    QTest.keyClick(window.canvas, _ESCAPE)
    assert canvas_colour(window) == (255, 255, 255)

    window.progress.film.setCurrentRow(0)
    take = next(b for b in window.progress.findChildren(QToolButton) if "layer" in b.toolTip())
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    layer = window.canvas.document.active
    assert layer.name == f"Red – Painter, step 1 of {STEPS}"
    assert (seen(window) == EMERGING).all()


def test_a_frame_shows_on_a_click_or_an_arrow_key_and_not_when_the_focus_passes(
    window: MainWindow, qtbot: QtBot
) -> None:
    paint(window, qtbot)
    film = window.progress.film
    film.setFocus(Qt.FocusReason.TabFocusReason)
    assert not window.painting.scrubbing
    assert canvas_colour(window) == RESULT
    QTest.keyClick(film, Qt.Key.Key_Right)
    assert film.chosen is not None
    assert film.chosen.step == 1
    assert canvas_colour(window) == EMERGING
    QTest.keyClick(window, _ESCAPE)
    assert canvas_colour(window) == RESULT
    press_frame(window, 0)
    assert canvas_colour(window) == EMERGING


def test_a_frame_goes_with_the_next_touch_of_the_canvas(window: MainWindow, qtbot: QtBot) -> None:
    paint(window, qtbot)
    press_frame(window, 0)
    at = window.canvas.viewport.to_widget(QPointF(300, 200)).toPoint()
    QTest.mouseMove(window.canvas, at)
    assert canvas_colour(window) == EMERGING
    window.canvas.choose_tool("eyedropper")  # that changes nothing in the picture
    QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert not window.painting.scrubbing
    assert canvas_colour(window) == RESULT
    assert window.progress.film.chosen is None
    QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=at)


def test_painting_again_while_a_frame_is_looked_at(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    paint(window, qtbot)
    film = window.progress.film
    film.setFocus(Qt.FocusReason.TabFocusReason)
    press_frame(window, film.count() - 1)
    with qtbot.waitSignal(window.painting.finished):
        QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not window.painting.scrubbing
    assert len(engine.requests) == 2
    assert canvas_colour(window) == RESULT


def test_the_film_lets_go_of_the_same_frames_as_the_job(qtbot: QtBot) -> None:
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    film = FilmStrip(max_frames=3)
    picture = Picture(np.zeros((8, 8, 3), np.uint8))
    panel.begin(Job(1, VaryRequest(seed=1, references=(picture,), width=8, height=8)))
    chosen: list[object] = []
    panel.frame_chosen.connect(chosen.append)
    for step in range(1, 6):
        image = QImage(8, 8, QImage.Format.Format_RGB32)
        film.append(FilmFrame(step, 5, image, image))
        panel.show_frame(film, 0.0)
        if step == 1:
            panel.film.setCurrentRow(0)
    assert chosen[0].step == 1  # type: ignore[attr-defined]
    assert chosen[1:] == [None]  # it was let go of while it was looked at
    assert panel.film.count() == 3
    for row in range(3):
        panel.film.setCurrentRow(row)
        assert chosen[-1] is film[row]


def test_an_eye_hides_the_emerging_picture(
    window: MainWindow,
    make_window: Callable[[], MainWindow],
    engine: FakeEngine,
    settings: QSettings,
    qtbot: QtBot,
) -> None:
    hold_midway(window, engine, qtbot)
    assert canvas_colour(window) == EMERGING
    eye = next(b for b in window.progress.findChildren(QToolButton) if "emerges" in b.toolTip())
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert canvas_colour(window) == (255, 255, 255)
    press_frame(window, 0)
    assert canvas_colour(window) == EMERGING
    QTest.keyClick(window, _ESCAPE)
    assert canvas_colour(window) == (255, 255, 255)
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert canvas_colour(window) == EMERGING
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    engine.hold.set()
    qtbot.waitUntil(lambda: canvas_colour(window) == RESULT)
    remember(window, settings)
    assert not make_window().progress.shows_emerging


def test_pointing_at_the_painting_shows_where_it_is_from(window: MainWindow, qtbot: QtBot) -> None:
    paint(window, qtbot)
    inset = window.stage.inset
    at = window.canvas.viewport.to_widget(QPointF(50, 60)).toPoint()
    QTest.mouseMove(window.canvas, at)
    assert inset.isHidden()
    ask = next(b for b in window.progress.findChildren(QToolButton) if "Where" in b.toolTip())
    QTest.mouseClick(ask, Qt.MouseButton.LeftButton)
    QTest.mouseMove(window.canvas, at + QPointF(9, 0).toPoint())
    qtbot.waitUntil(inset.isVisible)
    found = window.workspace.painting.sources.at(window.canvas.document, 50, 60)
    assert found is not None
    assert (found[0].name, *found[1:]) == ("red.png", 7, 5)
    window.workspace.document.undo()  # the painting is gone, and so is its explanation
    assert window.workspace.painting.sources.at(window.canvas.document, 50, 60) is None


def test_filling_needs_a_selection_and_keeps_to_it(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window.paint_panel.set_operation("fill")
    press_paint(window)
    qtbot.waitUntil(lambda: "selected" in window.messages.text)
    mask = select_part(window)
    paint(window, qtbot)
    assert isinstance(engine.requests[0], FillRequest)
    assert engine.requests[0].references == ()
    assert np.array_equal((seen(window) == RESULT).all(axis=2), mask == 255)


def test_extending_makes_the_canvas_larger_around_the_picture(
    window: MainWindow, engine: FakeEngine, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    window.paint_panel.set_operation("extend")
    window.paint_panel.size_field.set_size_px(QSize(868, 600))
    paint(window, qtbot)
    request = engine.requests[0]
    assert isinstance(request, ExtendRequest)
    assert (request.left, request.top) == (50, 12)
    document = window.canvas.document
    assert (document.width, document.height) == (868, 600)
    document.set_visible(document.active.id, False)
    assert (seen(window)[250:310, 160:540] != 255).any()


def test_a_tile_gives_the_canvas_its_size(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    window.paint_panel.set_operation("tile")
    window.paint_panel.size_field.set_size_px(QSize(128, 96))
    paint(window, qtbot)
    request = engine.requests[0]
    assert isinstance(request, VaryRequest)
    assert request.tile
    assert seen(window).shape == (96, 128, 3)


def test_a_larger_painting_takes_the_sketch_along(
    window: MainWindow, draw: Callable[[], None], qtbot: QtBot
) -> None:
    window.colours.set_colour(QColor("#000000"))
    draw()
    small = seen(window)
    window.paint_panel.size_field.set_size_px(QSize(2 * 768, 2 * 576))
    paint(window, qtbot)
    document = window.canvas.document
    assert (document.width, document.height) == (1536, 1152)
    assert (seen(window) == RESULT).all()
    document.set_visible(document.active.id, False)
    assert np.abs(seen(window)[1::2, 1::2].astype(int) - small).mean() < 1


def test_closing_in_mid_job_ends_the_worker(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    hold_midway(window, engine, qtbot)
    thread = window.workspace.equipment.queue._thread
    assert window.close()
    assert not engine.hold.is_set()  # the engine was in the midst of it
    assert not thread.isRunning()


def test_another_picture_ends_what_was_painted_for_the_old_one(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    hold_midway(window, engine, qtbot)
    window.files.open(window.references.entries[1].path)
    qtbot.waitUntil(lambda: window.canvas.document.width == 64)
    qtbot.waitUntil(lambda: not window.workspace.painting.busy)
    assert len(window.canvas.document.layers) == 2
    assert canvas_colour(window) == (30, 30, 220)


def test_a_new_picture_keeps_nothing_of_the_old(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    paint(window, qtbot)
    select_part(window)
    document = window.canvas.document
    window.canvas.update()
    assert window.canvas._selection._march.isActive()
    hold_midway(window, engine, qtbot)
    press_frame(window, 0)
    composing = window.paint_panel.controls(ComposeControls)
    composing.go_on_from(Picture(np.zeros((8, 8, 3), np.uint8)), 0.5, 3)
    assert composing.start.currentData() is Start.FRAME
    window.files.start_with(Document(document.width, document.height))
    assert window.canvas.document.selection is None
    assert not window.canvas._selection._march.isActive()
    assert window.canvas._emerging is None
    assert composing.start.currentData() is Start.WORDS
    assert composing.start.findData(Start.FRAME) < 0
    assert window.progress.film.count() == 0
    assert not window.painting.scrubbing
    qtbot.waitUntil(lambda: not window.workspace.painting.busy)
    assert window.progress.film.count() == 0
    assert not window.menus.cancel.isEnabled()
    assert canvas_colour(window) == (255, 255, 255)


def test_the_estimate_follows_the_size(window: MainWindow, qtbot: QtBot) -> None:
    def shown() -> str:
        return window.paint_panel._estimate.text()

    qtbot.waitUntil(lambda: "5 s" in shown())
    window.paint_panel.size_field.set_size_px(QSize(1000, 1000))
    qtbot.waitUntil(lambda: "10 s" in shown())
