"""The classic pair: its sizes, its losses where nothing can be told, and that both sides learn."""

import math

import pytest
import torch
from torch import Tensor, nn

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.training.lessons.beginning import new_lesson
from aipaint_desktop.training.lessons.classic_gan import ClassicGan, Discriminator, Generator

CPU = Device("cpu")


def sizes(network: nn.Module) -> list[int]:
    linear = [layer for layer in network.modules() if isinstance(layer, nn.Linear)]
    return [linear[0].in_features, *(layer.out_features for layer in linear)]


def lesson(pictures: Tensor) -> ClassicGan:
    made = new_lesson("gan", pictures, CPU, seed=0)
    assert isinstance(made, ClassicGan)
    return made


def test_the_networks_are_the_classic_ones() -> None:
    generator, discriminator = Generator(), Discriminator()
    assert sizes(generator) == [100, 128, 256, 512, 784]
    assert sizes(discriminator) == [784, 512, 256, 1]
    normed = [layer.num_features for layer in generator if isinstance(layer, nn.BatchNorm1d)]
    assert normed == [128, 256, 512]
    slopes = {
        layer.negative_slope for layer in (*generator, *discriminator) if isinstance(layer, nn.LeakyReLU)
    }
    assert slopes == {0.2}
    made = generator(10 * torch.randn(4, 100))
    assert made.shape == (4, 1, 28, 28)
    assert made.abs().max() <= 1
    assert discriminator(made).shape == (4, 1)


def test_losses_are_those_of_guessing_where_the_discriminator_knows_nothing(digits: Tensor) -> None:
    learning = lesson(digits)
    for parameter in learning.discriminator.parameters():
        nn.init.zeros_(parameter)
    learning._discriminator_adam.param_groups[0]["lr"] = 0.0
    assert learning.step() == pytest.approx({"generator": math.log(2), "discriminator": 2 * math.log(2)})


def test_a_discriminator_alone_learns_to_tell(digits: Tensor) -> None:
    learning = lesson(digits)
    learning._generator_adam.param_groups[0]["lr"] = 0.0
    losses = [learning.step()["discriminator"] for _ in range(12)]
    assert losses[-1] < 0.5 * losses[0]


def test_a_generator_alone_learns_to_be_taken_for_real(digits: Tensor) -> None:
    learning = lesson(digits)
    for _ in range(5):  # a discriminator to play against
        learning.step()
    learning._discriminator_adam.param_groups[0]["lr"] = 0.0
    losses = [learning.step()["generator"] for _ in range(12)]
    assert losses[-1] < 0.8 * losses[0]


def test_what_is_shown_is_judged_and_changes_nothing(digits: Tensor) -> None:
    unwatched = lesson(digits)
    unwatched_losses = [unwatched.step() for _ in range(2)]
    learning = lesson(digits)
    first = learning.step()
    shown = learning.show()
    assert {name: grid.shape for name, grid in shown.pictures.items()} == {
        "made": (2, 8, 28, 28),
        "real": (1, 8, 28, 28),
    }
    assert {name: len(verdicts) for name, verdicts in shown.verdicts.items()} == {"made": 16, "real": 8}
    assert all(0 < verdict < 1 for verdicts in shown.verdicts.values() for verdict in verdicts)
    assert [first, learning.step()] == unwatched_losses
    assert learning.samples(3).shape == (3, 1, 28, 28)


def test_the_seed_decides_everything(digits: Tensor) -> None:
    first, second, other = (new_lesson("gan", digits, CPU, seed).step() for seed in (1, 1, 2))
    assert first == second != other
