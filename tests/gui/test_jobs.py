"""From the press to the result: what a painting lands in, and what it takes to be rid of it."""

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.picture import Picture
from tests.gui.fake_engine import FakeEngine
from tests.gui.paint.test_painting import hold_midway, paint, press_paint


def names(window: MainWindow) -> list[str]:
    return [layer.name for layer in window.canvas.document.layers]


def escape(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)


def told(window: MainWindow) -> list[str]:
    """What the progress panel says."""
    return [label.text() for label in window.progress.findChildren(QLabel) if label.isVisible()]


def can_cancel(window: MainWindow) -> bool:
    return window.findChild(QPushButton, "cancel").isEnabled() and window.menus.cancel.isEnabled()


@pytest.fixture
def reading(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """While it is not set, the references of a request are being read."""
    go, read = threading.Event(), window.workspace.pictures.read

    def slow(entries: Sequence[ReferenceEntry]) -> tuple[Picture, ...]:
        go.wait(30)
        return read(entries)

    monkeypatch.setattr(window.workspace.pictures, "read", slow)
    yield go
    go.set()


@pytest.fixture
def loading(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """While it is not set, torch is being loaded."""
    go = threading.Event()
    monkeypatch.setattr(devices, "load", lambda: go.wait(30))
    yield go
    go.set()


def test_a_press_is_answered_at_once_and_can_be_cancelled_before_there_is_a_request(
    window: MainWindow, engine: FakeEngine, reading: threading.Event, qtbot: QtBot
) -> None:
    press_paint(window)
    assert "Preparing…" in told(window)
    assert can_cancel(window)
    escape(window)
    assert "Cancelled" in told(window)
    assert not can_cancel(window)
    assert not window.workspace.painting.busy
    reading.set()
    qtbot.wait(50)
    assert engine.requests == []
    assert names(window) == ["Paper", "Sketch"]
    paint(window, qtbot)
    assert len(engine.requests) == 1


def test_a_job_is_cancelled_while_torch_is_being_loaded(
    window: MainWindow, engine: FakeEngine, loading: threading.Event, qtbot: QtBot
) -> None:
    press_paint(window)
    qtbot.waitUntil(lambda: "Painting…" in told(window))
    escape(window)
    assert not window.workspace.painting.busy
    press_paint(window)  # another, which is not lost
    assert "Preparing…" in told(window)
    with qtbot.waitSignal(window.painting.finished):
        loading.set()
    assert len(engine.requests) == 1
    assert len(names(window)) == 3


@pytest.mark.parametrize("stage", ["reading", "loading"])
def test_a_second_press_before_the_first_frame_is_no_second_painting(
    stage: str, window: MainWindow, engine: FakeEngine, request: pytest.FixtureRequest, qtbot: QtBot
) -> None:
    go: threading.Event = request.getfixturevalue(stage)
    press_paint(window)
    for _ in range(3):
        qtbot.wait(20)
        press_paint(window)
        QTest.keyClick(window.canvas, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        window.commissioning.restyle()
    assert "is being prepared" in window.messages.text
    seed = window.paint_panel.seed_field.seed
    with qtbot.waitSignal(window.painting.finished):
        go.set()
    qtbot.wait(50)
    assert not window.workspace.painting.busy
    assert [request.seed for request in engine.requests] == [seed]


def test_a_painting_never_lands_in_a_document_that_came_after_the_press(
    window: MainWindow, engine: FakeEngine, reading: threading.Event, qtbot: QtBot
) -> None:
    press_paint(window)
    window.files.start_with(Document(320, 200))
    assert not window.workspace.painting.busy
    reading.set()
    qtbot.wait(100)
    assert engine.requests == []
    assert names(window) == ["Paper", "Sketch"]
    assert "Ready" in told(window)


def test_a_painting_goes_above_the_layer_that_was_active_at_the_press(
    window: MainWindow, engine: FakeEngine, reading: threading.Event, qtbot: QtBot
) -> None:
    document = window.canvas.document
    press_paint(window)
    top = document.add_layer("Top")  # while the request is being made
    engine.hold.clear()
    reading.set()
    qtbot.waitUntil(lambda: window.progress.film.count() > 0)
    document.activate(document.layers[0].id)  # while it is painted
    document.activate(top.id)
    with qtbot.waitSignal(window.painting.finished):
        engine.hold.set()
    assert names(window)[1:2] + names(window)[3:] == ["Sketch", "Top"]
    assert document.active.id == top.id


def test_the_artist_is_left_on_the_last_of_several_results(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    document = window.canvas.document
    hold_midway(window, engine, qtbot)
    press_paint(window)
    qtbot.waitUntil(lambda: len(window.workspace.equipment.queue.waiting) == 1)
    engine.hold.set()
    qtbot.waitUntil(lambda: len(document.layers) == 4)
    assert document.active is document.layers[-1]


@pytest.mark.parametrize(
    ("operation", "size"),
    [
        ("paint", (1024, 768)),
        ("paint", (384, 288)),
        ("extend", (960, 720)),
        ("tile", (256, 192)),
        ("vary", (800, 600)),
    ],
)
def test_one_press_is_one_undo(
    operation: str,
    size: tuple[int, int],
    window: MainWindow,
    draw: Callable[[], None],
    qtbot: QtBot,
) -> None:
    draw()
    document = window.canvas.document
    before, steps = document.state, len(document.history.names)
    window.paint_panel.set_operation(operation)
    window.paint_panel.size_field.set_size_px(QSize(*size))
    sizes = []
    document.changed.add(lambda _change: sizes.append((document.width, document.height)))
    paint(window, qtbot)
    assert set(sizes) == {size}
    assert len(document.history.names) == steps + 1
    assert window.history.list.model().rowCount() == steps + 1
    window.workspace.document.undo()
    assert document.state is before
    window.workspace.document.redo()
    assert (document.width, document.height) == size


@pytest.mark.parametrize(
    ("operation", "size", "words"),
    [
        ("paint", (768, 576), ""),
        ("paint", (1024, 768), "becomes 1024 × 768, and its layers are scaled along"),
        ("extend", (960, 720), "grows to 960 × 720; its layers keep their size"),
        ("tile", (256, 192), "becomes 256 × 192; what does not fit is cut off"),
    ],
)
def test_what_becomes_of_the_canvas_is_said_before_it_is_painted(
    operation: str, size: tuple[int, int], words: str, window: MainWindow, qtbot: QtBot
) -> None:
    note = window.paint_panel.size_note
    window.paint_panel.size_field.set_size_px(QSize(800, 700))
    qtbot.waitUntil(note.isVisible)
    window.paint_panel.set_operation(operation)
    window.paint_panel.size_field.set_size_px(QSize(*size))
    qtbot.waitUntil(lambda: words in note.text() if words else note.isHidden())
    paint(window, qtbot)
    window.paint_panel.size_field.set_size_px(QSize(*size))
    qtbot.waitUntil(note.isHidden)  # the canvas is as large by now


def test_a_frame_taken_as_a_layer_is_one_undo(window: MainWindow, qtbot: QtBot) -> None:
    window.paint_panel.size_field.set_size_px(QSize(1024, 768))
    paint(window, qtbot)
    document = window.canvas.document
    window.workspace.document.undo()
    before = document.state
    QTest.mouseClick(
        window.progress.film.viewport(),
        Qt.MouseButton.LeftButton,
        pos=window.progress.film.visualItemRect(window.progress.film.item(0)).center(),
    )
    take = next(b for b in window.progress.findChildren(QToolButton) if "layer" in b.toolTip())
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: document.history.names[-1] == "Frame as layer")
    assert (document.width, document.height) == (1024, 768)
    window.workspace.document.undo()
    assert document.state is before


def test_a_layer_says_what_painted_it_though_another_device_was_chosen_meanwhile(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.computes_on = Device("cuda", "bf16")
    hold_midway(window, engine, qtbot)
    engine.computes_on = Device("cpu", "fp32")
    with qtbot.waitSignal(window.painting.finished):
        engine.hold.set()
    made_by = window.canvas.document.active.provenance
    assert isinstance(made_by, EngineRun)
    assert (made_by.device, made_by.precision) == ("cuda", "bf16")


def test_a_result_that_cannot_be_placed_is_a_sentence(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise MemoryError

    document = window.canvas.document
    state = document.state
    hold_midway(window, engine, qtbot)
    document.place = fail  # type: ignore[method-assign, assignment]
    with qtbot.waitSignal(window.workspace.painting.failed):
        engine.hold.set()
    assert "memory" in window.messages.error
    assert document.state is state
    assert len(caplog.records) == 1
    del document.place  # type: ignore[method-assign]
    paint(window, qtbot)
    assert len(names(window)) == 3
