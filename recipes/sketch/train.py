"""The command that trains the sketch network and keeps its records.

`python -m recipes.sketch.train --captions captions.csv --pictures DIR --exemplars DIR --run DIR`, or on one large GPU
`python -m recipes.sketch.train --pack pack.zip --run DIR --device cuda --scale large --minutes 8`
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn.functional import interpolate

from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.nn.sketch.network import SketchNetwork
from aipaint_desktop.nn.style.network import reference_statistics
from aipaint_desktop.nn.vgg import Vgg16
from recipes.pictures.galleries import add_gallery_options, exemplar_files, read_galleries
from recipes.pictures.picture_sets import Place, held_out, read_at
from recipes.run_command import add_run_options, begin_run
from recipes.run_records import goes_on, train_to_the_end
from recipes.sketch.line_drawings import drawn_by_any_hand
from recipes.sketch.training import SCALES, SketchTraining

_SHOWN = 6


def main(arguments: list[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    recipe = begin_run(options, SCALES)
    names, galleries = read_galleries(options, recipe.side, largest=400)
    torch.manual_seed(recipe.seed)
    training = SketchTraining(
        recipe,
        Vgg16(options.vgg, last="relu4_3").to(number_type(options.device)),
        galleries,
        SketchNetwork(names, recipe.channels),
        drawn_by_any_hand,
        options.device,
    )
    if goes_on(options):
        training.resume(options.run)
    else:
        training.measure_statistics()
    shown = [path for path in exemplar_files(options) if held_out(path.name)][:_SHOWN]
    train_to_the_end(training, options, lambda sheet: write_sheet(training, shown, sheet))


@torch.no_grad()
def write_sheet(training: SketchTraining, paths: Sequence[Place], sheet: Path) -> None:
    """For each painting a row: itself, a drawing of it, the drawing painted like it, like the next and like nothing."""
    place = torch.device(training.device.kind)
    paintings = [_square(read_at(path, 384)).to(place) for path in paths]
    rows = []
    for number, painting in enumerate(paintings):
        random = np.random.default_rng(number)
        drawing = drawn_by_any_hand(painting, random)
        cells = [painting, drawing]
        network = training.average
        for like in (painting, paintings[(number + 1) % len(paintings)]):
            code = network.read(reference_statistics(training.vgg, like))
            cells.append(network(drawing, code))
        anything = torch.zeros(1, dtype=torch.int64, device=place)
        cells.append(network(drawing, network.ask(anything, anything)))
        rows.append(torch.cat(cells, 3))
    save_rows(rows, sheet)


def save_rows(rows: list[Tensor], sheet: Path) -> None:
    """Pictures (1, 3, H, W) in −1..1 of the same width, one below the other, in a file."""
    pixels = ((torch.cat(rows, 2)[0].permute(1, 2, 0) + 1) * 127.5).round().clamp(0, 255).byte().cpu().numpy()
    Image.fromarray(pixels).save(sheet)


def _square(picture: Tensor, side: int = 256) -> Tensor:
    """The picture's middle, enlarged where it is narrower than that."""
    factor = max(1.0, side / min(picture.shape[2:]))
    size = [round(length * factor) for length in picture.shape[2:]]
    top, left = ((length - side) // 2 for length in size)
    enlarged = interpolate(picture, size, mode="bicubic").clamp(-1, 1) if factor > 1 else picture
    return enlarged[:, :, top : top + side, left : left + side]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="train_sketch", description="Train the sketch network.")
    add_gallery_options(parser)
    add_run_options(parser, SCALES, keep_every=10)
    return parser


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    main()
