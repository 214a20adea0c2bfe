"""What learning a reference brings: the fast network as it ships beside itself tuned for some minutes.

python -m tests.quality.style_learned_figures --photos DIR --references DIR [--photo-count 3] [--reference-count 3]
    [--minutes 1 3 5] [--size 512] [--results DIR]

For every reference the photos are painted by the shipped network and again after so many minutes of learning on two
cores, by the seconds of the processor, whatever else it does: style, texture and content (`style_measures`), means over
the photos, and steps. With --results a sheet for each reference: photos, shipped, and learned for the longest time.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from aipaint_desktop import paths
from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.engines.style.tiled_painting import StylePainting
from aipaint_desktop.files.pictures.reading import read_thumbnail
from aipaint_desktop.modelstore.references import shipped
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.reference.tuning import ReferenceTuning
from aipaint_desktop.values.picture import Picture
from recipes.pictures.picture_sets import as_tensor, picture_files, read_at
from tests.quality.style_measures import Pair, as_picture, sheet

_SCENE_SIDE = 1024
_CORES = 2


def main() -> None:
    options = _parser().parse_args()
    torch.set_flush_denormal(True)
    vgg = paths.models() / "vgg16" / "vgg16.safetensors"
    low_rank = paths.models() / "vgg16-low-rank" / "vgg16-low-rank.safetensors"
    eye = Vgg16(vgg, last="relu4_3")
    photos = [read_at(path, options.size) for path in picture_files(options.photos)[: options.photo_count]]
    scenes = [read_thumbnail(entry.path, _SCENE_SIDE) for entry in shipped()]
    weights = paths.models() / "style-fast" / "style-fast.safetensors"
    print("reference, minutes, steps, style, texture, content")
    for path in picture_files(options.references)[: options.reference_count]:
        image = read_at(path, options.size)
        reference = Picture(np.asarray(as_picture(image)), path.stem)
        tuning = ReferenceTuning(
            reference, weights, vgg, low_rank, scenes, choose_device("cpu", convolves=True)
        )
        measured = [Pair(eye, photo, image) for photo in photos]
        rows = [[as_picture(photo) for photo in photos], _painted(tuning, photos)]
        _tell(path.stem, 0, 0, measured, rows[-1])
        step, worked = 0, 0.0
        for minutes in sorted(options.minutes):
            while worked < _CORES * 60 * minutes:
                began = time.process_time()
                tuning.train_step(step)
                step, worked = step + 1, worked + time.process_time() - began
            rows.append(_painted(tuning, photos))
            _tell(path.stem, minutes, step, measured, rows[-1])
        if options.results:
            options.results.mkdir(parents=True, exist_ok=True)
            sheet([*rows[:2], rows[-1]], options.size).save(options.results / f"{path.stem}.jpg")


@torch.inference_mode()
def _painted(tuning: ReferenceTuning, photos: Sequence[torch.Tensor]) -> list[Image.Image]:
    """As the engine paints at strength 1."""
    return [
        Image.fromarray(
            StylePainting(
                tuning.average,
                np.asarray(as_picture(photo)),
                tuning.code,
                strength=1.0,
                keep_colours=False,
                seed=0,
            ).whole()
        )
        for photo in photos
    ]


def _tell(
    name: str, minutes: float, steps: int, measured: Sequence[Pair], painted: Sequence[Image.Image]
) -> None:
    figures = np.mean([pair.figures(as_tensor(one)) for pair, one in zip(measured, painted, strict=True)], 0)
    print(
        f"{name}, {minutes:g}, {steps}, " + ", ".join(f"{one:.3f}" for one in figures),
        flush=True,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="style_learned_figures", description="Measure learned references.")
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--references", type=Path, required=True)
    parser.add_argument("--photo-count", type=int, default=3)
    parser.add_argument("--reference-count", type=int, default=3)
    parser.add_argument("--minutes", type=float, nargs="+", default=[1, 3, 5])
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--results", type=Path)
    return parser


if __name__ == "__main__":
    main()
