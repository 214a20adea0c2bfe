"""The command that trains the composer and keeps its records.

`python -m recipes.composer.train --captions captions.csv --pictures DIR --words DIR --vgg FILE
--run DIR`
"""

import argparse
import json
import time
from copy import deepcopy
from pathlib import Path

import torch

from aipaint_desktop.nn.composer.word_table import load_word_table
from aipaint_desktop.nn.generative.unet import UNet
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.precision import trained_type
from recipes.composer.representation_alignment import LAYER
from recipes.composer.sheet import write_sheet
from recipes.composer.training import ComposerRecipe, ComposerTraining
from recipes.pictures.captioned_pictures import (
    Captioned,
    CompositionSet,
    names_in,
    read_captions,
)
from recipes.pictures.picture_sets import held_out
from recipes.run_command import add_run_options, begin_run, log_figures, wait_while

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

_SCALES = {"shipped": ComposerRecipe()}


def main(arguments: list[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    recipe = begin_run(options, _SCALES)
    words = load_word_table(options.words)
    captioned = read_pictures(options)
    names = names_in(captioned)
    captioned = [one for one in captioned if not held_out(one.path.name)]
    torch.manual_seed(recipe.seed)
    training = ComposerTraining(
        recipe,
        CompositionSet(captioned, names, words, SHARES),
        UNet(names, dropout=options.dropout),
        Vgg16(options.vgg, last=LAYER).to(trained_type()),
    )
    if (options.run / "training.pt").exists():
        training.resume(options.run)
    kept = time.monotonic()
    for number, figures in enumerate(training.run()):
        wait_while(options.pause_file)
        if number % 20 == 0:
            where = {
                "step": training.step,
                "samples": training.samples,
                "seconds": round(training.seconds),
            }
            log_figures(options.run / "steps.jsonl", where, figures)
        if time.monotonic() - kept > 60 * options.keep_every or training.progress == 1:
            training.save(options.run)
            sheet = options.run / f"sheet-{training.samples:08}.jpg"
            write_sheet(deepcopy(training.average).to(trained_type()), words, sheet)
            kept = time.monotonic()


def read_pictures(options: argparse.Namespace) -> list[Captioned]:
    """Every picture of the data that `add_data_options` names, the held-out ones as well."""
    seen = json.loads(options.seen.read_text(encoding="utf-8")) if options.seen else None
    return read_captions(options.captions, options.pictures, seen)


def read_trained_pictures(options: argparse.Namespace) -> list[Captioned]:
    """As `read_pictures`, without the held-out ones."""
    return [one for one in read_pictures(options) if not held_out(one.path.name)]


def add_data_options(parser: argparse.ArgumentParser) -> None:
    """The paintings, and what is said of them."""
    parser.add_argument("--captions", type=Path, required=True, help="captions.csv")
    parser.add_argument("--pictures", type=Path, required=True, help="folder of the unpacked archives")
    parser.add_argument("--words", type=Path, required=True, help="folder of the word table")
    parser.add_argument("--seen", type=Path, help="words for what pictures show, from training.seen_words")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="train_composer", description="Train the composer.")
    add_data_options(parser)
    parser.add_argument("--vgg", type=Path, required=True, help="VGG16 weights, safetensors")
    parser.add_argument("--dropout", type=float, default=0.0)
    add_run_options(parser, _SCALES, keep_every=20)
    return parser


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    main()
