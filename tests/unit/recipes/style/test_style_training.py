"""The training loop: it learns, keeps what it learned, goes on from there, and pauses."""

import itertools
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file
from torch.nn.functional import layer_norm, linear, silu

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.nn.palette import palette
from aipaint_desktop.nn.style.network import StyleNetwork, load_style_network
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.precision import processor
from recipes.checkpoints import half as as_shipped
from recipes.pictures.picture_sets import PictureSet
from recipes.style.training import SCALES, ReferenceSet, StyleRecipe, StyleTraining
from tests.support.pretended_device import pretended


def pictures(seed: int, side: int = 64) -> PictureSet:
    """Two pictures of coloured stripes."""
    random = np.random.default_rng(seed)
    stripes = [np.repeat(random.integers(0, 256, (side // 8, 1, 3), dtype=np.uint8), 8, 0) for _ in range(2)]
    return PictureSet([Image.fromarray(np.repeat(one, side, 1)) for one in stripes], 32, 64)


def training(vgg: Path, device: Device | None = None, **numbers: float) -> StyleTraining:
    sizes = {
        "side": 32,
        "late_side": 32,
        "reference_side": 32,
        "whole_side": 48,
        "projections": 8,
        "points": 64,
    }
    once = {"batch_photos": 1, "batch_references": 2, "groups": 1, "minutes": 1.0}
    recipe = StyleRecipe(**{**sizes, **once, **numbers})  # type: ignore[arg-type]
    torch.manual_seed(0)
    network = StyleNetwork(channels=16, blocks=1)
    return StyleTraining(
        recipe,
        Vgg16(vgg, last="relu4_3"),
        pictures(0),
        [ReferenceSet(1.0, pictures(1), whole=True)],
        network,
        device or processor(),
    )


def test_training_brings_style_and_texture_closer(vgg_weights: Path) -> None:
    run = training(vgg_weights, learning_rate=1.5e-3, partial=0.0, whole=0.0, content_goal=4.0, minutes=5)
    steps = run.run()
    found = [figures["style"] + figures["texture"] for figures in itertools.islice(steps, 70)]
    steps.close()
    # single steps differ much, because each sees other crops
    assert sum(found[-20:]) < 0.95 * sum(found[:20])


def test_half_the_size_counts_as_well(vgg_weights: Path) -> None:
    """With the whole weight on it the same step gives other gradients, for crops and for whole references alike."""
    norms = {}
    for half in (0.0, 1.0):
        for whole in (0.0, 1.0):
            run = training(vgg_weights, half=half, whole=whole)
            steps = run.run()
            norms[half, whole] = next(steps)["gradient"]
            steps.close()
    assert all(norms[1.0, whole] != norms[0.0, whole] > 0 for whole in (0.0, 1.0))


def test_a_run_goes_on_where_it_was_saved(vgg_weights: Path, tmp_path: Path) -> None:
    run = training(vgg_weights)
    steps = run.run()
    for _ in range(3):
        next(steps)
    steps.close()
    run.save(tmp_path)
    again = training(vgg_weights)
    again.resume(tmp_path)
    assert (again.step, again.seconds) == (3, run.seconds)
    assert torch.equal(again.content_weights, run.content_weights)
    for name, value in run.network.state_dict().items():
        assert torch.equal(value, again.network.state_dict()[name]), name
    assert again.optimiser.state_dict()["state"].keys() == run.optimiser.state_dict()["state"].keys()
    assert next(again.run())["rate"] > 0


def test_saved_average_paints_and_can_start_another_run(vgg_weights: Path, tmp_path: Path) -> None:
    recipe_run = StyleTraining(
        StyleRecipe(),
        Vgg16(vgg_weights, last="relu4_3"),
        pictures(0),
        [ReferenceSet(1.0, pictures(1), whole=True)],
    )
    recipe_run.save(tmp_path)
    loaded = load_style_network(tmp_path / "weights.safetensors")
    assert torch.allclose(loaded.stem.weight, recipe_run.average.stem.weight, atol=1e-3)
    with torch.no_grad():
        recipe_run.network.stem.weight.zero_()
    recipe_run.start_from(tmp_path / "weights.safetensors")
    assert torch.equal(recipe_run.network.stem.weight, loaded.stem.weight)


def test_a_larger_network_begins_as_the_smaller_one(vgg_weights: Path, tmp_path: Path) -> None:
    small = StyleNetwork(channels=16, blocks=1).state_dict()
    torch.nn.init.normal_(small["paint.weight"], std=0.05)
    read, neurons = 100, 20
    small["statistics_mean"] = torch.rand(read)
    small["statistics_deviation"] = 1 + torch.rand(read)
    small["reader.0.weight"] = small["reader.0.weight"][:neurons, :read].clone()
    small["reader.0.bias"] = small["reader.0.bias"][:neurons].clone()
    small["reader.2.weight"] = small["reader.2.weight"][:, :neurons].clone()
    save_file(small, tmp_path / "small.safetensors")
    run = training(vgg_weights)
    run.network, run.average = StyleNetwork(channels=16, blocks=2), StyleNetwork(channels=16, blocks=2)
    run.start_from(tmp_path / "small.safetensors")

    statistics = torch.rand(1, len(run.network.statistics_mean))
    normal = (statistics[:, :read] - small["statistics_mean"]) / small["statistics_deviation"]
    hidden = silu(linear(normal, small["reader.0.weight"], small["reader.0.bias"]))
    manner = linear(hidden, small["reader.2.weight"], small["reader.2.bias"])
    photo = torch.rand(1, 3, 32, 32)
    code = run.network.encode(statistics, palette(photo))
    assert torch.allclose(code.manner, layer_norm(manner, manner.shape[1:]), atol=1e-5)

    without = StyleNetwork(channels=16, blocks=1)
    without.load_state_dict(
        small
        | {
            name: run.network.state_dict()[name]
            for name in small
            if "." not in name or name.startswith("reader")
        }
    )
    assert torch.allclose(run.network(photo, code), without(photo, code), atol=1e-5)


def test_content_weight_follows_what_is_lost(vgg_weights: Path) -> None:
    strict, lax = training(vgg_weights, content_goal=0.0), training(vgg_weights, content_goal=4.0)
    start = float(strict.content_weights[0])
    for run in (strict, lax):
        steps = run.run()
        for _ in range(3):
            next(steps)
        steps.close()
    assert strict.content_weights[0] > start > lax.content_weights[0]


def test_each_set_of_references_keeps_its_own_goal(vgg_weights: Path) -> None:
    """One that loses more than it may does not hold back another that loses less."""
    run = training(vgg_weights, whole=0.5)
    run.references = [
        ReferenceSet(1.0, pictures(1), whole=True, content_goal=0.0),
        ReferenceSet(1.0, pictures(2), whole=True, content_goal=4.0),
    ]
    run.content_weights = torch.ones(2)
    steps = run.run()
    for _ in range(6):
        next(steps)
    steps.close()
    assert run.content_weights[0] > 1 > run.content_weights[1]


def test_a_run_ends_with_its_minutes(vgg_weights: Path) -> None:
    run = training(vgg_weights, minutes=0.001)
    assert len(list(run.run())) >= 1
    assert run.progress == 1


@pytest.mark.parametrize("kind", ["cuda", "mps"])
def test_an_accelerator_trains_and_the_processor_goes_on(
    vgg_weights: Path, tmp_path: Path, kind: Literal["cuda", "mps"]
) -> None:
    with pretended(kind, bf16=kind == "cuda") as accelerator:
        device = choose_device(kind, convolves=True)
        run = training(vgg_weights, device, half=0.5, whole=0.5, batch_photos=2)
        run.measure_statistics(2)
        figures = list(itertools.islice(run.run(), 3))
        run.save(tmp_path)
    assert accelerator.asked > 0
    assert all(np.isfinite(list(one.values())).all() for one in figures)
    assert run.samples == 12
    load_style_network(tmp_path / "weights.safetensors")
    again = training(vgg_weights, batch_photos=2)
    again.resume(tmp_path)
    next(again.run())
    assert (again.step, again.samples) == (4, 16)


def test_a_run_that_goes_on_draws_what_it_would_have_drawn(vgg_weights: Path, tmp_path: Path) -> None:
    run = training(vgg_weights)
    steps = run.run()
    next(steps)
    run.save(tmp_path)
    second = next(steps)
    steps.close()
    again = training(vgg_weights)
    again.resume(tmp_path)
    resumed = next(again.run())
    assert resumed["style"] == pytest.approx(second["style"], rel=1e-3)
    assert resumed["texture"] == pytest.approx(second["texture"], rel=1e-3)


def test_what_the_large_scale_trains_ships_and_paints(tmp_path: Path) -> None:
    large = SCALES["large"]
    network = StyleNetwork(large.channels, large.blocks)
    save_file(as_shipped(network), tmp_path / "large.safetensors")
    loaded = load_style_network(tmp_path / "large.safetensors")
    assert len(loaded.blocks) == large.blocks
    assert loaded.stem.weight.shape == network.stem.weight.shape
