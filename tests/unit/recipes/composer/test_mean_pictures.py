"""Mean pictures are those of what is said, and where nothing is said of everything."""

from pathlib import Path

import pytest
import torch
from PIL import Image

from aipaint_desktop.nn.composer.word_table import WordTable
from aipaint_desktop.nn.generative.unet import Condition
from aipaint_desktop.words.names import Names
from recipes.composer.mean_pictures import fit_mean_picture
from recipes.pictures.captioned_pictures import Captioned, CompositionSet

NAMES = Names(("landscape", "portrait"), (), ())
WORDS = WordTable(["night", "day"], torch.eye(2, 128), torch.ones(2))


def test_what_is_said_decides_the_mean(tmp_path: Path) -> None:
    captioned = []
    for title, genre, grey in (("night", "landscape", 0), ("day", "portrait", 255)):
        path = tmp_path / f"{title}.png"
        Image.new("RGB", (64, 64), (grey,) * 3).save(path)
        captioned.append(Captioned(path, title, genre, "", ""))
    means = fit_mean_picture(CompositionSet(captioned, NAMES, WORDS), NAMES, 1024, ridge=1.0)
    none = torch.zeros(3, dtype=torch.int64)
    text = torch.stack([WORDS.pool_words(words) for words in (["night"], ["day"], [])])
    night, day, anything = means.of(Condition(text, none, none, none), 8, 8).mean((1, 2, 3)).tolist()
    assert night < -0.8
    assert day > 0.8
    assert anything == pytest.approx(0, abs=0.25)
