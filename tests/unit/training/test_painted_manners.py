"""What is kept of paintings: who painted them in which movement, and the words for what they show."""

from pathlib import Path

import pytest
import torch

from aipaint_desktop.nn.names import Names
from aipaint_desktop.nn.word_table import WordTable
from aipaint_desktop.training.captioned_pictures import Captioned
from aipaint_desktop.training.painted_manners import list_manners

NAMES = Names(("landscape", "portrait"), ("baroque",), ("berthe", "carl"))
WORDS = WordTable(["snow", "sea"], torch.eye(2, 128), torch.ones(2))


def test_of_every_painting_is_kept_who_painted_what() -> None:
    manners = list_manners(
        [
            Captioned(Path("1"), "snow", "landscape", "baroque", "berthe"),
            Captioned(Path("2"), "snow", "landscape", "baroque", "berthe", {"sea": 0.9}),
            Captioned(Path("3"), "", "portrait", "", "carl", {"sea": 0.1}),
            Captioned(Path("4"), "sea", "portrait", "", ""),
        ],
        NAMES,
        WORDS,
    )
    assert manners.artist.tolist() == [1, 1, 2]
    assert manners.genre.tolist() == [1, 1, 2]
    assert manners.movement.tolist() == [1, 1, 0]
    assert manners.text[:, :2].flatten().tolist() == pytest.approx([1, 0, 0.707, 0.707, 0, 0], abs=1e-3)
