"""Words for what is seen: found where titles are silent, and colours named as a painter would."""

import pytest
import torch
from PIL import Image

from recipes.composer.seen_words import colour_words, probable_subjects


def test_silent_pictures_that_look_like_titled_ones_are_found() -> None:
    generator = torch.Generator().manual_seed(0)
    snowy = torch.arange(400) < 48
    features = torch.randn(400, 8, generator=generator)
    features[:, 0] += 4 * snowy
    titles = [
        "snow at night" if snow and index % 3 == 0 else "forest" if index % 8 == 7 else ""
        for index, snow in enumerate(snowy)
    ]
    probable = probable_subjects(features, titles)
    assert set(probable) == {"snow", "winter", "night"}  # nothing tells the forests apart
    silent = torch.tensor(["snow" not in title for title in titles])
    assert probable["snow"][snowy & silent].mean() > 0.6
    assert probable["snow"][~snowy].mean() < 0.15


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ((200, 40, 30), ["red"]),
        ((20, 40, 60), ["dark", "blue"]),
        ((190, 215, 255), ["bright", "blue"]),
        ((128, 128, 128), ["monochrome"]),
        ((150, 160, 175), ["grey"]),
        ((60, 140, 60), ["green"]),
    ],
)
def test_light_and_colours_have_words(colour: tuple[int, int, int], words: list[str]) -> None:
    assert colour_words(Image.new("RGB", (40, 30), colour)) == words
