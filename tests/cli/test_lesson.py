"""`aipaint lesson`: a sheet of what was learned, or commands in and snapshots out."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.cli import lesson
from aipaint_desktop.training.lessons.classic_gan import ClassicGan
from aipaint_desktop.training.lessons.snapshot import Snapshot
from tests.cli.conftest import CommandLine

MOMENT = ("--minutes", "0.0001", "--device", "cpu")


@pytest.fixture(autouse=True)
def same_priority(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lesson, "lower_this_thread", lambda: None)  # it would last for all other tests


def test_a_lesson_ends_in_a_sheet_of_samples(aipaint: CommandLine) -> None:
    ended = aipaint("lesson", "gan", "-o", "digits.png", *MOMENT)
    assert (ended.code, ended.out) == (0, "digits.png\n")
    with Image.open("digits.png") as sheet:
        assert sheet.size == (112, 112)
    report = json.loads(aipaint("lesson", "gan", "-o", "digits.png", "--seed", "3", *MOMENT, "--json").out)
    assert (report["output"], report["width"], report["height"]) == ("digits.png", 112, 112)
    assert (report["model"], report["seed"], report["steps"]) == ("gan", 3, 1)
    assert (report["device"], report["pictures"]) == ("cpu", 1797)
    assert report["losses"].keys() == {"generator", "discriminator"}


def test_a_folder_of_pictures_is_learned_instead(aipaint: CommandLine) -> None:
    Path("shells").mkdir()
    for number in range(3):
        Image.new("RGB", (30, 30), (80 * number, 0, 0)).save(f"shells/{number}.png")
    report = json.loads(
        aipaint("lesson", "gan", "-o", "shell.png", "--pictures", "shells", *MOMENT, "--json").out
    )
    assert report["pictures"] == 3


def test_an_interrupted_lesson_shows_what_it_learned(
    aipaint: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = ClassicGan.step
    done: list[int] = []

    def interrupting(self: ClassicGan) -> dict[str, float]:
        done.append(1)
        if len(done) == 3:
            os.kill(os.getpid(), signal.SIGINT)
        return step(self)

    monkeypatch.setattr(ClassicGan, "step", interrupting)
    report = json.loads(
        aipaint("lesson", "gan", "-o", "digits.png", "--minutes", "9", "--device", "cpu", "--json").out
    )
    assert report["steps"] == 3
    assert Path("digits.png").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("gan", "-o", "a.png", "--minutes", "0"), "0 minutes are out of range"),
        (("gan", "-o", "a.png", "--minutes", "nan"), "nan minutes are out of range"),
        (("gan", "-o", "a.png", "--seed", "-1"), "The seed -1 is not between"),
        (("gan", "-o", "a.gif"), "its name must end in one of"),
        (("gan", "-o", "a.png", "--pictures", "nowhere"), "cannot be read"),
        (("gan", "-o", "a.png", "--live"), "not allowed with"),
        (("gan",), "is required"),
        (("vae", "-o", "a.png"), "invalid choice"),
    ],
)
def test_what_makes_no_sense_is_refused(
    aipaint: CommandLine, arguments: tuple[str, ...], sentence: str
) -> None:
    assert sentence in aipaint.refused("lesson", *arguments)
    assert not Path("a.png").exists()


def test_commands_from_outside_are_followed_until_the_input_ends() -> None:
    program = [sys.executable, "-m", "aipaint_desktop", "lesson", "diffusion", "--live"]
    with subprocess.Popen(
        [*program, "--seed", "1", "--device", "cpu"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(lesson.__file__).parents[2],
    ) as child:
        assert child.stdin
        assert child.stdout
        snapshots = [Snapshot.from_line(child.stdout.readline())]
        for command in (b"step\n", b"step\n", b"again\n"):
            child.stdin.write(command)
            child.stdin.flush()
            snapshots.append(Snapshot.from_line(child.stdout.readline()))
        child.stdin.close()
        assert child.stdout.read() == b""
        assert child.wait() == 0
    assert [snapshot.step for snapshot in snapshots] == [0, 1, 2, 0]
    assert snapshots[1].losses["much noise"] == pytest.approx(1, abs=0.2)
    begun, other = (snapshots[number].pictures["noisy"] for number in (0, 3))
    assert not np.array_equal(begun, other)  # another seed


def test_a_command_that_is_none_ends_it(aipaint: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as source:
        monkeypatch.setattr("sys.stdin", source)
        os.write(writing, b"jump\n")
        os.close(writing)
        ended = aipaint("lesson", "gan", "--live", "--device", "cpu")
        for thread in threading.enumerate():  # it reads to the end of what it was given
            if thread.name == "aipaint-commands":
                thread.join(10)
    assert (ended.code, Snapshot.from_line(ended.out).step) == (2, 0)
    assert ended.err == (
        "aipaint: A lesson knows no command 'jump': its commands are step, run, pause, again.\n"
    )
