"""The settings inside a dropped PNG of another program fill the fields, if the artist wants them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from aipaint_desktop.modelstore.model_files.finding import find_model_file
from aipaint_desktop.ui.paint.operations.compose_controls import ComposeControls
from aipaint_desktop.ui.paint.operations.prompt import PromptControls
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.support import model_headers, need_checkpoints
from tests.support.foreign_pngs import A1111, png


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.stage.dropped.emit(data)


def test_the_fields_are_filled_once_the_artist_says_so(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    need_checkpoints()
    path = tmp_path / "lake.safetensors"
    path.write_bytes(model_headers.safetensors(model_headers.checkpoint("sd1")))
    file = find_model_file(str(path))
    models = window.workspace.model_files
    with qtbot.waitSignal(models.found):
        models.scan()
    controls = window.paint_panel.controls(PromptControls)
    said = A1111.replace("0123456789", file.sha256[:10]).replace("Model: lake", "Model: renamed")
    drop(window, png(tmp_path / "a.png", parameters=said))
    qtbot.waitUntil(lambda: "made with A1111" in window.messages.text)
    assert controls.prompt.toPlainText() == ""
    window.messages._take_up()
    settings = window.paint_panel.settings
    assert (settings.model, settings.seed) == (file.id, 3141592653)
    assert window.paint_panel.operation.id == "prompt"
    assert controls.prompt.toPlainText().startswith("a red house, (lake:1.2)")
    assert controls.negative.text() == "people, blurry"
    assert (controls.steps.number, controls.guidance.number) == (28, 6.5)
    assert controls.sampler.currentData() == "dpmpp_2m_karras"
    assert not window.paint_panel.seed_field.new_each_time


def test_without_a_model_the_words_go_to_the_composer(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, png(tmp_path / "a.png", parameters=A1111))
    qtbot.waitUntil(lambda: "made with A1111" in window.messages.text)
    window.messages._take_up()
    assert window.paint_panel.operation.id == "compose"
    assert window.paint_panel.controls(ComposeControls).prompt.toPlainText().startswith("a red house")
    assert "The model lake is not among yours." in window.messages.text


def test_a_picture_that_is_opened_offers_its_settings_too(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.files.opened):
        window.files.open(png(tmp_path / "a.png", parameters=A1111))
    qtbot.waitUntil(lambda: "made with A1111" in window.messages.text)
    assert window.paint_panel.operation.id != "prompt"


def test_the_command_takes_settings_from_a_picture_that_stays_where_it_is(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = iter(
        [
            png(tmp_path / "silent.png"),
            None,
            png(tmp_path / "a.png", parameters=A1111.replace("Model: lake", "Model: mere")),
        ]
    )
    monkeypatch.setattr(window.made_elsewhere, "_ask", lambda _title: next(asked))
    document = window.workspace.document
    command = window.menus._window.findChild(QAction, "take_settings")
    assert command is not None
    command.trigger()
    qtbot.waitUntil(lambda: window.messages.text == "silent.png does not say what it was painted with.")
    command.trigger()
    command.trigger()
    qtbot.waitUntil(lambda: "The model mere is not among yours." in window.messages.text)
    assert window.paint_panel.controls(ComposeControls).prompt.toPlainText().startswith("a red house")
    assert window.workspace.document is document
