"""The command that trains the network which enlarges paintings and keeps its records.

`python -m recipes.upscale.train --network sketch.safetensors --captions captions.csv --pictures DIR
--exemplars DIR --vgg FILE --run DIR`

It is the sketch network, given a shrunken painting instead of a drawing, and it begins with what that one knows of
paint.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.nn.sketch.network import load_sketch_network
from aipaint_desktop.nn.vgg import Vgg16
from recipes.pictures.galleries import add_gallery_options, exemplar_files, read_galleries
from recipes.pictures.picture_sets import Place, as_tensor, held_out, read_colours
from recipes.run_command import add_run_options, begin_run
from recipes.run_records import goes_on, train_to_the_end
from recipes.sketch.train import save_rows
from recipes.sketch.training import SketchRecipe, SketchTraining
from recipes.upscale.shrinking import shrunken

_SHOWN, _SHOWN_SIDE = 8, 320
_SCALES = {"shipped": SketchRecipe()}


def main(arguments: list[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    recipe = begin_run(options, _SCALES)
    network = load_sketch_network(options.network)
    names, galleries = read_galleries(options, recipe.side, largest=560)
    if (names.genres, names.movements) != (network.names.genres, network.names.movements):
        raise SystemExit(f"{options.network} knows other genres and movements than {options.captions}.")
    vgg = Vgg16(options.vgg, last="relu4_3").to(number_type(options.device))
    network = network.requires_grad_(True).train()
    training = SketchTraining(recipe, vgg, galleries, network, shrunken, options.device)
    if goes_on(options):
        training.resume(options.run)
    shown = [path for path in exemplar_files(options) if held_out(path.name)][:_SHOWN]
    train_to_the_end(training, options, lambda sheet: write_sheet(training, shown, sheet))


@torch.no_grad()
def write_sheet(training: SketchTraining, paths: Sequence[Place], sheet: Path) -> None:
    """For each painting a row: itself, what is given of it, and what is made of that."""
    rows = [torch.cat(_cells(training, path, number), 3) for number, path in enumerate(paths)]
    save_rows(rows, sheet)


def _cells(training: SketchTraining, path: Place, number: int) -> tuple[Tensor, Tensor, Tensor]:
    picture = read_colours(path)
    left, top = ((length - _SHOWN_SIDE) // 2 for length in picture.size)
    place = torch.device(training.device.kind)
    painting = as_tensor(picture.crop((left, top, left + _SHOWN_SIDE, top + _SHOWN_SIDE))).to(place)
    given = training.given(painting, np.random.default_rng(number))
    anything = torch.zeros(1, dtype=torch.int64, device=place)
    return painting, given, training.average(given, training.average.ask(anything, anything))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="train_upscale", description="Train the network that enlarges.")
    parser.add_argument("--network", type=Path, required=True, help="sketch network to begin with")
    add_gallery_options(parser)
    add_run_options(parser, _SCALES, keep_every=10)
    return parser


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    main()
