"""Training the sketch network: it gets nearer, stops and goes on, and its judge learns against it."""

from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
import torch
from PIL import Image

from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.nn.sketch.network import SketchNetwork, load_sketch_network
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.paths import models
from aipaint_desktop.training.precision import trained_type
from aipaint_desktop.words.names import Names
from recipes.pictures.galleries import Gallery
from recipes.pictures.picture_sets import PictureSet
from recipes.sketch.line_drawings import drawn_by_any_hand
from recipes.sketch.training import SketchRecipe, SketchTraining
from tests.support.pretended_device import pretended

RECIPE = SketchRecipe(groups=1, batch=1, side=64, judged_from=4, learning_rate=2e-3, points=64)


@pytest.fixture(scope="module")
def vgg() -> Vgg16:
    (path,) = (models() / "vgg16").glob("*.safetensors")
    return Vgg16(path, last="relu4_3").to(trained_type())


@pytest.fixture
def training(vgg: Vgg16) -> SketchTraining:
    pixels = np.zeros((80, 80, 3), np.uint8)
    pixels[:40], pixels[40:] = (90, 140, 220), (60, 110, 40)
    pixels[30:60, 30:44] = (30, 30, 20)
    gallery = Gallery(1.0, PictureSet([Image.fromarray(pixels)], 64, 80), [1], [1])
    torch.manual_seed(1)  # so short a run does not begin equally far from the painting with every one
    network = SketchNetwork(Names(("landscape",), ("impressionism",), ()), channels=(32, 32, 48, 48))
    return SketchTraining(RECIPE, vgg, [gallery], network, drawn_by_any_hand)


def test_pictures_come_nearer_to_the_painting(training: SketchTraining) -> None:
    training.measure_statistics(2)
    steps = [figures for figures, _ in zip(training.run(), range(14), strict=False)]
    early, late = (
        sum(step["features"] + step["colour"] for step in part) for part in (steps[:3], steps[-3:])
    )
    assert late < early
    assert "judged" not in steps[3]
    assert "judged" in steps[4]
    assert steps[-1]["real"] > steps[-1]["made"]


def test_a_run_goes_on_where_it_was_kept(training: SketchTraining, vgg: Vgg16, tmp_path: Path) -> None:
    next(training.run())
    training.save(tmp_path)
    network = SketchNetwork(training.network.names, (32, 32, 48, 48))
    again = SketchTraining(RECIPE, vgg, training.galleries, network, drawn_by_any_hand)
    again.resume(tmp_path)
    assert (again.step, again.seconds) == (training.step, training.seconds)
    for kept, restored in zip(training.network.parameters(), again.network.parameters(), strict=True):
        assert torch.equal(kept, restored)
    loaded = load_sketch_network(tmp_path / "weights.safetensors")  # of another width than the one that ships
    assert torch.allclose(loaded.stem.weight, training.average.stem.weight, atol=1e-3)


@pytest.mark.parametrize("kind", ["cuda", "mps"])
def test_an_accelerator_trains_and_the_processor_goes_on(
    training: SketchTraining, vgg_weights: Path, tmp_path: Path, kind: Literal["cuda", "mps"]
) -> None:
    recipe = replace(RECIPE, half=0.5, batch=2, judged_from=1)
    names = training.network.names
    with pretended(kind, bf16=kind == "cuda") as accelerator:
        run = SketchTraining(
            recipe,
            Vgg16(vgg_weights, last="relu4_3"),
            training.galleries,
            SketchNetwork(names, (16, 16, 16, 16)),
            drawn_by_any_hand,
            choose_device(kind, convolves=True),
        )
        run.measure_statistics(2)
        figures = list(islice(run.run(), 3))
        run.save(tmp_path)
    assert accelerator.asked > 0
    assert all(np.isfinite(list(one.values())).all() for one in figures)
    load_sketch_network(tmp_path / "weights.safetensors")
    network = SketchNetwork(names, (16, 16, 16, 16))
    again = SketchTraining(
        recipe, Vgg16(vgg_weights, last="relu4_3"), training.galleries, network, drawn_by_any_hand
    )
    again.resume(tmp_path)
    next(again.run())
    assert (again.step, again.samples) == (4, 8)
