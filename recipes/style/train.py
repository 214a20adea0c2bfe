"""The command that trains the fast style network and keeps its records.

`python -m recipes.style.train --photos DIR --exemplars DIR --paintings DIR [...] --vgg FILE --run DIR`
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from aipaint_desktop.nn.style.network import ALIGNMENT
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.precision import trained_type
from recipes.pictures.picture_sets import PictureSet, held_out, picture_files
from recipes.run_command import add_run_options, begin_run, log_figures, wait_while
from recipes.style.drawn_patterns import draw_pattern
from recipes.style.sheet import Judge
from recipes.style.training import ReferenceSet, StyleRecipe, StyleTraining

_PATTERN_SIDE = 512  # px


def main(arguments: list[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    recipe = begin_run(options, StyleRecipe)
    photos = picture_files(options.photos)
    exemplars = picture_files(options.exemplars)
    paintings = [path for folder in options.paintings for path in picture_files(folder)]
    training = StyleTraining(
        recipe,
        Vgg16(options.vgg, last="relu4_3").to(trained_type()),
        PictureSet.read(photos, longest=640, smallest=recipe.side + ALIGNMENT, largest=480),
        [
            ReferenceSet(
                options.exemplar_share,
                PictureSet.read(exemplars, longest=640, smallest=128, largest=440),
                whole=True,
            ),
            ReferenceSet(
                1 - options.exemplar_share,
                PictureSet.read(paintings, longest=224, smallest=128, largest=200, enlargement=1.3),
            ),
            *_patterns(options, recipe.seed),
        ],
    )
    judge = Judge(
        training.vgg,
        [path for path in photos if held_out(path.name)],
        [path for path in exemplars if held_out(path.name)],
    )
    if (options.run / "training.pt").exists():
        training.resume(options.run)
    elif options.start:
        training.start_from(options.start)
    else:
        training.measure_statistics()
    kept = time.monotonic()
    for figures in training.run():
        log_figures(
            options.run / "steps.jsonl",
            {"step": training.step, "seconds": round(training.seconds)},
            figures,
        )
        if time.monotonic() - kept > 60 * options.keep_every or training.progress == 1:
            training.save(options.run)
            judged = judge(training.average, options.run / f"sheet-{training.step:06}.jpg")
            with (options.run / "judged.jsonl").open("a") as log:
                log.write(
                    json.dumps({"step": training.step, "seconds": round(training.seconds)} | judged) + "\n"
                )
            kept = time.monotonic()
        wait_while(options.pause_file)


def _patterns(options: argparse.Namespace, seed: int) -> list[ReferenceSet]:
    """The drawn patterns; none where there are to be none."""
    if not options.patterns:
        return []
    random = np.random.default_rng(seed)
    drawn = [draw_pattern(_PATTERN_SIDE, random) for _ in range(options.patterns)]
    pictures = PictureSet(drawn, 128, 440)
    return [ReferenceSet(options.pattern_share, pictures, True, options.pattern_content_goal)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="train_style", description="Train the fast style network.")
    parser.add_argument("--photos", type=Path, required=True, help="folder of photographs")
    parser.add_argument("--exemplars", type=Path, required=True, help="folder of large paintings")
    parser.add_argument("--paintings", type=Path, nargs="+", required=True, help="folders of small paintings")
    parser.add_argument("--vgg", type=Path, required=True, help="VGG16 weights, safetensors")
    parser.add_argument("--start", type=Path, help="weights to begin with instead of random ones")
    parser.add_argument(
        "--exemplar-share", type=float, default=0.5, help="share of references read from exemplars"
    )
    parser.add_argument("--patterns", type=int, default=0, help="how many patterns to draw as references")
    parser.add_argument(
        "--pattern-share",
        type=float,
        default=0.5,
        help="how often they are drawn, beside 1 for all paintings",
    )
    parser.add_argument(
        "--pattern-content-goal", type=float, default=1.1, help="content that may be lost for a pattern"
    )
    add_run_options(parser, StyleRecipe, keep_every=10)
    return parser


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    main()
