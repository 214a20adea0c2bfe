"""What the composer's words and names are called."""

from aipaint_desktop.nn.composer.painting_prior import MOODS
from aipaint_desktop.words.prompts import Prompts


def test_what_is_drawn_can_be_asked_for_in_both_languages() -> None:
    prompts = Prompts()
    drawn = [*MOODS, "impressionism", "claude monet"]
    assert prompts.called(drawn, chinese=False) == [*drawn[:-1], "Claude Monet"]
    called = prompts.called(drawn, chinese=True)
    for word, name in zip(drawn, called, strict=True):
        assert not name.isascii()
        read = prompts.read(name)
        assert not read.unknown
        assert word in (*read.words, read.movement, read.artist)


def test_what_has_no_chinese_name_keeps_its_own() -> None:
    assert Prompts().called(["nobody known"], chinese=True) == ["nobody known"]
