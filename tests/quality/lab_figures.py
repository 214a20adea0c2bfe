"""How much nearer to its pictures a model of the lab came by training: kernel inception distance in features of VGG16.

`python -m tests.quality.lab_figures MODEL_DIR PICTURES_DIR [--count 200] [--from-composer]` compares samples of the
model, and of one of its kind that has learned nothing, with the pictures it was trained on. With `--from-composer`
the other one is what the model began with.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor, nn

from aipaint_desktop import paths
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.modelstore.own_models import find_model
from aipaint_desktop.nn.generative.flow_matching import sample
from aipaint_desktop.nn.generative.model import GenerativeModel, load_model, new_network, unconditional
from aipaint_desktop.nn.generative.noise_schedule import JUDGED_BELOW, composer_levels
from aipaint_desktop.nn.generative.unet import load_unet, without_names
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.lab.diagnosis import likeness
from aipaint_desktop.training.lab.picture_folder import read_folder
from aipaint_desktop.words.prompts import WEIGHTS
from tests.quality.composer_measures import features, kernel_distance

_BATCH = 8
_QUIET = 0.1


def samples(model: GenerativeModel, count: int) -> Iterator[Tensor]:
    for first in range(0, count, _BATCH):
        *_, last = model.sample(model.latents(range(first, min(count, first + _BATCH))))
        yield last.clean


def composed(model: GenerativeModel, count: int) -> Iterator[Tensor]:
    """Samples in the steps that the composer takes: in more, its own weights carve streaks."""
    for first in range(0, count, _BATCH):
        latents = model.latents(range(first, min(count, first + _BATCH)))
        nothing = unconditional(len(latents), latents.device)
        levels = composer_levels(ComposeRequest.steps)
        *_, last = sample(model.network, nothing, latents, levels, guidance=1.0, judged_below=JUDGED_BELOW)
        yield last.clean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--from-composer", action="store_true")
    options = parser.parse_args()
    model = load_model(find_model(options.model).files[0].verified())
    torch.manual_seed(0)
    if options.from_composer:
        network: nn.Module = without_names(load_unet(paths.models() / "composer" / WEIGHTS))
    else:
        network = new_network(model.family, model.size)
    untrained = GenerativeModel(model.family, model.size, network.eval())
    vgg = Vgg16(paths.models() / "vgg16" / "vgg16.safetensors", last="relu4_3")
    shown = read_folder(options.pictures, model.size).spread(options.count)
    wanted = features(vgg, shown.split(_BATCH))
    deviation = wanted.std(0)
    # of few pictures some channels are all but silent, and would decide everything
    scale = deviation.clamp_min(_QUIET * deviation.mean().item())

    def distance(pictures: list[Tensor]) -> float:
        return kernel_distance(features(vgg, pictures), wanted, scale)

    made = list(samples(model, options.count))
    begin = composed if options.from_composer else samples
    before, after = distance(list(begin(untrained, options.count))), distance(made)
    halves = [features(vgg, part.split(_BATCH)) for part in (shown[::2], shown[1::2])]
    figures = {
        "family": model.family,
        "untrained": before,
        "trained": after,
        "ratio": after / before,
        "pictures among themselves": kernel_distance(*halves, scale),
        **asdict(likeness(torch.cat(made), shown)),
    }
    print(
        json.dumps(
            {name: value if isinstance(value, str) else round(value, 4) for name, value in figures.items()}
        )
    )


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    main()
