"""Prompts: both languages, names, what is not known, and any text at all."""

from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from aipaint_desktop.nn.composer.genre_reader import GenreReader
from aipaint_desktop.nn.composer.prompt_encoder import PromptEncoder, load_prompt_encoder
from aipaint_desktop.nn.composer.word_table import WordTable
from aipaint_desktop.words.names import Names
from aipaint_desktop.words.prompt_reader import Reading

WORDS = (
    "sea",
    "boat",
    "dusk",
    "winter",
    "impressionism",
    "post",
    "landscape",
    "claude",
    "monet",
    "l",
    "ete",
    "stormy",
)
NAMES = Names(
    ("landscape",), ("impressionism", "post impressionism"), ("claude monet", "edgar church", "paul cezanne")
)
CHINESE = {
    "雪": "snowfall",
    "大海": "sea",
    "海": "sea",
    "船": "boat",
    "暮色": "dusk",
    "的": "of",
    "大": "big",
}
ALIASES = {
    "impressionist": ("movement", "impressionism"),
    "印象派": ("movement", "impressionism"),
    "post-impressionist": ("movement", "post impressionism"),
    "后印象派": ("movement", "post impressionism"),
    "莫奈": ("artist", "claude monet"),
    "picasso": ("artist", "pablo picasso"),
}


@pytest.fixture(scope="module")
def encoder() -> PromptEncoder:
    generator = torch.Generator().manual_seed(0)
    table = WordTable(WORDS, torch.randn(len(WORDS), 128, generator=generator), torch.ones(len(WORDS)))
    return PromptEncoder(table, CHINESE, ALIASES, NAMES)


def test_words_and_names_are_understood(encoder: PromptEncoder) -> None:
    read = encoder.read("A stormy SEA with boats, Impressionist, by Monet")
    assert read.words == ("stormy", "sea", "boats", "impressionism", "claude", "monet")
    assert (read.genre, read.movement, read.artist) == ("", "impressionism", "claude monet")
    assert read.unknown == ()


def test_chinese_says_the_same_as_english(encoder: PromptEncoder) -> None:
    chinese = encoder.condition(encoder.read("暮色,大海和船,印象派,莫奈"))
    english = encoder.condition(encoder.read("dusk, sea and boat, impressionist, Claude Monet"))
    assert torch.equal(chinese.text, english.text)
    assert (chinese.movement, chinese.artist) == (english.movement, english.artist)


def test_the_longest_word_and_the_longest_name_win(encoder: PromptEncoder) -> None:
    assert encoder.read("大海").words == ("sea",)
    assert encoder.read("后印象派").movement == "post impressionism"
    assert encoder.read("post-impressionist").movement == "post impressionism"


def test_what_is_not_known_is_said(encoder: PromptEncoder) -> None:
    read = encoder.read("sea zorgblatt, picasso! 海龘龘 море 🎨 sea")
    assert read.unknown == ("zorgblatt", "picasso", "龘龘", "море", "🎨")
    assert read.words == ("sea", "sea", "sea")
    assert read.artist == ""


@pytest.mark.parametrize(
    ("prompt", "unknown"),
    [
        ("ガラスの海", ("ガラスの",)),
        ("ガラス".replace("ガ", "カ\u3099"), ("カ\u3099ラス",)),  # as a Mac writes it
        ("Łódź, sea", ("Łódź",)),
        ("Smørrebrød", ("Smørrebrød",)),
        ("Straße", ("Straße",)),
        ("Zorg-Blatt’s", ("Zorg", "Blatt")),
        ("ＺＯＲＧ sea", ("ＺＯＲＧ",)),
        ("Море　МОРЕ", ("Море",)),
        ("👩‍🎨🏽 sea", ("👩‍🎨🏽",)),
        ("한국 sea", ("한국",)),
        ("海雪", ("雪",)),  # snow, which is no word of this vocabulary
    ],
)
def test_what_is_not_known_is_told_as_it_was_written(
    encoder: PromptEncoder, prompt: str, unknown: tuple[str, ...]
) -> None:
    assert encoder.read(prompt).unknown == unknown


