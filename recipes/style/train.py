"""The command that trains the fast style network and keeps its records.

`python -m recipes.style.train --photos DIR --exemplars DIR --paintings DIR [...] --run DIR`, or on one large GPU
`python -m recipes.style.train --pack pack.zip --run DIR --device cuda --scale large --minutes 8`
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.nn.style.network import ALIGNMENT, StyleNetwork
from aipaint_desktop.nn.vgg import Vgg16
from recipes.pictures.pack import add_pack_option, folders_of
from recipes.pictures.picture_sets import PictureSet, held_out, picture_files
from recipes.run_command import add_run_options, add_vgg_option, begin_run
from recipes.run_records import goes_on, train_to_the_end
from recipes.style.drawn_patterns import draw_pattern
from recipes.style.sheet import Judge
from recipes.style.training import SCALES, ReferenceSet, StyleTraining

_PATTERN_SIDE = 512  # px


def main(arguments: list[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    photos, exemplars, paintings = (
        [path for folder in folders_of(options, name, given) for path in picture_files(folder)]
        for name, given in (
            ("photos", [options.photos]),
            ("exemplars", [options.exemplars]),
            ("paintings", options.paintings),
        )
    )
    recipe = begin_run(options, SCALES)
    torch.manual_seed(recipe.seed)
    training = StyleTraining(
        recipe,
        Vgg16(options.vgg, last="relu4_3").to(number_type(options.device)),
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
        StyleNetwork(recipe.channels, recipe.blocks),
        options.device,
    )
    judge = Judge(
        training.vgg,
        [path for path in photos if held_out(path.name)],
        [path for path in exemplars if held_out(path.name)],
        options.device,
    )
    if goes_on(options):
        training.resume(options.run)
    elif options.start:
        training.start_from(options.start)
    else:
        training.measure_statistics()
    train_to_the_end(training, options, lambda sheet: judge(training.average, sheet))


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
    add_pack_option(parser)
    parser.add_argument("--photos", type=Path, help="folder of photographs")
    parser.add_argument("--exemplars", type=Path, help="folder of large paintings")
    parser.add_argument("--paintings", type=Path, nargs="+", default=[], help="folders of small paintings")
    add_vgg_option(parser)
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
    add_run_options(parser, SCALES, keep_every=10)
    return parser


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    main()
