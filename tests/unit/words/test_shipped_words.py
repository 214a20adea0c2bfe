"""The words that ship: both languages say the same, and no word of the dictionary is unknown."""

import pytest
import torch
from torch.nn.functional import cosine_similarity

from aipaint_desktop import paths
from aipaint_desktop.modelstore.references import ReferenceEntry, shipped
from aipaint_desktop.nn.composer.prompt_encoder import PromptEncoder, load_prompt_encoder
from aipaint_desktop.words.names import Names

FOLDER = paths.models() / "composer"
GENRES = (
    "cityscape|genre painting|illustration|landscape|portrait|religious painting|sketch and study|still life"
)
MOVEMENTS = "art nouveau modern|baroque|impressionism|post impressionism|romanticism|symbolism"
NAMES = Names(
    tuple(GENRES.split("|")),
    tuple(MOVEMENTS.split("|")),
    ("claude monet", "vincent van gogh", "william turner"),
)
TWINS = (
    ("stormy sea with two boats at dusk, impressionism", "暮色中波涛汹涌的大海,两条船,印象派"),
    ("a village in winter with snow, at night", "冬天的村庄,白雪,夜晚"),
    ("a wheat field by van Gogh", "梵高的麦田"),
    ("still life with apples and grapes, baroque", "静物,苹果和葡萄,巴洛克"),
    ("portrait of a young woman, symbolist", "年轻女子的肖像,象征主义"),
    ("a bridge over the river in fog, Monet", "雾中的大桥,河,莫奈"),
    ("art nouveau painting", "新艺术绘画"),
)


@pytest.fixture(scope="module")
def encoder() -> PromptEncoder:
    return load_prompt_encoder(FOLDER, NAMES)


@pytest.mark.parametrize(("english", "chinese"), TWINS)
def test_twins_in_both_languages_ask_for_the_same(encoder: PromptEncoder, english: str, chinese: str) -> None:
    first, second = encoder.read(english), encoder.read(chinese)
    assert first.unknown == second.unknown == ()
    assert (first.genre, first.movement, first.artist) == (second.genre, second.movement, second.artist)
    texts = [encoder.condition(reading).text for reading in (first, second)]
    assert cosine_similarity(*texts).item() > 0.85
    others = torch.cat([encoder.condition(encoder.read(other)).text for other, _ in TWINS])
    assert cosine_similarity(texts[1], others).argmax() == [one for one, _ in TWINS].index(english)


@pytest.mark.parametrize("prompt", ["baroque painting", "巴洛克绘画", "a picture", "图画"])
def test_a_painting_may_be_of_any_genre(encoder: PromptEncoder, prompt: str) -> None:
    assert encoder.condition(encoder.read(prompt)).genre.item() == 0


def test_every_word_of_the_chinese_dictionary_is_known(encoder: PromptEncoder) -> None:
    lines = (FOLDER / "chinese.tsv").read_text(encoding="utf-8").splitlines()
    english = {word for line in lines for word in line.split("\t")[1].split()}
    unknown = {word for word in english if encoder.read(word).unknown}
    assert unknown == set()


def test_the_chinese_names_of_painters_are_no_other_words(encoder: PromptEncoder) -> None:
    assert encoder.read("莫奈的花园").words == ("claude", "monet", "of", "garden")
    assert encoder.read("透纳").artist == "william turner"


@pytest.mark.parametrize("entry", shipped(), ids=lambda entry: entry.id)
def test_every_subject_of_a_shipped_reference_is_known(encoder: PromptEncoder, entry: ReferenceEntry) -> None:
    assert encoder.read(entry.subjects).unknown == ()
