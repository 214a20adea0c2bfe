"""The artist's model files are found, told and hashed beside the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aipaint_desktop.modelstore.model_files.index import read_index
from aipaint_desktop.modelstore.model_files.model_file import Kind
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.workspace.model_files import ModelFiles
from tests.support import model_headers


@pytest.fixture
def models(qapp: object) -> Iterator[ModelFiles]:
    assert qapp is not None
    models = ModelFiles()
    yield models
    models.shutdown()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    put(folder / "lake.safetensors")
    (folder / "bad.safetensors").write_bytes(b"123")
    return folder


def put(path: Path) -> Path:
    path.write_bytes(model_headers.safetensors(model_headers.checkpoint("sd1")))
    return path


def test_a_folder_is_looked_into_and_its_files_are_hashed(
    models: ModelFiles, folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(models.scanned) as told:
        models.add_folder(folder)
    assert told.args == [folder]
    kinds = {path.stem: file.kind for path, file in models.index.files.items()}
    assert kinds == {"lake": Kind.CHECKPOINT, "bad": Kind.REFUSED}
    qtbot.waitUntil(lambda: models.waiting == 0 and not models.busy)
    assert read_index() == models.index
    put(folder / "two.safetensors")
    with qtbot.waitSignal(models.found):
        models.scan()
    assert len(models.index.files) == 3
    with qtbot.waitSignal(models.found):
        models.remove_folder(folder)
    assert not models.index.files


def test_what_was_known_is_there_at_the_next_start(models: ModelFiles, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(models.scanned):
        models.add_folder(folder)
    (folder / "lake.safetensors").unlink()
    later = ModelFiles()
    with qtbot.waitSignal(later.found):
        later.begin()
    assert {path.stem for path in later.index.files} == {"bad"}
    later.shutdown()


def test_files_are_taken_or_refused_one_by_one(models: ModelFiles, folder: Path, qtbot: QtBot) -> None:
    refused: list[Sentence] = []
    models.failed.connect(refused.append)
    with qtbot.waitSignal(models.added) as told:
        models.add_files([folder / "bad.safetensors", folder / "lake.safetensors"])
    (file,) = told.args
    assert file.title == "lake"
    qtbot.waitUntil(lambda: bool(refused))
    assert "3 bytes" in str(refused[0])
    qtbot.waitUntil(lambda: models.waiting == 0)
    with qtbot.waitSignal(models.found):
        models.forget(models.index.files[file.path])
    assert not models.index.files
    assert file.path.exists()


def test_no_folder_is_a_sentence_and_the_end_stops_everything(
    models: ModelFiles, folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(models.failed) as told:
        models.add_folder(folder / "none")
    assert "There is no folder" in str(told.args[0])
    assert not models.busy
    models.add_folder(folder)
    models.shutdown()
    models.scan()
    models.shutdown()
