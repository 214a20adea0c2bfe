"""The sentence that a command ends with reaches whoever started it, as data where that is asked for."""

import pytest

from aipaint_desktop.jobs.last_sentence import environment_for_data, read_last, say_last
from aipaint_desktop.values.refusal import Sentence

REFUSED = Sentence("{0} cannot be read: {1}.", "海.png", Sentence("not a file name"))


def test_people_are_told_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    say_last(REFUSED)
    said = capsys.readouterr().err
    assert said == "aipaint: 海.png cannot be read: not a file name.\n"
    assert read_last(said.encode()) == Sentence(str(REFUSED))


def test_a_program_that_asks_for_data_gets_the_whole_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment_for_data().items():
        monkeypatch.setenv(name, value)
    say_last(REFUSED)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert read_last(b"what a library says\n" + said.encode()) == REFUSED


@pytest.mark.parametrize("said", [b"", b"\n", b"Traceback\n", b"aipaint: refused.\nkilled\n"])
def test_a_command_that_died_says_nothing(said: bytes) -> None:
    assert read_last(said) is None


@pytest.mark.parametrize("last", ["3", "[]", '{"template": 1}', "[" * 99999])
def test_what_only_looks_like_data_is_a_sentence(last: str) -> None:
    assert read_last(f"aipaint: {last}\n".encode()) == Sentence(last)
