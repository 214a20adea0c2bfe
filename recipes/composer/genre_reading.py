"""Learns from titles which genre words speak of, so that prompts need not name it.

`python -m recipes.composer.genre_reading --captions captions.csv --words DIR --out FILE`

Most prompts name no genre, and the network composes with more certainty when it is told one.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from aipaint_desktop.nn.composer.genre_reader import GenreReader
from aipaint_desktop.nn.composer.word_table import WordTable, load_word_table
from recipes.composer.word_distillation import words_of
from recipes.pictures.captioned_pictures import Captioned, read_captions
from recipes.pictures.picture_sets import held_out

_DECAY = 1e-4
_STEPS = 300


def fit_genres(captioned: Sequence[Captioned], words: WordTable) -> GenreReader:
    """From titles of which any word is known; rare genres count for more."""
    genres = tuple(sorted({one.genre for one in captioned}))
    texts = torch.stack([_text(one, words) for one in captioned])
    wanted = torch.tensor([genres.index(one.genre) for one in captioned])
    said = texts.any(1)
    texts, wanted = texts[said], wanted[said]
    rarity = torch.bincount(wanted, minlength=len(genres)).clamp_min(1).rsqrt()
    weight = torch.zeros(len(genres), texts.shape[1], requires_grad=True)
    bias = torch.zeros(len(genres), requires_grad=True)
    optimiser = torch.optim.Adam([weight, bias], 0.1)
    for _ in range(_STEPS):
        loss = cross_entropy(texts @ weight.T + bias, wanted, rarity) + _DECAY * weight.square().sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return GenreReader(genres, weight.detach(), bias.detach())


def _text(one: Captioned, words: WordTable) -> Tensor:
    return words.pool_words(words_of(one.title))


def main() -> None:
    parser = argparse.ArgumentParser(prog="genre_reading", description="Learn which genre words speak of.")
    parser.add_argument("--captions", type=Path, required=True, help="captions.csv")
    parser.add_argument("--words", type=Path, required=True, help="folder of the word table")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    words = load_word_table(options.words)
    captioned = read_captions(options.captions, Path())
    kept = [one for one in captioned if held_out(one.path.name)]
    reader = fit_genres([one for one in captioned if not held_out(one.path.name)], words)
    found = [(reader.likely(_text(one, words)), one.genre) for one in kept]
    sure = [said == genre for said, genre in found if said]
    print(
        f"of {len(kept)} held-out titles {len(sure)} speak of a genre, {sum(sure)} of them of the right one"
    )
    reader.save(options.out)


if __name__ == "__main__":
    main()
