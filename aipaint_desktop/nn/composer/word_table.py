"""Vectors of words, and of several words pooled: what is left of a sentence transformer at run time.

The table is distilled by `recipes.composer.word_distillation`; the form is that of static embeddings (Tulkens & van
Dongen 2024, model2vec): one vector a word, no transformer, and a weight that says how much the word counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from aipaint_desktop.words.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True)
class WordTable(Vocabulary):
    """Holds one vector (V, D) and one weight (V,), float32, for each word."""

    vectors: Tensor
    weights: Tensor

    def pool(self, places: Iterable[int]) -> Tensor:
        """Average these words' vectors by their weights, scaled to a mean square of 1: (D,); zeros for no words."""
        chosen = torch.tensor(list(places), dtype=torch.int64)
        mean = self.weights[chosen] @ self.vectors[chosen]
        size = mean.square().mean().sqrt()
        return mean / size if size > 0 else mean

    def pool_words(self, words: Iterable[str]) -> Tensor:
        """Pool those of these lower-case words that are in the table: (D,)."""
        return self.pool(place for word in words if (place := self.find(word)) is not None)

    def save(self, folder: Path) -> None:
        """Write `words.txt` and `words.safetensors` (float16)."""
        (folder / "words.txt").write_text("\n".join(self.words) + "\n", encoding="utf-8")
        vectors = {"vectors": self.vectors.half(), "weights": self.weights.half()}
        save_file(vectors, folder / "words.safetensors")


def load_word_table(folder: Path) -> WordTable:
    """Load the table in a folder. Raises `ValueError` if its files are damaged or do not fit together."""
    words = load_vocabulary(folder).words
    path = folder / "words.safetensors"
    try:
        tensors = load_file(path)
        vectors, weights = tensors["vectors"].float(), tensors["weights"].float()
    except (SafetensorError, KeyError) as error:
        raise ValueError(f"{path} does not hold word vectors: {error}") from error
    if not len(words) == len(vectors) == len(weights):
        raise ValueError(f"{path} does not hold the vectors of the words in {folder / 'words.txt'}.")
    return WordTable(words, vectors, weights)
