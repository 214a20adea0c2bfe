"""The walk from one picture of a model to another, with a program that only seems to make pictures."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QProcess
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.training.lab.model_folder import ModelFolder
from aipaint_desktop.ui.files import saving
from aipaint_desktop.ui.lab import walk_process
from aipaint_desktop.ui.lab.walk_dialog import PICTURES, WalkDialog
from aipaint_desktop.values.refusal import Sentence
from tests.full_disk import REASON, full_disk
from tests.gui import fake_training

FAKE = (sys.executable, str(fake_training.__file__))

Open = Callable[..., WalkDialog]


@pytest.fixture
def open_walk(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    parent = QWidget()
    qtbot.addWidget(parent)
    background = Background(parent)
    sheet = QImage(256, 256, QImage.Format.Format_RGB888)

    def opened(name: str = "skies", command: tuple[str, ...] = FAKE) -> WalkDialog:
        dialog = WalkDialog(ModelFolder(tmp_path / name), sheet, command, background, parent)
        dialog.open()
        return dialog

    yield opened
    for dialog in parent.findChildren(WalkDialog):
        dialog.close()
    background.wait()


def grey(dialog: WalkDialog) -> int:
    return dialog.picture.image.pixelColor(3, 3).red()


def test_the_way_is_made_played_and_looked_through(open_walk: Open, qtbot: QtBot) -> None:
    dialog = open_walk()
    assert not dialog.save_film.isEnabled()
    qtbot.waitUntil(dialog.save_film.isEnabled)
    assert dialog.play.isChecked()
    played = dialog.slider.value()
    qtbot.waitUntil(lambda: dialog.slider.value() < played)
    dialog.play.click()
    dialog.pair.buttons[3].click()
    dialog.pair.buttons[9].click()
    assert dialog.pair.seeds == (3, 9)
    assert [seed for seed, button in enumerate(dialog.pair.buttons) if button.isChecked()] == [3, 9]
    qtbot.waitUntil(dialog.save_film.isEnabled)
    dialog.play.click()
    dialog.slider.setValue(0)
    first = grey(dialog)
    dialog.slider.setValue(PICTURES - 1)
    assert (first, grey(dialog)) == (48, 144)


def test_a_sample_that_is_chosen_already_changes_nothing(open_walk: Open, qtbot: QtBot) -> None:
    dialog = open_walk()
    qtbot.waitUntil(dialog.save_film.isEnabled)
    dialog.pair.buttons[1].click()
    assert dialog.pair.seeds == (0, 1)
    assert dialog.pair.buttons[1].isChecked()
    assert dialog.save_film.isEnabled()


def test_a_film_goes_there_and_back(open_walk: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_walk()
    dialog.pair.buttons[15].click()
    qtbot.waitUntil(dialog.save_film.isEnabled)
    dialog.make_film(tmp_path / "walk.webp")
    qtbot.waitUntil((tmp_path / "walk.webp").exists)
    with Image.open(tmp_path / "walk.webp") as film:
        assert getattr(film, "n_frames", 1) > 10
    dialog.make_film(tmp_path / "nowhere" / "walk.webp")
    qtbot.waitUntil(lambda: "nowhere" in dialog.messages.text)


def test_what_is_saved_replaces_nothing_without_a_question(
    open_walk: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_walk()
    qtbot.waitUntil(dialog.save_film.isEnabled)
    (tmp_path / "v1.5.png").write_bytes(b"mine")
    proposed: list[str] = []
    answers: list[bool] = []

    def choose(name: str) -> None:
        def chosen(*said: object) -> tuple[str, str]:
            proposed.append(Path(str(said[2])).name)
            return f"{tmp_path}/{name}", ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)

    monkeypatch.setattr(saving, "may_replace", lambda _path, _parent: answers.pop())
    answers = [False]
    choose("v1.5")  # nobody was asked about "v1.5.png" yet
    dialog.save_picture.click()
    assert answers == []
    assert (tmp_path / "v1.5.png").read_bytes() == b"mine"
    answers = [True]
    dialog.save_picture.click()
    qtbot.waitUntil(lambda: "Saved" in dialog.messages.text)
    assert read_provenance(tmp_path / "v1.5.png") is None
    dialog.messages.hide()
    (tmp_path / "skies.webp").touch()
    choose("skies.webp")  # the file dialog has asked
    dialog.save_film.click()
    qtbot.waitUntil(lambda: "Saved" in dialog.messages.text)
    dialog.save_film.click()
    assert proposed[-1] == "skies 2.webp"
    told: list[Sentence] = []

    def tell(_title: str, why: Sentence, _parent: object) -> None:
        told.append(why)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))

    monkeypatch.setattr(saving, "tell_refused", tell)
    choose("folder/")
    dialog.save_picture.click()
    assert "folder" in str(told[0])


def test_what_cannot_be_made_is_told(open_walk: Open, qtbot: QtBot) -> None:
    refused = open_walk("full")
    qtbot.waitUntil(refused.messages.isVisible)
    assert refused.messages.text == fake_training.REFUSED
    assert not refused.save_film.isEnabled()
    missing = open_walk(command=("/nowhere/aipaint",))
    qtbot.waitUntil(missing.messages.isVisible)
    assert missing.messages.text.startswith("The program for it cannot be started")


def test_closing_ends_the_process_and_takes_its_files_away(open_walk: Open, qtbot: QtBot) -> None:
    dialog = open_walk(command=(sys.executable, "-c", "import time; time.sleep(60)"))
    (process,) = dialog.process.findChildren(QProcess)
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.Running)
    files = dialog.process._file.parent
    dialog.close()
    assert process.state() == QProcess.ProcessState.NotRunning
    assert process.exitStatus() == QProcess.ExitStatus.CrashExit  # it did not sleep to its end
    assert not files.exists()


def test_a_full_disk_is_told_with_its_reason(
    open_walk: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_walk()
    qtbot.waitUntil(dialog.save_film.isEnabled)
    made = dialog._paths[0]
    for save in (
        lambda: dialog.make_film(tmp_path / "walk.gif"),
        lambda: dialog.copy_picture(made, tmp_path / "walk.png"),
    ):
        dialog.messages.hide()
        with full_disk(30):
            save()
            qtbot.waitUntil(lambda: dialog.messages.error != "")
        assert REASON in dialog.messages.error
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(("walk", "."))]

    def full(**_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp")

    monkeypatch.setattr(walk_process.tempfile, "TemporaryDirectory", full)
    assert os.strerror(errno.ENOSPC) in open_walk().messages.error
