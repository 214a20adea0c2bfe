"""Pictures become references beside the window, whatever brings them."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.refusal import Sentence
from tests.gui.conftest import picture_file

Threads = list[threading.Thread]


@pytest.fixture
def read_on(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Threads:
    """The threads on which references, and the samples of them, are read from now on."""
    threads: Threads = []

    def noted(read: Callable[..., object]) -> Callable[..., object]:
        def call(*of: object) -> object:
            threads.append(threading.current_thread())
            return read(*of)

        return call

    monkeypatch.setattr(window.references, "_add", noted(window.references._add))
    monkeypatch.setattr(window._samples, "_file_of", noted(window._samples._file_of))
    return threads


def chosen(window: MainWindow) -> list[str]:
    return [entry.title for entry in window.references.chosen]


def test_files_are_read_beside_the_window_and_chosen_when_they_are_there(
    window: MainWindow, read_on: Threads, tmp_path: Path, qtbot: QtBot
) -> None:
    refused: list[Sentence] = []
    window.references.refused.connect(refused.append)
    sea, hill = (picture_file(tmp_path / f"{name}.png", (9, 99, 199)) for name in ("sea", "hill"))
    (tmp_path / "words.png").write_text("no picture")
    window.references.take_files([sea, tmp_path / "words.png"])
    window.references.take_files([hill])  # before those are there
    assert chosen(window) == ["Red"]
    qtbot.waitUntil(lambda: chosen(window) == ["hill"])
    titles = [entry.title for entry in window.references.entries]
    assert titles == ["Red", "Blue", "Gold", "sea", "hill"]
    assert len(refused) == 1
    assert "words.png" in str(refused[0])
    qtbot.waitUntil(lambda: len(read_on) >= 5)
    assert threading.main_thread() not in read_on


def test_pixels_that_are_dropped_are_kept_beside_the_window(
    window: MainWindow, read_on: Threads, qtbot: QtBot
) -> None:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    data = QMimeData()
    data.setImageData(image)
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.references.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))
    qtbot.waitUntil(lambda: chosen(window) == ["picture"])
    assert window.references.chosen[0].path.exists()
    assert threading.main_thread() not in read_on


def test_what_cannot_be_added_for_an_unforeseen_reason_is_said_and_the_next_is_taken(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = window.references._add

    def broken(_path: Path) -> ReferenceEntry:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(window.references, "_add", broken)
    with qtbot.waitSignal(window.references.refused):
        window.references.take_files([tmp_path / "any.png"])
    monkeypatch.setattr(window.references, "_add", add)
    window.references.take_files([picture_file(tmp_path / "sea.png", (9, 99, 199))])
    qtbot.waitUntil(lambda: chosen(window) == ["sea"])


def test_what_is_being_read_is_chosen_after_a_change_of_language(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    before = window.references
    before.take_files([picture_file(tmp_path / "sea.png", (9, 99, 199))])
    window.set_language("zh_CN")
    qtbot.waitUntil(lambda: window.references is not before)
    qtbot.waitUntil(lambda: chosen(window) == ["sea"])


def test_a_folder_is_one_entry_and_a_sketch_is_painted_like_what_of_it_fits(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shore"
    folder.mkdir()
    for n in range(6):
        picture_file(folder / f"{n}.png", (40 * n, 99, 199))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_of: str(folder))
    window.references._ask_for_folder()
    qtbot.waitUntil(lambda: chosen(window) == ["shore (6)"])
    assert len(window.references.chosen[0].parts) == 6
