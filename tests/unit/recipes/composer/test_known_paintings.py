"""What is kept of paintings: who painted them, the words and moods of what they show, and their colours."""

from pathlib import Path

import pytest
import torch
from PIL import Image

from aipaint_desktop.nn.composer.mean_picture import CELLS, MeanPicture, known_size
from aipaint_desktop.nn.composer.painting_prior import PaintingPrior
from aipaint_desktop.nn.composer.word_table import WordTable
from aipaint_desktop.words.names import Names
from recipes.composer.known_paintings import list_paintings
from recipes.pictures.captioned_pictures import Captioned

NAMES = Names(("landscape", "portrait"), ("baroque",), ("berthe", "carl"))
WORDS = WordTable(["snow", "sea"], torch.eye(2, 128), torch.ones(2))


@pytest.fixture
def listed(tmp_path: Path) -> PaintingPrior:
    """Of dark paintings, one of them half white; landscapes are bright on average."""
    picture = Image.new("RGB", (64, 64))
    picture.save(tmp_path / "dark.png")
    picture.paste((255, 255, 255), (0, 0, 64, 32))
    picture.save(tmp_path / "half.png")
    dark, half = tmp_path / "dark.png", tmp_path / "half.png"
    weight = torch.zeros(known_size(NAMES), 3 * CELLS**2)
    weight[128 + 1] = 0.5
    return list_paintings(
        [
            Captioned(dark, "snow", "landscape", "baroque", "berthe"),
            Captioned(half, "snow", "landscape", "baroque", "berthe", {"sea": 0.9, "grey": 0.9, "fog": 0.2}),
            Captioned(dark, "", "portrait", "", "carl", {"sea": 0.1, "grey": 0.9}),
            Captioned(dark, "sea", "portrait", "", ""),
        ],
        NAMES,
        WORDS,
        MeanPicture(weight, NAMES),
    )


def test_of_every_painting_is_kept_who_painted_what(listed: PaintingPrior) -> None:
    assert listed.artist.tolist() == [1, 1, 2]
    assert listed.genre.tolist() == [1, 1, 2]
    assert listed.movement.tolist() == [1, 1, 0]
    assert listed.text[:, :2].flatten().tolist() == pytest.approx([1, 0, 0.707, 0.707, 0, 0], abs=1e-3)


def test_moods_are_of_the_open_air(listed: PaintingPrior) -> None:
    assert listed.mood_words([]) == [[], ["grey"], []]


def test_colours_are_kept_as_they_depart_from_the_mean_picture(listed: PaintingPrior) -> None:
    dark, half, portrait = listed.departure[:, 0]
    assert dark.flatten().tolist() == pytest.approx([-1.5] * 16, abs=0.02)
    assert half[0].tolist() == pytest.approx([0.5] * 4, abs=0.02)
    assert half[3].tolist() == pytest.approx([-1.5] * 4, abs=0.02)
    assert portrait.mean().item() == pytest.approx(-1, abs=0.02)
