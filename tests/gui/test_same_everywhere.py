"""The same seed is the same picture in the window and on the command line, with the engines that ship."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSettings, QSize
from pytestqt.qtbot import QtBot

from aipaint_desktop.cli.main import main
from aipaint_desktop.document.document import Document
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.ui.paint.operations.painter_controls import PainterControls
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import seen

WIDTH, HEIGHT, SEED = 96, 64, 9_123_456_789_012_345_678
PATIENCE_MS = 300_000


@pytest.fixture
def window(settings: QSettings, qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def _sketch() -> np.ndarray:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    return np.stack([x * 2 + 20, y * 3 + 10, 128 + 90 * np.sin(x / 9 + y / 13)], -1).astype(np.uint8)


def _soft() -> np.ndarray:
    return np.tile(np.linspace(0, 255, WIDTH).astype(np.uint8), (HEIGHT, 1))


def _paint(window: MainWindow, qtbot: QtBot, operation: str, size: QSize) -> np.ndarray:
    panel = window.paint_panel
    panel.set_operation(operation)
    panel.controls(PainterControls).set_steps(2)
    panel.size_field.set_size_px(size)
    panel.seed_field.set_new_each_time(False)
    panel.seed_field.set_seed(SEED)
    with qtbot.waitSignal(window.painting.finished, timeout=PATIENCE_MS):
        window.paint()
    return seen(window)


CANVAS, LARGER, BEYOND = (WIDTH, HEIGHT), (2 * WIDTH, 2 * HEIGHT), (WIDTH + 20, HEIGHT + 10)
LIKE, FEW = ("--like", "like.png"), ("--steps", "2")
OVER = [
    ("paint", CANVAS, ("paint", "sketch.png", *LIKE, *FEW)),
    ("stylize", CANVAS, ("stylize", "sketch.png", *LIKE)),
    ("sketch", CANVAS, ("sketch", "sketch.png", *LIKE)),
    ("upscale", LARGER, ("upscale", "sketch.png")),
    ("posterise", CANVAS, ("posterise", "sketch.png", *LIKE)),
]
CASES = [
    *((*case, False) for case in OVER),
    *((*case, True) for case in OVER),
    ("fill", CANVAS, ("fill", "sketch.png", *FEW), True),
    ("extend", BEYOND, ("extend", "sketch.png", "--size", "{}x{}".format(*BEYOND), *FEW), False),
    ("vary", CANVAS, ("vary", "sketch.png", *FEW), False),
]


@pytest.mark.parametrize(("operation", "size", "arguments", "selected"), CASES)
def test_the_window_paints_what_the_command_line_saves(
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    operation: str,
    size: tuple[int, int],
    arguments: tuple[str, ...],
    selected: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    window.files.opened.emit(Document.from_picture(_sketch(), "Sketch"))
    Image.fromarray(_sketch()).convert("RGBA").save("sketch.png")
    Image.fromarray(_soft()).save("mask.png")
    like = window.references.chosen[0]
    Image.fromarray(read_picture(like.path).pixels).save("like.png")
    command = [*arguments, "-o", "out.png", "--seed", str(SEED)]
    if selected:
        window.canvas.document.select(_soft())
        command += ["--mask", "mask.png"]
    shown = _paint(window, qtbot, operation, QSize(*size))
    assert main(command, lambda _path: 1) == 0
    saved = read_picture(Path("out.png")).pixels
    assert saved.shape[:2] == shown.shape[:2] == size[::-1]
    assert np.abs(saved[..., :3].astype(int) - shown).max() <= 1
