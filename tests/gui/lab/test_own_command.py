"""What starts the program for a command, from its source and packaged."""

import sys

import pytest

from aipaint_desktop.ui.lab.own_command import own_command


def test_the_source_is_run_by_its_python() -> None:
    assert own_command() == (sys.executable, "-m", "aipaint_desktop")


@pytest.mark.parametrize(
    ("platform", "executable", "command"),
    [
        ("linux", "/opt/aipaint/aipaint", "/opt/aipaint/aipaint"),
        ("darwin", "/AIPaint.app/Contents/MacOS/AIPaint", "/AIPaint.app/Contents/MacOS/AIPaint"),
        ("win32", "/AIPaint/AIPaint.exe", "/AIPaint/aipaint-command.exe"),
    ],
)
def test_the_packaged_app_runs_itself(
    monkeypatch: pytest.MonkeyPatch, platform: str, executable: str, command: str
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "executable", executable)
    assert own_command() == (command,)
