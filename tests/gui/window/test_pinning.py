"""Pictures that are pinned over the canvas of the whole window."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.window.main_window import MainWindow

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


def drop(window: MainWindow, paths: list[Path], keys: Qt.KeyboardModifier = ALT) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = QPointF(window.canvas.mapTo(window.stage, window.canvas.rect().center()))
    window.stage.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys))


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "a.png", tmp_path / "b.png"]
    for path in paths:
        Image.new("RGB", (3000, 1500), (0, 0, 200)).save(path)
    return paths


def trigger(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert action is not None
    action.trigger()


def test_dropped_with_alt_they_are_pinned_in_one_step(
    window: MainWindow, qtbot: QtBot, pictures: list[Path]
) -> None:
    document = window.canvas.document
    layers = len(document.layers)
    drop(window, pictures)
    qtbot.waitUntil(lambda: len(document.state.pinned) == 2)
    assert (len(document.layers), len(document.history.names)) == (layers, 2)
    assert all(pin.picture.width == 2048 for pin in document.state.pinned)
    assert all(pin.width <= document.width / 2 for pin in document.state.pinned)
    assert document.composite().min() == 255
    trigger(window, "remove_pinned")
    assert document.state.pinned == ()


def test_without_alt_they_are_what_they_were(window: MainWindow, qtbot: QtBot, pictures: list[Path]) -> None:
    layers = len(window.canvas.document.layers)
    drop(window, pictures, NONE)
    qtbot.waitUntil(lambda: len(window.canvas.document.layers) == layers + 2)
    assert window.canvas.document.state.pinned == ()


def test_what_is_in_the_clipboard_is_pinned_and_shown(window: MainWindow, qtbot: QtBot) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    trigger(window, "view_show_pinned")
    assert not window.canvas.aids.pinned
    trigger(window, "paste_pinned")
    qtbot.waitUntil(lambda: len(window.canvas.document.state.pinned) == 1)
    assert window.canvas.aids.pinned
    (pin,) = window.canvas.document.state.pinned
    assert np.array_equal(pin.picture.pixels[0, 0], (255, 0, 0))


def test_a_clipboard_without_a_picture_is_told(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("nothing to see")
    trigger(window, "paste_pinned")
    assert "picture" in window.messages.text
