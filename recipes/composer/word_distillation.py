"""Distils a sentence transformer into a table of word vectors.

`python -m recipes.composer.word_distillation --teacher DIR --captions captions.csv --words FILE --out DIR`

The teacher (all-MiniLM-L6-v2, Apache 2.0, Reimers & Gurevych 2019) reads every word alone; its vectors are reduced by
principal components, as in model2vec (Tulkens & van Dongen 2024). The words' weights are then fitted so that pooled
words point where the teacher's vector of the whole caption does.
"""

import argparse
import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn.functional import cosine_similarity, embedding, gelu, layer_norm, linear, normalize
from torch.nn.functional import scaled_dot_product_attention as attend

from aipaint_desktop.nn.composer.word_table import WordTable
from aipaint_desktop.nn.generative.unet import TEXT_SIZE
from aipaint_desktop.training.precision import in_trained_type

_HEADS = 12
_WORD = re.compile(r"[a-z0-9]+")


def words_of(text: str) -> list[str]:
    """The lower-case Latin words of a text, without accents."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


class SentenceTransformer:
    """all-MiniLM-L6-v2 read from its files: six layers of BERT (Devlin et al. 2019) and mean pooling."""

    def __init__(self, folder: Path) -> None:
        self._weights = {
            name: value.float() for name, value in load_file(folder / "model.safetensors").items()
        }
        self.vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self._places = {token: place for place, token in enumerate(self.vocabulary)}

    def tokens(self, text: str) -> list[int]:
        """WordPiece: always the longest piece that fits (Schuster & Nakajima 2012)."""
        found = [self._places["[CLS]"]]
        for word in words_of(text):
            start = 0
            while start < len(word):
                mark = "##" if start else ""
                end = len(word)
                while mark + word[start:end] not in self._places and end > start + 1:
                    end -= 1
                found.append(self._places.get(mark + word[start:end], self._places["[UNK]"]))
                start = end
        return [*found[:64], self._places["[SEP]"]]

    @torch.inference_mode()
    def encode(self, texts: Sequence[str], batch: int = 256) -> Tensor:
        """Unit vectors (N, 384) of the texts."""
        found = torch.zeros(len(texts), 384)
        tokens = [self.tokens(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda place: len(tokens[place]))
        for start in range(0, len(order), batch):
            places = order[start : start + batch]
            longest = len(tokens[places[-1]])
            padded = torch.tensor([tokens[place] + [0] * (longest - len(tokens[place])) for place in places])
            with in_trained_type():
                found[places] = self._read(padded).float()
        return found

    def _read(self, tokens: Tensor) -> Tensor:
        present = tokens != 0
        h = self._embed("word", tokens) + self._embed("position", torch.arange(tokens.shape[1]))
        h = self._norm("embeddings", h + self._embed("token_type", torch.zeros_like(tokens)))
        for layer in range(6):
            name = f"encoder.layer.{layer}."
            query, key, value = (
                self._linear(f"{name}attention.self.{part}", h)
                .view(*tokens.shape, _HEADS, -1)
                .transpose(1, 2)
                for part in ("query", "key", "value")
            )
            seen = attend(query, key, value, attn_mask=present[:, None, None]).transpose(1, 2).flatten(2)
            output = f"{name}attention.output"
            h = self._norm(output, h + self._linear(f"{output}.dense", seen))
            wide = gelu(self._linear(f"{name}intermediate.dense", h))
            h = self._norm(f"{name}output", h + self._linear(f"{name}output.dense", wide))
        return normalize((h * present[..., None]).sum(1) / present.sum(1, keepdim=True))

    def _embed(self, kind: str, places: Tensor) -> Tensor:
        return embedding(places, self._weights[f"embeddings.{kind}_embeddings.weight"])

    def _linear(self, name: str, x: Tensor) -> Tensor:
        return linear(x, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, name: str, x: Tensor) -> Tensor:
        weight, bias = (self._weights[f"{name}.LayerNorm.{part}"] for part in ("weight", "bias"))
        return layer_norm(x, (384,), weight, bias, 1e-12)


def distil(
    teacher: SentenceTransformer, words: Sequence[str], captions: Sequence[str], epochs: int
) -> WordTable:
    """Vectors of the words, and weights such that pooled words point where the teacher's vectors of captions do."""
    vectors = teacher.encode(words)
    wanted = teacher.encode(captions)
    mean = wanted.mean(0)
    _, spread, axes = torch.linalg.svd(wanted - mean, full_matrices=False)
    reduce = axes[:TEXT_SIZE].mT
    # Half whitened: directions in which captions differ little still tell seasons and hours apart.
    scale = (spread[0] / spread[:TEXT_SIZE]).sqrt()
    table = WordTable(words, (vectors - mean) @ reduce * scale, torch.ones(len(words)))
    weights = _fit_weights(table, captions, (wanted - mean) @ reduce * scale, epochs)
    size = table.vectors.square().mean().sqrt()
    return WordTable(words, table.vectors / size, weights)


def _fit_weights(table: WordTable, captions: Sequence[str], wanted: Tensor, epochs: int) -> Tensor:
    """One weight a word, between 0.02 and 1, by gradient descent on the cosine; words of no caption are worth 0.5."""
    places = [
        [place for word in words_of(caption) if (place := table.find(word)) is not None]
        for caption in captions
    ]
    logits = torch.zeros(len(table.words), requires_grad=True)
    optimiser = torch.optim.Adam([logits], lr=0.03)
    kept = [index for index, found in enumerate(places) if found]
    for _ in range(epochs):
        shuffled = torch.tensor(kept)[torch.randperm(len(kept))].tolist()
        for start in range(0, len(kept), 512):
            batch = shuffled[start : start + 512]
            flat = torch.tensor([place for index in batch for place in places[index]])
            owner = torch.tensor([row for row, index in enumerate(batch) for _ in places[index]])
            weighted = (0.02 + 0.98 * logits[flat].sigmoid())[:, None] * table.vectors[flat]
            pooled = torch.zeros(len(batch), TEXT_SIZE).index_add(0, owner, weighted)
            loss = 1 - cosine_similarity(pooled, wanted[batch], 1).mean()
            loss = loss + 1e-4 * logits.square().mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    return 0.02 + 0.98 * logits.detach().sigmoid()


def chosen_words(teacher: SentenceTransformer, captions: Sequence[str], more: Sequence[str]) -> Iterator[str]:
    """Whole words of the teacher's vocabulary, words that captions use at least twice, and `more`; each once."""
    counts = Counter(word for caption in captions for word in words_of(caption))
    whole = [token for token in teacher.vocabulary if _WORD.fullmatch(token) and len(token) > 1]
    used = [word for word, count in counts.items() if count > 1 and len(word) > 1]
    yield from dict.fromkeys([*whole, *used, *(word for text in more for word in words_of(text))])


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="word_distillation", description="Distil a table of word vectors.")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--captions", type=Path, required=True, help="captions.csv")
    parser.add_argument("--words", type=Path, nargs="*", default=[], help="files whose words are included")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    with options.captions.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    captions = [f"{row['title']} {row['style']} {row['genre']} {row['artist']}" for row in rows[::2]]
    captions += list({row["title"] for row in rows[1::2]} - {""})
    teacher = SentenceTransformer(options.teacher)
    more = [path.read_text(encoding="utf-8") for path in options.words]
    torch.manual_seed(0)
    table = distil(teacher, list(chosen_words(teacher, captions, more)), captions, options.epochs)
    options.out.mkdir(parents=True, exist_ok=True)
    table.save(options.out)
    print(json.dumps({"words": len(table.words)}))


if __name__ == "__main__":
    main()
