"""The command that refines the composer against a discriminator and keeps its records.

`python -m recipes.composer.refine --network FILE --captions captions.csv --pictures DIR --words DIR
--means FILE --paintings FILE --vgg FILE --run DIR`
"""

import argparse
import time
from pathlib import Path

import torch

from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.nn.composer.caption_teller import CaptionTeller, load_caption_teller
from aipaint_desktop.nn.composer.judge import JUDGED_LAYERS
from aipaint_desktop.nn.composer.mean_picture import load_mean_picture
from aipaint_desktop.nn.composer.painting_prior import load_painting_prior
from aipaint_desktop.nn.composer.word_table import load_word_table
from aipaint_desktop.nn.generative.noise_schedule import JUDGED_BELOW, composer_levels
from aipaint_desktop.nn.generative.unet import load_unet
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.precision import trained_type
from aipaint_desktop.words.names import Names
from recipes.composer.caption_telling import fit_teller
from recipes.composer.refinement import ComposerRefinement, RefinementRecipe
from recipes.composer.sheet import write_sheet
from recipes.composer.train import SHARES, add_data_options, read_trained_pictures
from recipes.pictures.captioned_pictures import CompositionSet
from recipes.run_command import add_run_options, begin_run, log_figures, wait_while

_SCALES = {"shipped": RefinementRecipe()}


def main(arguments: list[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    recipe = begin_run(options, _SCALES)
    words = load_word_table(options.words)
    network = load_unet(options.network)
    captioned = read_trained_pictures(options)
    pictures = CompositionSet(captioned, network.names, words, SHARES)
    vgg = Vgg16(options.vgg, last=JUDGED_LAYERS[-1]).to(trained_type())
    teller = _teller(options.run / "teller.safetensors", pictures, network.names, vgg)
    means = load_mean_picture(options.means, network.names)
    prior = load_painting_prior(options.paintings)
    training = ComposerRefinement(recipe, pictures, network, vgg, teller, means, prior)
    if (options.run / "training.pt").exists():
        training.resume(options.run)
    kept = time.monotonic()
    for figures in training.run():
        wait_while(options.pause_file)
        if training.step % 10 == 0:
            where = {
                "step": training.step,
                "samples": training.samples,
                "seconds": round(training.seconds),
            }
            log_figures(options.run / "steps.jsonl", where, figures)
        if time.monotonic() - kept > 60 * options.keep_every or training.progress == 1:
            training.save(options.run)
            sheet = options.run / f"sheet-{training.step:06}.jpg"
            network = training.kept().to(trained_type())
            levels = composer_levels(ComposeRequest.steps)
            write_sheet(
                network,
                words,
                sheet,
                count=6,
                guidance=ComposeRequest.guidance,
                levels=levels,
                judged_below=JUDGED_BELOW,
                means=means,
            )
            kept = time.monotonic()


def _teller(path: Path, pictures: CompositionSet, names: Names, vgg: Vgg16) -> CaptionTeller:
    """The run's, learned where there is none yet."""
    if not path.exists():
        fit_teller(pictures, names, vgg).save(path)
    return load_caption_teller(path, names)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="refine_composer", description="Refine the composer.")
    parser.add_argument("--network", type=Path, required=True, help="weights to begin with, safetensors")
    add_data_options(parser)
    parser.add_argument(
        "--means", type=Path, required=True, help="mean pictures, from training.mean_pictures"
    )
    parser.add_argument(
        "--paintings", type=Path, required=True, help="what is known of them, from training.known_paintings"
    )
    parser.add_argument("--vgg", type=Path, required=True, help="VGG16 weights, safetensors")
    add_run_options(parser, _SCALES, keep_every=10)
    return parser


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    main()
