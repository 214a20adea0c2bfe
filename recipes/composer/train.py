"""The command that trains the composer and keeps its records.

`python -m recipes.composer.train --captions captions.csv --pictures DIR --run DIR`, or on one large GPU
`python -m recipes.composer.train --pack pack.zip --run DIR --device cuda --scale large --minutes 8`
"""

import argparse
import json
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import torch

from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.nn.composer.word_table import load_word_table
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.paths import models
from recipes.composer.representation_alignment import LAYER
from recipes.composer.sheet import WISHES, Wish, write_sheet
from recipes.composer.training import SCALES, ComposerTraining
from recipes.pictures.captioned_pictures import (
    Captioned,
    CompositionSet,
    names_in,
    read_captions,
)
from recipes.pictures.pack import add_pack_option, captioned_places, seen_in
from recipes.pictures.picture_sets import held_out
from recipes.run_command import add_run_options, add_vgg_option, begin_run
from recipes.run_records import goes_on, train_to_the_end

SHARES = {  # of what is few among the pictures, or looked for more often than the rest
    "landscape": 1.2,
    "cityscape": 2.0,
    "portrait": 1.3,
    "still life": 8.0,
    "sketch and study": 1.5,
    "illustration": 1.3,
    **dict.fromkeys(("night", "moonlight", "moonlit", "moon", "nocturne"), 2.5),
    **dict.fromkeys(("winter", "snow", "summer", "forest", "woods"), 3.0),
    **dict.fromkeys(("sunny", "morning", "noon", "day", "sunlight", "afternoon"), 4.0),
}


def main(arguments: list[str] | None = None, wishes: Sequence[Wish] = WISHES) -> None:
    options = _parser().parse_args(arguments)
    recipe = begin_run(options, SCALES)
    words = load_word_table(options.words)
    captioned = read_pictures(options)
    names = names_in(captioned)
    captioned = [one for one in captioned if not held_out(one.path.name)]
    torch.manual_seed(recipe.seed)
    precision = number_type(options.device)
    training = ComposerTraining(
        recipe,
        CompositionSet(captioned, names, words, SHARES, recipe.side),
        recipe.network(names, options.dropout),
        Vgg16(options.vgg, last=LAYER).to(precision),
        options.device,
    )
    if goes_on(options):
        training.resume(options.run)

    def draw_sheet(sheet: Path) -> None:
        write_sheet(deepcopy(training.average).to(precision), words, sheet, wishes, side=recipe.side)

    train_to_the_end(training, options, draw_sheet)


def read_pictures(options: argparse.Namespace) -> list[Captioned]:
    """Every picture of the data that `add_data_options` names, the held-out ones as well."""
    listed = seen_in(options)
    seen = json.loads(listed.read_text(encoding="utf-8")) if listed is not None else None
    return read_captions(*captioned_places(options), seen)


def read_trained_pictures(options: argparse.Namespace) -> list[Captioned]:
    """As `read_pictures`, without the held-out ones."""
    return [one for one in read_pictures(options) if not held_out(one.path.name)]


def add_data_options(parser: argparse.ArgumentParser) -> None:
    """The paintings, and what is said of them."""
    add_pack_option(parser)
    parser.add_argument("--captions", type=Path, help="captions.csv")
    parser.add_argument("--pictures", type=Path, help="folder of the unpacked archives")
    parser.add_argument("--words", type=Path, default=models() / "composer", help="folder of the word table")
    parser.add_argument("--seen", type=Path, help="words for what pictures show, from training.seen_words")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="train_composer", description="Train the composer.")
    add_data_options(parser)
    add_vgg_option(parser)
    parser.add_argument("--dropout", type=float, default=0.0)
    add_run_options(parser, SCALES, keep_every=20)
    return parser


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    main()
