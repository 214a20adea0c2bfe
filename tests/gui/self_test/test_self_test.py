"""The self-test where something is wrong: it says so and leaves nothing running."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from aipaint_desktop.ui.self_test.artist import Artist
from aipaint_desktop.ui.self_test.failure import SelfTestFailure
from aipaint_desktop.ui.self_test.self_test import run_self_test
from aipaint_desktop.ui.self_test.trial import Trial
from aipaint_desktop.ui.window import assembly
from aipaint_desktop.values.refusal import BadInput

pytestmark = pytest.mark.usefixtures("qtbot")


def test_a_window_that_cannot_be_made_leaves_no_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise BadInput("The manifest is damaged.")

    monkeypatch.setattr(assembly, "MainWindow", refuse)
    with pytest.raises(BadInput, match="manifest"):
        run_self_test(tmp_path, headless=True)


def test_a_fault_in_a_slot_fails_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble() -> None:
        raise ZeroDivisionError("no paint left")

    def sketch(_trial: Trial, artist: Artist) -> None:
        QTimer.singleShot(0, artist.window, stumble)
        artist.until(lambda: False, 30, "Nothing happened.")

    monkeypatch.setattr(Trial, "_start", lambda *_arguments: 0.0)
    monkeypatch.setattr(Trial, "_sketch", sketch)
    with pytest.raises(SelfTestFailure, match="ZeroDivisionError: no paint left"):
        run_self_test(tmp_path, headless=True)


def test_a_message_of_an_error_fails_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_trial: Trial, artist: Artist, _began: float) -> float:
        artist.window.messages.show_error("The brush broke.")
        artist.pause(1)
        artist.require(True, "")
        return 0.0

    monkeypatch.setattr(Trial, "_start", start)
    with pytest.raises(SelfTestFailure, match=r"The brush broke\."):
        run_self_test(tmp_path, headless=True)
    assert not list(tmp_path.iterdir())
