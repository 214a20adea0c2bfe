"""The composer's training loop: it learns, keeps what it learned, goes on from there, and shows it."""

from pathlib import Path
from typing import Literal

import numpy as np
import pytest
import torch
from PIL import Image

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.nn.composer.word_table import WordTable
from aipaint_desktop.nn.generative.flow_matching import sample
from aipaint_desktop.nn.generative.noise_schedule import even_levels
from aipaint_desktop.nn.generative.unet import Condition, UNet, load_unet
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.paths import models
from aipaint_desktop.training.precision import processor
from aipaint_desktop.words.names import Names, read_names
from recipes.composer.representation_alignment import LAYER
from recipes.composer.sheet import Wish, write_sheet
from recipes.composer.training import SCALES, ComposerRecipe, ComposerTraining
from recipes.pictures.captioned_pictures import Captioned, CompositionSet
from tests.support.pretended_device import pretended

NAMES = Names(("landscape", "portrait"), (), ())
WORDS = WordTable(["red", "blue"], torch.eye(2, 128), torch.ones(2))


def training(folder: Path, vgg: Path, device: Device | None = None, **numbers: float) -> ComposerTraining:
    """Of red landscapes and blue portraits."""
    captioned = []
    for title, genre, colour in (("red", "landscape", (200, 30, 30)), ("blue", "portrait", (30, 30, 200))):
        path = folder / f"{title}.png"
        Image.new("RGB", (64, 64), colour).save(path)
        captioned.append(Captioned(path, title, genre, "", ""))
    recipe = ComposerRecipe(**{"batch": 4, "samples": 10_000, "warm_up": 5, "average": 0.9, **numbers})  # type: ignore[arg-type]
    torch.manual_seed(0)
    network = UNet(NAMES, channels=(16, 32, 64), blocks=(1, 1, 1))
    pictures = CompositionSet(captioned, NAMES, WORDS, side=recipe.side)
    return ComposerTraining(recipe, pictures, network, Vgg16(vgg, LAYER), device or processor())


def train(run: ComposerTraining, steps: int) -> list[dict[str, float]]:
    going = run.run()
    figures = [next(going) for _ in range(steps)]
    going.close()
    return figures


def test_what_is_asked_for_comes_out_of_noise(tmp_path: Path, vgg_weights: Path) -> None:
    run = training(tmp_path, vgg_weights, learning_rate=5e-3, batch=2, average=0.8)
    figures = train(run, 50)
    assert np.mean([one["middle"] for one in figures[-10:]]) < 0.5 * figures[0]["middle"]
    wish = Condition(
        torch.stack([WORDS.pool([0]), WORDS.pool([1])]), torch.tensor([1, 2]), *[torch.zeros(2).long()] * 2
    )
    noise = torch.randn(2, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    *_, last = sample(run.average, wish, noise, even_levels(6), guidance=1.5)
    red, blue = last.clean.mean((2, 3))
    assert red[0] > blue[0] + 0.3
    assert blue[2] > red[2] + 0.3


def test_the_same_seed_trains_the_same(tmp_path: Path, vgg_weights: Path) -> None:
    first, second = training(tmp_path, vgg_weights), training(tmp_path, vgg_weights)
    assert train(first, 2) == train(second, 2)


def test_a_run_goes_on_where_it_was_saved(tmp_path: Path, vgg_weights: Path) -> None:
    run = training(tmp_path, vgg_weights)
    train(run, 3)
    run.save(tmp_path)
    again = training(tmp_path, vgg_weights)
    again.resume(tmp_path)
    assert (again.step, again.samples, again.seconds) == (3, 24, run.seconds)
    for name, value in run.average.state_dict().items():
        assert torch.equal(value, again.average.state_dict()[name]), name
    assert again.optimiser.state_dict()["state"].keys() == run.optimiser.state_dict()["state"].keys()
    assert train(again, 1)[0]["rate"] > 0


def test_a_run_ends_with_its_samples(tmp_path: Path, vgg_weights: Path) -> None:
    run = training(tmp_path, vgg_weights, samples=20)
    assert len(list(run.run())) == 3
    assert run.progress == 1


def test_a_run_ends_with_its_minutes(tmp_path: Path, vgg_weights: Path) -> None:
    run = training(tmp_path, vgg_weights, minutes=0.0001)
    assert len(list(run.run())) == 1


@pytest.mark.parametrize("kind", ["cuda", "mps"])
def test_an_accelerator_trains_and_the_processor_goes_on(
    tmp_path: Path, vgg_weights: Path, kind: Literal["cuda", "mps"]
) -> None:
    with pretended(kind, bf16=kind == "cuda") as accelerator:
        run = training(tmp_path, vgg_weights, choose_device(kind, convolves=True), batch=2)
        figures = train(run, 3)
        run.save(tmp_path)
        write_sheet(run.average, WORDS, tmp_path / "sheet.png", (Wish("red"),), count=1, levels=[1.0, 0.0])
    assert accelerator.asked > 0
    assert all(np.isfinite(one["misalignment"]) for one in figures)
    assert load_unet(tmp_path / "weights.safetensors").names == NAMES
    again = training(tmp_path, vgg_weights, batch=2)
    again.resume(tmp_path)
    train(again, 1)
    assert (again.step, again.samples) == (4, 16)


def test_a_run_that_goes_on_draws_what_it_would_have_drawn(tmp_path: Path, vgg_weights: Path) -> None:
    run = training(tmp_path, vgg_weights)
    going = run.run()
    next(going)
    run.save(tmp_path)
    second = next(going)
    going.close()
    again = training(tmp_path, vgg_weights)
    again.resume(tmp_path)
    assert train(again, 1) == [second]


def test_the_large_scale_is_as_large_as_ships() -> None:
    """With the names that the shipped one tells apart."""
    with torch.device("meta"):
        network = SCALES["large"].network(read_names(models() / "composer" / "composer.safetensors"))
    numbers = sum(value.numel() for value in network.state_dict().values())
    assert numbers >= 60_000_000
    assert 2 * numbers < 120 * 2**20
    assert network.side == 128


def test_a_sheet_shows_each_wish_in_a_row(tmp_path: Path, vgg_weights: Path) -> None:
    run = training(tmp_path, vgg_weights)
    wishes = (Wish("red", "landscape"), Wish("nothing known"))
    write_sheet(run.average, WORDS, tmp_path / "sheet.png", wishes, count=3, levels=[1.0, 0.5, 0.0], side=16)
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.size == (2 * 3 * 16, 2 * 2 * 16)
