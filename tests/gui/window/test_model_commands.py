"""Models of the artist's own are added by the menu, and dropped on the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from aipaint_desktop.engines.checkpoint import libraries
from aipaint_desktop.ui.window import model_commands
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import picture_file
from tests.support import model_headers, need_checkpoints


def dropped(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def put(path: Path, family: str = "sd1") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(model_headers.safetensors(model_headers.checkpoint(family)))
    return path


def test_a_model_that_is_dropped_is_chosen(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    need_checkpoints()
    path = put(tmp_path / "lake.safetensors")
    with qtbot.waitSignal(window.models.usable):
        window.stage.dropped.emit(dropped(path))
    assert window.paint_panel.settings.model.startswith(("lake@", str(path)))
    assert window.paint_panel.operation.id == "prompt"
    assert "lake has been added: model, Stable Diffusion 1.x." in window.messages.text
    models = window.workspace.model_files
    qtbot.waitUntil(lambda: models.waiting == 0)
    window.offer_models()
    assert window.paint_panel.settings.model == models.index.files[path].id


def test_folders_and_what_cannot_be_painted_with_are_told(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path / "mine" / "lake.safetensors").parent
    (folder / "bad.safetensors").write_bytes(b"123")
    models = window.workspace.model_files
    with qtbot.waitSignal(models.scanned):
        window.stage.dropped.emit(dropped(folder))
    assert "In mine there are 1 models; 1 more files" in window.messages.text
    with qtbot.waitSignal(window.models.failed):
        window.stage.dropped.emit(dropped(put(tmp_path / "flux.safetensors", "sdxl-refiner")))
    assert "not painted with yet: model, SDXL refiner" in window.messages.text
    monkeypatch.setattr(libraries, "_LIBRARIES", ("no_such_library",))
    monkeypatch.setattr(model_commands, "ask_for_files", lambda _parent: [put(tmp_path / "hill.safetensors")])
    action = next(action for action in window.findChildren(QAction) if action.objectName() == "add_model")
    with qtbot.waitSignal(window.models.failed):
        action.trigger()
    assert "start.py --checkpoints" in window.messages.text


def test_pictures_are_still_pictures(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    layers = len(window.canvas.document.layers)
    window.canvas.document.add_layer("Ink")
    window.stage.dropped.emit(dropped(picture_file(tmp_path / "a.png", (1, 2, 3))))
    qtbot.waitUntil(lambda: len(window.canvas.document.layers) == layers + 2)
