"""Briefs: what a prompt leaves open is drawn for each composition, what it says is not."""

from dataclasses import replace

import pytest
import torch

from aipaint_desktop.nn.composer.brief import Briefing
from aipaint_desktop.nn.composer.mean_picture import CELLS, MeanPicture, known_size
from aipaint_desktop.nn.composer.painting_prior import MOODS, nothing_known
from aipaint_desktop.nn.composer.prompt_encoder import PromptEncoder
from aipaint_desktop.nn.composer.word_table import WordTable
from aipaint_desktop.words.names import Names
from aipaint_desktop.words.prompt_reader import Reading

NAMES = Names(("landscape",), ("baroque",), ("berthe",))
WORDS = WordTable(["sea", "grey", "night"], torch.eye(3, 128), torch.ones(3))
SEA = Reading(("sea",), genre="landscape")


@pytest.fixture
def briefing() -> Briefing:
    """With two grey baroque landscapes by Berthe, brighter by 0.4 than the mean of all, which is 0.1, and as bright."""
    one = torch.ones(2, dtype=torch.int64)
    paintings = replace(
        nothing_known(2),
        genre=one,
        movement=one,
        artist=one,
        mood=one << MOODS.index("grey"),
        departure=torch.tensor([0.4, 0.0]).view(2, 1, 1, 1).expand(2, 3, 4, 4),
    )
    weight = torch.zeros(known_size(NAMES), 3 * CELLS**2)
    weight[128 + 1] = 0.1
    encoder = PromptEncoder(WORDS, {}, {}, NAMES)
    return Briefing(encoder, MeanPicture(weight, NAMES), paintings)


def generators(count: int = 1) -> list[torch.Generator]:
    return [torch.Generator().manual_seed(seed) for seed in range(count)]


def said(text: torch.Tensor) -> list[str]:
    return [word for place, word in enumerate(WORDS.words) if text[place] > 0]


def test_what_is_left_open_is_drawn(briefing: Briefing) -> None:
    brief = briefing.of(SEA, 16, 24, generators())
    assert said(brief.condition.text[0]) == said(brief.manner.text[0]) == ["sea", "grey"]
    assert (brief.condition.movement.item(), brief.condition.artist.item()) == (0, 0)
    assert (brief.manner.movement.item(), brief.manner.artist.item()) == (1, 1)
    assert brief.drawn == (("grey", "baroque", "berthe"),)
    assert brief.first.shape == (1, 3, 16, 24)


def test_compositions_begin_about_the_mean_picture(briefing: Briefing) -> None:
    first = briefing.of(SEA, 8, 8, generators(100)).first
    assert {round(picture.mean().item(), 3) for picture in first} == {0.3, -0.1}
    assert first.mean().item() == pytest.approx(0.1, abs=0.06)


@pytest.mark.parametrize(
    ("reading", "negative", "mood", "words"),
    [
        (Reading(("sea", "night"), genre="landscape"), None, True, ["sea", "night"]),
        (SEA, Reading(("grey",)), True, ["sea"]),
        (SEA, None, False, ["sea"]),
        (Reading(("sea",)), None, True, ["sea"]),
        (Reading(), None, True, []),
    ],
)
def test_a_mood_is_drawn_only_where_it_can_be_meant(
    briefing: Briefing, reading: Reading, negative: Reading | None, mood: bool, words: list[str]
) -> None:
    brief = briefing.of(reading, 8, 8, generators(), negative, mood)
    assert said(brief.condition.text[0]) == words
    assert brief.drawn == (("baroque", "berthe"),)


def test_what_is_named_is_not_drawn(briefing: Briefing) -> None:
    reading = Reading(("sea",), genre="landscape", movement="baroque")
    assert briefing.of(reading, 8, 8, generators()).drawn == (("grey", "berthe"),)


def test_every_generator_has_its_own(briefing: Briefing) -> None:
    brief = briefing.of(SEA, 8, 8, generators(3))
    assert len(brief.condition.text) == len(brief.manner.text) == len(brief.first) == 3
    both = brief.join(briefing.of(SEA, 8, 8, generators()))
    assert len(both.first) == len(both.manner.genre) == 4
