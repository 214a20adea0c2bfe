"""Lists what is known of paintings, for what prompts leave open.

`python -m recipes.composer.known_paintings --network FILE --captions captions.csv --pictures DIR --words DIR
--seen FILE --means FILE --out FILE`
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from PIL import Image
from torch import Tensor
from torch.nn.functional import normalize

from aipaint_desktop.nn.composer.mean_picture import MeanPicture, load_mean_picture
from aipaint_desktop.nn.composer.painting_prior import CELLS, MOODS, PaintingPrior
from aipaint_desktop.nn.composer.word_table import WordTable, load_word_table
from aipaint_desktop.words.names import Names, read_names
from recipes.composer.train import add_data_options, read_trained_pictures
from recipes.composer.word_distillation import words_of
from recipes.pictures.captioned_pictures import Captioned, conditions
from recipes.pictures.picture_sets import Place, as_tensor, read_colours

_SEEN = 0.5  # what a picture shows with this probability is among its words
_OF_THE_OPEN = (
    "landscape",
    "cityscape",
)  # genres in which there are seasons, weather and the light of the sky


def list_paintings(
    captioned: Sequence[Captioned], names: Names, words: WordTable, means: MeanPicture
) -> PaintingPrior:
    """Of every picture whose painter has a name."""
    known = [one for one in captioned if one.artist]
    shown = [[word for word, sure in one.seen.items() if sure > _SEEN] for one in known]
    condition = conditions(
        [
            (words_of(one.title) + seen, one.genre, one.movement, one.artist)
            for one, seen in zip(known, shown, strict=True)
        ],
        names,
        words,
    )
    colours = torch.cat([_grid(one.path) for one in known])
    moods = [
        sum(1 << MOODS.index(word) for word in seen if word in MOODS) if one.genre in _OF_THE_OPEN else 0
        for one, seen in zip(known, shown, strict=True)
    ]
    return PaintingPrior(
        normalize(condition.text, dim=1),
        condition.genre,
        condition.movement,
        condition.artist,
        torch.tensor(moods),
        colours - means.of(condition, CELLS, CELLS),
    )


def _grid(path: Place) -> Tensor:
    """Mean colours of a picture's parts, (1, 3, `CELLS`, `CELLS`) in −1..1."""
    return as_tensor(read_colours(path).resize((CELLS, CELLS), Image.Resampling.BOX))


def main() -> None:
    parser = argparse.ArgumentParser(prog="known_paintings", description="List what is known of paintings.")
    parser.add_argument("--network", type=Path, required=True, help="weights that name what is told apart")
    add_data_options(parser)
    parser.add_argument(
        "--means", type=Path, required=True, help="mean pictures, from training.mean_pictures"
    )
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    names = read_names(options.network)
    listed = list_paintings(
        read_trained_pictures(options),
        names,
        load_word_table(options.words),
        load_mean_picture(options.means, names),
    )
    listed.save(options.out)


if __name__ == "__main__":
    main()
