"""Photoshop documents in the real window: opened, saved, and what is lost told once."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.files.psd.reading import read_psd
from aipaint_desktop.files.psd.writing import write_psd
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.full_document import full_document
from tests.gui.conftest import seen
from tests.photoshop_cases import layered


@pytest.fixture
def files(window: MainWindow) -> Files:
    return window.files


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the artist saves, and the kinds that were offered."""
    chosen: list[str] = []

    def choose(_parent: object, _title: str, _proposed: str, kinds: str) -> tuple[str, str]:
        offered, chosen[1:] = chosen[0], [kinds]
        return offered, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return chosen


def test_a_document_opens_with_its_layers_and_what_is_lost_is_told(
    window: MainWindow, files: Files, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "sea.psd"
    path.write_bytes(layered())
    told: list[str] = []
    files.warned.connect(told.append)
    with qtbot.waitSignal(files.warned):
        files.open(path)
    assert [node.name for node in window.canvas.document.state.nodes] == ["Ground 底", "Group"]
    assert len(told) == 1
    assert "cut off" in window.messages.error
    assert files.untouched
    assert files._file is None  # what was lost would be lost for good


def test_a_whole_one_is_what_save_replaces(
    window: MainWindow, files: Files, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "sea.psd"
    document = Document(40, 30)
    document.paste_image(np.full((10, 10, 3), 90, np.uint8), "Boat")
    write_psd(path, document.state)
    with qtbot.waitSignal(files.opened):
        files.open(path)
    window.canvas.document.rename_layer(window.canvas.document.layers[-1].id, "Ship")
    assert files.unsaved
    with qtbot.waitSignal(files.saved):
        window.menus.save.trigger()
    assert not files.unsaved
    assert [layer.name for layer in read_psd(path).state.layers][-1] == "Ship"
    assert window.windowTitle().startswith("sea.psd")


def test_save_as_offers_it_and_tells_once_what_it_cannot_hold(
    window: MainWindow, files: Files, tmp_path: Path, chosen: list[str], qtbot: QtBot
) -> None:
    files.start_with(full_document())
    document = window.canvas.document
    told: list[str] = []
    files.warned.connect(told.append)
    chosen[:] = [str(tmp_path / "sea.psd")]
    with qtbot.waitSignal(files.saved):
        files.save_as()
    assert "(*.psd)" in chosen[1]
    assert len(told) == 1
    assert "selected is not kept" in told[0]
    assert not files.unsaved
    document.rename_layer(document.layers[1].id, "Other")
    with qtbot.waitSignal(files.saved):
        files.save()
    assert len(told) == 1
    before = seen(window)
    with qtbot.waitSignal(files.opened):
        files.open(tmp_path / "sea.psd")
    assert np.abs(seen(window).astype(int) - before.astype(int)).max() <= 1


def test_a_file_that_holds_everything_after_one_that_did_not_is_no_cause_for_words(
    window: MainWindow, files: Files, tmp_path: Path, qtbot: QtBot
) -> None:
    files.start_with(full_document())
    with qtbot.waitSignal(files.warned):
        files.save_to(tmp_path / "sea.psd")
    told: list[str] = []
    files.warned.connect(told.append)
    with qtbot.waitSignal(files.saved):
        files.save_to(tmp_path / "sea.ora")
    assert not told
    assert not window.messages.error
