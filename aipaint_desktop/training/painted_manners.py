"""Lists who painted what, for compositions whose prompts do not say whose manner they shall have.

`python -m aipaint_desktop.training.painted_manners --network FILE --captions captions.csv --pictures DIR --words DIR
--seen FILE --out FILE`
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch.nn.functional import normalize

from aipaint_desktop.nn.manners import Manners
from aipaint_desktop.nn.names import Names, read_names
from aipaint_desktop.nn.word_table import WordTable, load_word_table
from aipaint_desktop.training.captioned_pictures import Captioned
from aipaint_desktop.training.train_composer import add_data_options, read_trained_pictures
from aipaint_desktop.training.word_distillation import words_of

_SEEN = 0.5  # what a picture shows with this probability is among its words


def list_manners(captioned: Sequence[Captioned], names: Names, words: WordTable) -> Manners:
    """Of every picture whose painter has a name."""
    named = [one for one in captioned if one.artist]
    shown = [[word for word, sure in one.seen.items() if sure > _SEEN] for one in named]
    texts = [words.pool_words(words_of(one.title) + seen) for one, seen in zip(named, shown, strict=True)]
    return Manners(
        normalize(torch.stack(texts), dim=1),
        torch.tensor([names.genre(one.genre) for one in named]),
        torch.tensor([names.movement(one.movement) for one in named]),
        torch.tensor([names.artist(one.artist) for one in named]),
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="painted_manners", description="List who painted what.")
    parser.add_argument("--network", type=Path, required=True, help="weights that name what is told apart")
    add_data_options(parser)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    captioned = read_trained_pictures(options)
    list_manners(captioned, read_names(options.network), load_word_table(options.words)).save(options.out)


if __name__ == "__main__":
    main()
