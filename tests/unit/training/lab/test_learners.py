"""One step of each family: what learns, what follows, and what is told."""

import math
from pathlib import Path

import pytest
import torch

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.nn.generative.families import FAMILIES, Family
from aipaint_desktop.training.lab.learner import Learner, new_learner

CPU = Device("cpu")


def pictures(count: int = 3) -> torch.Tensor:
    return torch.rand(count, 3, 64, 64, generator=torch.Generator().manual_seed(5)) * 2 - 1


def learner(family: Family, vgg: Path) -> Learner:
    torch.manual_seed(0)
    return new_learner(family, 64, CPU, vgg)


def weights(network: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in network.named_parameters()}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_step_moves_every_network_and_its_average(family: Family, vgg_weights: Path) -> None:
    learning = learner(family, vgg_weights)
    before = {name: weights(network) for name, network in learning.networks.items()}
    random = torch.Generator().manual_seed(1)
    for step in range(2):  # what starts at zero lets nothing through in the first
        losses = learning.train_step(step, pictures(), random)
    assert all(map(math.isfinite, losses.values()))
    for name, network in learning.networks.items():
        moved = [not torch.equal(value, before[name][key]) for key, value in network.named_parameters()]
        assert sum(moved) > 0.5 * len(moved), name
    assert all(not value.requires_grad for value in learning.model.network.parameters())


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_seed_learns_the_same(family: Family, vgg_weights: Path) -> None:
    first, second = (
        learner(family, vgg_weights).train_step(0, pictures(), torch.Generator().manual_seed(3))
        for _ in range(2)
    )
    assert first == pytest.approx(second, rel=1e-3)


def test_a_discriminator_that_trains_alone_tells_real_from_made(vgg_weights: Path) -> None:
    learning = learner("gan", vgg_weights)
    learning.optimisers["generator"].param_groups[0]["lr"] = 0.0
    random = torch.Generator().manual_seed(1)
    figures = [learning.train_step(step, pictures(), random) for step in range(5)]
    gaps = [one["real"] - one["made"] for one in figures]
    assert gaps[-1] > gaps[0] + 0.1


def test_an_autoencoder_learns_to_draw_again(vgg_weights: Path) -> None:
    learning = learner("vae", vgg_weights)
    learning.optimisers["network"].param_groups[0]["lr"] = 1e-2
    random = torch.Generator().manual_seed(1)
    flat = torch.tensor([-0.7, 0.6]).view(2, 1, 1, 1).expand(2, 3, 64, 64).contiguous()
    figures = [learning.train_step(step, flat, random) for step in range(10)]
    assert figures[-1]["pixels"] < 0.7 * figures[0]["pixels"]