@pytest.mark.parametrize(
    "prompt",
    [
        "(sea:1.3) boats",
        "((sea:1)), boats",
        "[sea: .5] boats",
        "（sea：1.3） boats",
        "sea:1.25, boats",
        "(sea)1.1 boats",
        "sea boats <lora:moody_light:0.8>",
    ],
)
def test_weights_are_no_words(encoder: PromptEncoder, prompt: str) -> None:
    read = encoder.read(prompt)
    assert (read.words, read.unknown, read.weighted) == (("sea", "boats"), (), True)


def test_other_colons_are_no_weights(encoder: PromptEncoder) -> None:
    for prompt in ("sea: boats", "sea 16:9 boats", "(sea), boats 1.5", "boats at 5:30"):
        assert not encoder.read(prompt).weighted


def test_surnames_that_are_words_do_not_name_an_artist(encoder: PromptEncoder) -> None:
    assert encoder.read("a church by the sea").artist == ""
    assert encoder.read("Edgar Church").artist == "edgar church"
    assert encoder.read("Cézanne").artist == "paul cezanne"
    assert encoder.read("a monetary sea").artist == ""


def test_accents_widths_and_control_characters_do_not_matter(encoder: PromptEncoder) -> None:
    assert encoder.read("l'été\x00\x07sea\tｓｅａ").words == ("l", "ete", "sea", "sea")


def test_nothing_asks_for_nothing(encoder: PromptEncoder) -> None:
    assert encoder.read(" \n,") == Reading()
    condition = encoder.condition(Reading())
    assert not condition.text.any()
    assert (condition.genre, condition.movement, condition.artist) == (0, 0, 0)


def test_long_prompts_are_read_to_a_length_and_long_words_are_cut(encoder: PromptEncoder) -> None:
    read = encoder.read("y" * 10_000)
    assert read.unknown == ("y" * 30 + "…",)
    assert len(encoder.read("sea " * 10_000).words) == 500


@given(st.text(max_size=60))
def test_any_text_can_be_read(encoder: PromptEncoder, prompt: str) -> None:
    condition = encoder.condition(encoder.read(prompt))
    assert torch.isfinite(condition.text).all()
    assert condition.text.shape == (1, 128)


def test_files_make_an_encoder_and_damaged_ones_are_refused(tmp_path: Path) -> None:
    WordTable(["sea"], torch.ones(1, 128), torch.ones(1)).save(tmp_path)
    (tmp_path / "chinese.tsv").write_text("大海\tsea\n", encoding="utf-8")
    (tmp_path / "names.tsv").write_text("artist\tclaude monet\t莫奈|oscar\n", encoding="utf-8")
    loaded = load_prompt_encoder(tmp_path, NAMES)
    assert loaded.read("莫奈 大海").words == ("sea",)
    assert loaded.read("oscar").artist == "claude monet"
    (tmp_path / "names.tsv").write_text("artist\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"Line 1 of .*names.tsv does not have 3 columns"):
        load_prompt_encoder(tmp_path, NAMES)


def test_the_genre_that_words_speak_of_is_asked_for_unless_another_is_named() -> None:
    table = WordTable(WORDS, torch.eye(len(WORDS), 128), torch.ones(len(WORDS)))
    names = Names(("landscape", "portrait"), ("impressionism",), ())
    speaks = torch.zeros(2, 128)
    speaks[0, WORDS.index("sea")] = 9  # of landscape
    speaks[1, WORDS.index("impressionism")] = 9  # of portrait, were it not a movement's name
    encoder = PromptEncoder(table, {}, {}, names, GenreReader(names.genres, speaks, torch.zeros(2)))
    prompts = ("sea, impressionism", "portrait by the sea", "boat", "")
    asked = {prompt: encoder.condition(encoder.read(prompt)).genre.item() for prompt in prompts}
    assert asked == {"sea, impressionism": 1, "portrait by the sea": 2, "boat": 0, "": 0}
