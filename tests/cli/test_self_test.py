import json
from pathlib import Path

import pytest

from aipaint_desktop.ui.self_test import self_test
from aipaint_desktop.ui.self_test.failure import SelfTestFailure
from tests.cli.conftest import CommandLine

pytestmark = pytest.mark.usefixtures("desk")


def test_the_self_test_tells_its_figures(aipaint: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path, bool]] = []

    def run_self_test(directory: Path, headless: bool) -> dict[str, float]:
        asked.append((directory, headless))
        return {"first_frame_seconds": 0.5}

    monkeypatch.setattr(self_test, "run_self_test", run_self_test)
    ended = aipaint("self-test", "shots", "--headless")
    assert (ended.code, ended.out, ended.err) == (0, "shots\n", "first frame seconds: 0.5\n")
    assert json.loads(aipaint("self-test", "shots", "--json").out) == {
        "output": "shots",
        "first_frame_seconds": 0.5,
    }
    assert asked == [(Path("shots"), True), (Path("shots"), False)]


def test_a_self_test_that_fails_says_why(aipaint: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_self_test(directory: Path, headless: bool) -> dict[str, float]:
        raise SelfTestFailure(f"Nothing was painted in {directory}, {headless=}.")

    monkeypatch.setattr(self_test, "run_self_test", run_self_test)
    ended = aipaint("self-test", "shots")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "aipaint: Nothing was painted in shots, headless=False.\n"


def test_a_self_test_without_a_place_for_its_screenshots_is_refused(aipaint: CommandLine) -> None:
    assert "like.png" in aipaint.refused("self-test", "like.png", "--headless")
