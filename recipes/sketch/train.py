"""The command that trains the sketch network and keeps its records.

`python -m recipes.sketch.train --captions captions.csv --pictures DIR --exemplars DIR --vgg FILE
--run DIR`
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn.functional import interpolate

from aipaint_desktop.nn.sketch.network import SketchNetwork
from aipaint_desktop.nn.style.network import reference_statistics
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.precision import trained_type
from recipes.pictures.galleries import add_gallery_options, read_galleries
from recipes.pictures.picture_sets import Place, held_out, picture_files, read_at
from recipes.run_command import add_run_options, begin_run, log_figures, wait_while
from recipes.sketch.line_drawings import drawn_by_any_hand
from recipes.sketch.training import SketchRecipe, SketchTraining

_SHOWN = 6
_SCALES = {"shipped": SketchRecipe()}


def main(arguments: list[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    recipe = begin_run(options, _SCALES)
    names, galleries = read_galleries(options, recipe.side, largest=400)
    vgg = Vgg16(options.vgg, last="relu4_3").to(trained_type())
    training = SketchTraining(recipe, vgg, galleries, SketchNetwork(names), drawn_by_any_hand)
    if (options.run / "training.pt").exists():
        training.resume(options.run)
    else:
        training.measure_statistics()
    run_to_the_end(training, options, write_sheet, _SHOWN)


def run_to_the_end(
    training: SketchTraining,
    options: argparse.Namespace,
    write_sheet: Callable[[SketchTraining, Sequence[Place], Path], None],
    count: int,
) -> None:
    """Train, and keep figures, checkpoints and sheets in the run's folder. count: held-out paintings on a sheet."""
    shown = [path for path in picture_files(options.exemplars) if held_out(path.name)][:count]
    last_kept = time.monotonic()
    for figures in training.run():
        wait_while(options.pause_file)
        if training.step % 10 == 0:
            where = {"step": training.step, "seconds": round(training.seconds)}
            log_figures(options.run / "steps.jsonl", where, figures)
        if time.monotonic() - last_kept > 60 * options.keep_every or training.progress == 1:
            training.save(options.run)
            write_sheet(training, shown, options.run / f"sheet-{training.step:06}.png")
            last_kept = time.monotonic()


@torch.no_grad()
def write_sheet(training: SketchTraining, paths: Sequence[Place], sheet: Path) -> None:
    """For each painting a row: itself, a drawing of it, the drawing painted like it, like the next and like nothing."""
    paintings = [_square(read_at(path, 384)) for path in paths]
    rows = []
    for number, painting in enumerate(paintings):
        random = np.random.default_rng(number)
        drawing = drawn_by_any_hand(painting, random)
        cells = [painting, drawing]
        network = training.average
        for like in (painting, paintings[(number + 1) % len(paintings)]):
            code = network.read(reference_statistics(training.vgg, like))
            cells.append(network(drawing, code))
        anything = torch.zeros(1, dtype=torch.int64)
        cells.append(network(drawing, network.ask(anything, anything)))
        rows.append(torch.cat(cells, 3))
    save_rows(rows, sheet)


def save_rows(rows: list[Tensor], sheet: Path) -> None:
    """Pictures (1, 3, H, W) in −1..1 of the same width, one below the other, in a file."""
    pixels = ((torch.cat(rows, 2)[0].permute(1, 2, 0) + 1) * 127.5).round().clamp(0, 255).byte().numpy()
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
    add_run_options(parser, _SCALES, keep_every=10)
    return parser


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    main()
