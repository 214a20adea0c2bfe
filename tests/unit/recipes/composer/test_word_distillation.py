"""Distilling: WordPiece, the words that are kept, and weights that point where sentences do."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from recipes.composer.word_distillation import SentenceTransformer, chosen_words, distil, words_of


@pytest.fixture
def teacher(tmp_path: Path) -> SentenceTransformer:
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "hay", "##stack", "##s", "sea", "x"]
    (tmp_path / "vocab.txt").write_text("\n".join(vocabulary))
    save_file({"unused": torch.zeros(1)}, tmp_path / "model.safetensors")
    return SentenceTransformer(tmp_path)


class Sentences:
    """A teacher for whom a text is the sum of its words' vectors, "the" counting for nothing."""

    def __init__(self) -> None:
        self.vectors = torch.randn(300, 384, generator=torch.Generator().manual_seed(0))

    def encode(self, texts: Sequence[str]) -> Tensor:
        numbers = [[hash(word) % 300 for word in words_of(text) if word != "the"] for text in texts]
        return torch.stack([self.vectors[found].sum(0) if found else self.vectors[299] for found in numbers])


def test_words_are_lower_case_without_accents_and_marks() -> None:
    assert words_of("L'Été à Pont-Aven, 1888!") == ["l", "ete", "a", "pont", "aven", "1888"]


def test_the_longest_pieces_are_taken(teacher: SentenceTransformer) -> None:
    assert teacher.tokens("Haystacks, sea; q") == [2, 4, 5, 6, 7, 1, 3]


def test_words_are_the_teachers_whole_ones_and_those_used_twice(teacher: SentenceTransformer) -> None:
    captions = ["monet haystack", "haystack at noon"]
    assert list(chosen_words(teacher, captions, ["dusk sea"])) == ["hay", "sea", "haystack", "dusk"]


def test_weights_are_fitted_to_whole_captions() -> None:
    nouns = [f"noun{number}" for number in range(40)]
    captions = [f"the {one} the {other}" for one in nouns for other in nouns[:5]]
    table = distil(Sentences(), ["the", *nouns], captions, epochs=60)  # type: ignore[arg-type]
    assert table.vectors.shape == (41, 128)
    assert table.weights[0] < 0.6 * table.weights[1:].mean()
