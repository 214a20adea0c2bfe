"""The page of the settings on models of the artist's own."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from aipaint_desktop.modelstore.model_files.model_file import Kind
from aipaint_desktop.ui.settings import models_page
from aipaint_desktop.ui.settings.models_page import ModelsPage
from aipaint_desktop.ui.settings.settings_dialog import SettingsDialog
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.support import model_headers


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ModelsPage:
    dialog = SettingsDialog(window, window)
    qtbot.addWidget(dialog)
    dialog.show()
    found = next(page for page in dialog.pages if isinstance(page, ModelsPage))
    dialog.list.setCurrentRow(dialog.pages.index(found))
    return found


def rows(page: ModelsPage) -> list[list[str]]:
    table = page.table
    return [
        [str(table.data(table.index(row, column))) for column in table.COLUMNS]
        for row in range(table.rowCount())
    ]


def test_folders_come_and_go_with_what_is_in_them(
    page: ModelsPage, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, alone = tmp_path / "mine", tmp_path / "alone.safetensors"
    folder.mkdir()
    _variant, make = model_headers.NAMINGS["kohya"]
    (folder / "lake.safetensors").write_bytes(model_headers.safetensors(model_headers.checkpoint("sdxl")))
    (folder / "ink.safetensors").write_bytes(model_headers.safetensors(make("sdxl", 2)))
    (folder / "bad.safetensors").write_bytes(b"123")
    alone.write_bytes(model_headers.safetensors(model_headers.checkpoint("sd1")))
    models = window.workspace.model_files
    assert not page.remove.isEnabled()
    monkeypatch.setattr(models_page, "ask_for_folder", lambda _parent: folder)
    monkeypatch.setattr(models_page, "ask_for_files", lambda _parent: [alone])
    with qtbot.waitSignal(models.scanned):
        qtbot.mouseClick(page.add_folder, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(models.added):
        qtbot.mouseClick(page.add_file, Qt.MouseButton.LeftButton)
    assert rows(page) == [
        ["alone", "model", "Stable Diffusion 1.x"],
        ["lake", "model", "SDXL"],
        ["ink", "LoRA", "SDXL kohya"],
        ["bad", "refused", "bad.safetensors is no safetensors file: it has only 3 bytes."],
    ]
    page.list.setCurrentIndex(page.table.index(3, 0))
    assert "only 3 bytes" in page.detail.text()
    page.shown.setCurrentIndex(page.shown.findData(Kind.LORA))
    assert [row[0] for row in rows(page)] == ["ink"]
    assert [page.places.item(row).text() for row in range(page.places.count())] == [str(folder), str(alone)]
    for row in (1, 0):
        page.places.setCurrentRow(row)
        with qtbot.waitSignal(models.found):
            qtbot.mouseClick(page.remove, Qt.MouseButton.LeftButton)
    assert page.places.count() == 0
    assert rows(page) == []
    assert alone.exists()
