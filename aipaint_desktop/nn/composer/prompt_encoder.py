"""From a prompt to the composer's condition: pooled words, and genre, movement and artist by number."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import torch
from torch import Tensor

from aipaint_desktop.nn.composer.genre_reader import GenreReader, load_genre_reader
from aipaint_desktop.nn.composer.word_table import WordTable, load_word_table
from aipaint_desktop.nn.generative.unet import Condition
from aipaint_desktop.words.names import Names
from aipaint_desktop.words.prompt_reader import PromptReader, Reading, load_spellings

# what pictures of every genre are called; the regression would take them for genre paintings
_OF_ANY_GENRE = ("painting", "picture", "image", "artwork", "art")


class PromptEncoder(PromptReader):
    """Reads prompts as `PromptReader` does, but with a vector for each word, so that it can tell the network what was
    read.

    names: those that the network knows.
    """

    def __init__(
        self,
        words: WordTable,
        chinese: Mapping[str, str],
        aliases: Mapping[str, tuple[str, str]],
        names: Names,
        genres: GenreReader | None = None,
    ) -> None:
        super().__init__(words, chinese, aliases, names)
        self._table = words
        self.names = names
        self._genres = genres

    def condition(self, reading: Reading) -> Condition:
        """Condition one picture on what was read; where no genre is named, on the one that the words speak of."""
        return Condition(
            self.text(reading.words)[None],
            torch.tensor([self.names.genre(reading.genre or self._likely_genre(reading))]),
            torch.tensor([self.names.movement(reading.movement)]),
            torch.tensor([self.names.artist(reading.artist)]),
        )

    def text(self, words: Iterable[str]) -> Tensor:
        """Pool the vectors of those words that have one: (128,)."""
        return self._table.pool_words(words)

    def _likely_genre(self, reading: Reading) -> str:
        if self._genres is None:
            return ""
        told = {*reading.movement.split(), *reading.artist.split(), *_OF_ANY_GENRE}
        return self._genres.likely(self.text(word for word in reading.words if word not in told))


def load_prompt_encoder(folder: Path, names: Names) -> PromptEncoder:
    """Load the encoder whose files are in a folder: words.txt, words.safetensors, chinese.tsv, names.tsv and, if there,
    genres.safetensors. Raises `ValueError` if they are damaged."""
    genres = folder / "genres.safetensors"
    return PromptEncoder(
        load_word_table(folder),
        *load_spellings(folder),
        names,
        load_genre_reader(genres) if genres.exists() else None,
    )
