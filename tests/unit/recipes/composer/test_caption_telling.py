"""Telling captions from pictures: what is said of them is learned, and what nothing is said of is not asked for."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from aipaint_desktop.nn.composer.caption_teller import CaptionTeller, averaged, load_caption_teller
from aipaint_desktop.nn.composer.word_table import WordTable
from aipaint_desktop.nn.generative.unet import Condition
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.words.names import Names
from recipes.composer.caption_telling import fit_teller
from recipes.pictures.captioned_pictures import Captioned, CompositionSet

NAMES = Names(("landscape", "portrait"), ("baroque",), ())
WORDS = WordTable(["red", "blue"], torch.eye(2, 128), torch.ones(2))


@pytest.fixture
def pictures(tmp_path: Path) -> CompositionSet:
    """Red baroque landscapes and blue portraits of no movement."""
    captioned = []
    for title, genre, movement, colour in (
        ("red", "landscape", "baroque", (200, 30, 30)),
        ("blue", "portrait", "", (30, 30, 200)),
    ):
        path = tmp_path / f"{title}.png"
        Image.new("RGB", (64, 64), colour).save(path)
        captioned.append(Captioned(path, title, genre, movement, ""))
    return CompositionSet(captioned, NAMES, WORDS)


@pytest.fixture
def teller(pictures: CompositionSet, random_vgg: Vgg16) -> CaptionTeller:
    return fit_teller(pictures, NAMES, random_vgg, 64)


def said_of(pictures: CompositionSet, vgg: Vgg16) -> tuple[torch.Tensor, Condition]:
    """Of pictures of which genre and words are said, what is seen in them and what is said."""
    drawn, condition = pictures.draw(64, np.random.default_rng(5))
    spoken = torch.nonzero(condition.text.any(1) & (condition.genre > 0))[:, 0]
    seen = vgg.features(drawn[spoken], ("relu3_3", "relu4_3"))
    return averaged(seen), condition.select(spoken)


def test_what_is_said_of_pictures_is_told_and_what_is_said_of_others_is_not(
    pictures: CompositionSet, teller: CaptionTeller, random_vgg: Vgg16
) -> None:
    seen, said = said_of(pictures, random_vgg)
    other = Condition(said.text.roll(1, 1), 3 - said.genre, said.movement, said.artist)
    own, others = teller.untold(seen, said), teller.untold(seen, other)
    assert own["genre"].mean() < others["genre"].mean() / 4
    assert own["words"].mean() < 0.6


def test_of_what_nothing_is_said_nothing_is_asked_for(
    pictures: CompositionSet, teller: CaptionTeller, random_vgg: Vgg16
) -> None:
    seen, _ = said_of(pictures, random_vgg)
    untold = teller.untold(seen, Condition.nothing(len(seen)))
    assert set(untold) == {"genre", "movement", "words"}
    assert not any(value.any() for value in untold.values())


def test_a_teller_that_was_kept_tells_the_same(
    pictures: CompositionSet, teller: CaptionTeller, random_vgg: Vgg16, tmp_path: Path
) -> None:
    teller.save(tmp_path / "teller.safetensors")
    again = load_caption_teller(tmp_path / "teller.safetensors", NAMES)
    seen, said = said_of(pictures, random_vgg)
    for name, untold in teller.untold(seen, said).items():
        assert torch.equal(again.untold(seen, said)[name], untold)
