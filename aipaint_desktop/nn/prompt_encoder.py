"""From a prompt to the composer's condition: pooled words, and genre, movement and artist by number."""

from collections.abc import Mapping
from pathlib import Path

import torch

from aipaint_desktop.nn.names import Names
from aipaint_desktop.nn.prompt_reader import PromptReader, Reading, load_spellings
from aipaint_desktop.nn.unet import Condition
from aipaint_desktop.nn.word_table import WordTable, load_word_table


class PromptEncoder(PromptReader):
    """As `PromptReader`, but with a vector for each word, so that it can tell the network what was read."""

    def __init__(
        self,
        words: WordTable,
        chinese: Mapping[str, str],
        aliases: Mapping[str, tuple[str, str]],
        names: Names,
    ) -> None:
        super().__init__(words, chinese, aliases, names)
        self._table = words
        self._names = names

    def condition(self, reading: Reading) -> Condition:
        """The condition of one picture."""
        places = (self._table.find(word) for word in reading.words)
        return Condition(
            self._table.pool(place for place in places if place is not None)[None],
            torch.tensor([self._names.genre(reading.genre)]),
            torch.tensor([self._names.movement(reading.movement)]),
            torch.tensor([self._names.artist(reading.artist)]),
        )


def load_prompt_encoder(folder: Path, names: Names) -> PromptEncoder:
    """The encoder whose files are in a folder: words.txt, words.safetensors, chinese.tsv and names.tsv. Raises
    `ValueError` if they are damaged."""
    return PromptEncoder(load_word_table(folder), *load_spellings(folder), names)
