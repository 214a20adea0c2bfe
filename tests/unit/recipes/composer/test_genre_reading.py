"""Genres are learned from titles."""

from pathlib import Path

import torch

from aipaint_desktop.nn.composer.word_table import WordTable
from recipes.composer.genre_reading import fit_genres
from recipes.pictures.captioned_pictures import Captioned

WORDS = WordTable(["sea", "hills", "lady", "the"], torch.eye(4, 128), torch.tensor([1.0, 1.0, 1.0, 0.1]))


def titled(title: str, genre: str) -> Captioned:
    return Captioned(Path("x.jpg"), title, genre, "", "")


def test_titles_teach_what_words_speak_of() -> None:
    landscapes = [titled("the sea", "landscape"), titled("The Hills", "landscape")] * 4
    reader = fit_genres([*landscapes, titled("a lady", "portrait"), titled("?", "portrait")], WORDS)
    assert reader.genres == ("landscape", "portrait")
    assert reader.likely(WORDS.pool([1])) == "landscape"
    assert reader.likely(WORDS.pool([2, 3])) == "portrait"
