"""The first start: a sketch is ready, one press paints it, and nothing is asked."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import picture_file, seen
from tests.gui.fake_engine import RESULT, FakeEngine


@pytest.fixture(autouse=True)
def device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "describe", lambda _device: "CPU with 12 threads")


@pytest.fixture
def welcomed(window: MainWindow) -> MainWindow:
    window.welcome.begin_if_new()
    return window


def words(window: MainWindow) -> str:
    assert window.welcome.card is not None
    return "\n".join(label.text() for label in window.welcome.card.findChildren(QLabel))


def test_a_sketch_is_on_the_canvas_and_counts_as_no_work(welcomed: MainWindow) -> None:
    assert seen(welcomed).shape == (576, 768, 3)
    assert len(np.unique(seen(welcomed).reshape(-1, 3), axis=0)) > 100
    assert not welcomed.files.unsaved
    assert welcomed.canvas.document.active.name == "Sketch"


def test_nothing_is_asked(welcomed: MainWindow) -> None:
    assert QApplication.activeModalWidget() is None
    assert welcomed.canvas.isEnabled()


def test_it_says_what_was_found_and_how_long_it_takes(welcomed: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "CPU with 12 threads" in words(welcomed))
    assert "5 s" in words(welcomed)


def test_one_press_paints_the_sketch_and_ends_the_welcome(
    welcomed: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    sketch = seen(welcomed)
    assert welcomed.welcome.card is not None
    with qtbot.waitSignal(welcomed.painting.finished):
        welcomed.welcome.card.paint.click()
    request = engine.requests[0]
    assert isinstance(request, PaintRequest)
    assert (request.sketch.pixels[..., :3] == sketch).all()
    assert (seen(welcomed) == RESULT).all()
    assert welcomed.welcome.card is None


def test_an_empty_canvas_is_one_press_away(welcomed: MainWindow) -> None:
    assert welcomed.welcome.card is not None
    welcomed.welcome.card.blank.click()
    assert (seen(welcomed) == 255).all()
    assert welcomed.welcome.card is None


def test_the_artist_is_welcomed_once(
    welcomed: MainWindow, make_window: Callable[[], MainWindow], settings: QSettings
) -> None:
    assert welcomed.welcome.card is not None
    welcomed.welcome.card.close_button.click()
    assert settings.value("welcome/seen") is not None
    welcomed.close()
    again = make_window()
    again.welcome.begin_if_new()
    assert again.welcome.card is None


def test_work_on_the_canvas_is_not_taken_away(window: MainWindow, draw: Callable[[], None]) -> None:
    draw()
    drawn = seen(window)
    window.welcome.begin()
    assert (seen(window) == drawn).all()
    assert window.welcome.card is not None
    assert "This sketch" not in words(window)


def test_over_an_open_picture_no_sample_is_promised(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.files.opened):
        window.files.open(picture_file(tmp_path / "sea.png", (0, 80, 120)))
    window.welcome.begin()
    card = window.welcome.card
    assert card is not None
    assert (seen(window) == (0, 80, 120)).all()
    assert "Your own picture" in words(window)
    assert "This sketch" not in words(window)
    assert card.paint.text() == "Paint this picture"
    card.sample.click()
    assert "This sketch" in words(window)
    assert window.canvas.document.active.name == "Sketch"
    with qtbot.waitSignal(window.files.opened):
        window.files.open(tmp_path / "sea.png")
    assert "Your own picture" in words(window)


def test_where_nothing_can_be_computed_with_it_says_why(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(_device: object) -> str:
        raise ImportError("libtorch_cpu.so: cannot open shared object file")

    monkeypatch.setattr(devices, "describe", fail)
    window.welcome.begin()
    qtbot.waitUntil(lambda: "ImportError" in words(window))
    assert "Looking" not in words(window)
