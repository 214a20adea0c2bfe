"""Captions and training pictures: what is read, how it is cropped, and what is said of it."""

import csv
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from aipaint_desktop.nn.composer.word_table import WordTable
from aipaint_desktop.words.names import Names
from recipes.pictures.captioned_pictures import (
    SHAPES,
    Captioned,
    CompositionSet,
    conditions,
    names_in,
    read_captions,
)

WORDS = WordTable(["sea", "landscape", "snow", "monet"], torch.eye(4, 128), torch.ones(4))
NAMES = Names(("landscape", "portrait"), ("impressionism",), ("claude monet",))


def save(folder: Path, name: str, width: int, height: int, colour: int = 255) -> Path:
    path = folder / name
    Image.new("RGB", (width, height), (colour, 0, 0)).save(path)
    return path


def captioned(path: Path, title: str = "sea", genre: str = "landscape") -> Captioned:
    return Captioned(path, title, genre, "impressionism", "claude monet", {"snow": 1.0})


def test_captions_are_read_with_where_the_pictures_are(tmp_path: Path) -> None:
    rows = [
        ["paintings-landscape.zip", "a.jpg", "landscape", "impressionism", "claude monet", "the sea"],
        ["paintings-portrait.zip", "b.jpg", "portrait", "baroque", "frans hals", "not_detected_12"],
    ]
    with (tmp_path / "captions.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["archive", "file", "genre", "style", "artist", "title"])
        writer.writerows(rows)
    seen = {"paintings-landscape/a.jpg": {"snow": 0.5}}
    first, second = read_captions(tmp_path / "captions.csv", tmp_path, seen)
    assert first.path == tmp_path / "paintings-landscape" / "a.jpg"
    assert (first.title, first.movement, first.seen) == ("the sea", "impressionism", {"snow": 0.5})
    assert (second.title, second.seen) == ("", {})
    assert names_in([first, second]) == Names(
        ("landscape", "portrait"), ("baroque", "impressionism"), ("claude monet", "frans hals")
    )


def test_batches_have_one_of_the_shapes_and_the_range_of_pictures(tmp_path: Path) -> None:
    paths = [save(tmp_path, "wide.png", 160, 100), save(tmp_path, "tall.png", 90, 150)]
    pictures = CompositionSet([captioned(path) for path in paths], NAMES, WORDS)
    random = np.random.default_rng(0)
    shapes = set()
    for _ in range(60):
        batch, condition = pictures.draw(2, random)
        shapes.add(tuple(batch.shape[2:]))
        assert len(condition.genre) == len(batch) == 2
        assert torch.allclose(batch, torch.tensor([1.0, -1, -1]).view(1, 3, 1, 1).expand_as(batch))
    assert shapes == {SHAPES[0], (48, 80), (80, 48)}  # square, and the pictures' own


@pytest.mark.parametrize(
    ("share", "wanted"),
    [
        ({"landscape": 3.0}, 0.75),
        ({"sea": 3.0}, 0.6),  # in the title, but snow is seen in both
        ({"sea": 3.0, "landscape": 2.0}, 0.75),
    ],
)
def test_shares_say_how_often_what_a_picture_shows_is_drawn(
    tmp_path: Path, share: dict[str, float], wanted: float
) -> None:
    red, black = save(tmp_path, "a.png", 64, 64), save(tmp_path, "b.png", 64, 64, 0)
    both = [captioned(red), captioned(black, title="boats", genre="portrait")]
    pictures = CompositionSet(both, NAMES, WORDS, share | {"snow": 2.0})
    batch, _ = pictures.draw(400, np.random.default_rng(0))
    assert (batch[:, 0].mean((1, 2)) > 0).float().mean() == pytest.approx(wanted, abs=0.06)


def test_parts_of_captions_are_kept_back_and_sometimes_all(tmp_path: Path) -> None:
    one = captioned(save(tmp_path, "a.png", 64, 64))
    said = CompositionSet([one], NAMES, WORDS).describe([one] * 600, np.random.default_rng(0))
    silent = (said.text == 0).all(1) & (said.genre + said.movement + said.artist == 0)
    assert silent.float().mean() == pytest.approx(0.1, abs=0.04)
    assert (said.genre > 0).float().mean() == pytest.approx(0.9 * 0.75**2, abs=0.06)
    assert (said.artist > 0).float().mean() == pytest.approx(0.9 * 0.75 * 0.4, abs=0.06)
    for word, share in (("sea", 0.81), ("snow", 0.45), ("landscape", 0.27)):
        assert (said.text[:, WORDS.find(word)] > 0).float().mean() == pytest.approx(share, abs=0.06)


def test_a_condition_is_made_of_words_and_names() -> None:
    condition = conditions([(["sea", "unheard"], "portrait", "", ""), ([], "", "", "")], NAMES, WORDS)
    assert condition.text[0, 0] > 0
    assert not condition.text[0, 1:].any()
    assert not condition.text[1].any()
    assert condition.genre.tolist() == [2, 0]


def test_without_pictures_there_is_nothing_to_train_on() -> None:
    with pytest.raises(ValueError, match="no picture"):
        CompositionSet([], NAMES, WORDS)
