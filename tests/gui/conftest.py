"""The real window with a fake engine behind it."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QSettings, Qt, SignalInstance
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from aipaint_desktop import paths
from aipaint_desktop.brushes.preview import brush_preview
from aipaint_desktop.jobs.images import pixels_of
from aipaint_desktop.jobs.queue import JobQueue
from aipaint_desktop.modelstore import references
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.panels import brush_previews
from aipaint_desktop.ui.self_test.synthetic_pen import SyntheticPen
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.words.language import set_language
from aipaint_desktop.workspace.equipment import Equipment
from aipaint_desktop.workspace.workspace import Workspace
from tests.gui.fake_engine import FakeEngine

PATIENCE_MS = 30_000

brush_preview_once = cache(brush_preview)
"""Of a brush: the same in every window."""


def picture_file(path: Path, colour: tuple[int, int, int], size: tuple[int, int] = (64, 48)) -> Path:
    Image.new("RGB", size, colour).save(path)
    return path


class PatientQtBot(QtBot):
    """Waits longer before it gives up: a machine that is busy otherwise is no reason to fail."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self, signal: SignalInstance, *, timeout: int = PATIENCE_MS, raising: bool = True
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, raising=raising)


@pytest.fixture
def qtbot(request: pytest.FixtureRequest) -> QtBot:
    request.getfixturevalue("qapp")
    return PatientQtBot(request)


@pytest.fixture
def engine() -> Iterator[FakeEngine]:
    engine = FakeEngine()
    yield engine
    engine.hold.set()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def make_window(
    qtbot: QtBot, tmp_path: Path, engine: FakeEngine, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], MainWindow]]:
    """Windows on the same settings, one after another; three references to choose from."""
    monkeypatch.setattr(JobQueue, "warm_up", lambda _queue: None)  # the fake engine needs no torch
    monkeypatch.setattr(brush_previews, "brush_preview", brush_preview_once)
    entries = [
        ReferenceEntry(name, name.title(), picture_file(tmp_path / f"{name}.png", colour))
        for name, colour in (("red", (220, 30, 30)), ("blue", (30, 30, 220)), ("gold", (220, 180, 40)))
    ]
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        engines = {engine.id: engine}
        equipment = Equipment(
            engines=engines,
            queue=JobQueue(engines),
            models=catalogue,
            references=entries,
            add_reference=references.add,
            switch_device=lambda _device, _precision: None,
            settings=settings,
        )
        window = MainWindow(Workspace(equipment), asks=False)
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1200, 760)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in windows:
        window.close()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Speak English after each test, whatever it has chosen: translators are the application's."""
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication):
        set_language(application, "en")


@pytest.fixture
def window(make_window: Callable[[], MainWindow], qtbot: QtBot) -> MainWindow:
    window = make_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.canvas.setFocus()
    return window


@pytest.fixture
def draw(window: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    """Draws a stroke across the middle of the canvas."""
    pen = SyntheticPen(window.canvas, lambda: qtbot.wait(1))
    return lambda: pen.draw([(100, 250), (300, 280), (500, 260)], mouse=True)


def folder_of_models(folder: Path, untrained: str, make: Callable[[Path], object]) -> Path:
    """The folder, with the models that ship but one, which `make` puts there untrained."""
    for model in paths.models().iterdir():
        if model.name != untrained:
            (folder / model.name).symlink_to(model)
    make(folder / untrained)
    return folder


def require_live_keeps_to_the_selection(window: MainWindow, qtbot: QtBot, patience: int) -> None:
    """What is live shows within the selection alone, soft edges once, and follows it. patience: ms for the first."""
    document, shown = window.canvas.document, note_emerging(window)
    left = np.zeros((document.height, document.width), np.uint8)
    left[:, :40], left[:, 40:50] = 255, 128
    document.select(left)
    window.paint_panel.live.setChecked(True)

    def seen_share(image: QImage) -> NDArray[np.uint8]:
        return pixels_of(image, image.width(), image.height())[..., 3]

    qtbot.waitUntil(lambda: len(shown) > 0, timeout=patience)
    assert np.array_equal(seen_share(shown[-1]), left)
    document.select(np.ascontiguousarray(255 - left))
    qtbot.waitUntil(lambda: np.array_equal(seen_share(shown[-1]), 255 - left))
    document.undo()
    qtbot.waitUntil(lambda: np.array_equal(seen_share(shown[-1]), left))
    document.select(None)
    qtbot.waitUntil(lambda: not shown[-1].hasAlphaChannel())


def note_emerging(window: MainWindow) -> list[QImage]:
    """What the canvas shows of emerging pictures from now on."""
    shown: list[QImage] = []
    show = window.canvas.show_emerging

    def noted(image: QImage, *where: object) -> None:
        shown.append(image)
        show(image, *where)  # type: ignore[arg-type]

    window.canvas.show_emerging = noted  # type: ignore[method-assign]
    return shown


def seen(window: MainWindow) -> np.ndarray:
    """What the picture on the canvas looks like, (H, W, 3)."""
    return window.canvas.document.composite()[..., :3]


def tip_of_top_layer(window: MainWindow) -> str:
    """What is told of the topmost layer where the pointer rests on it in the list."""
    model = window.layers.list.model()
    return str(model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole))
