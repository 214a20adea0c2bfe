"""The device that tests pretend refuses what a real one refuses, and nothing else."""

from copy import deepcopy

import numpy as np
import pytest
import torch
from torch import nn

from tests.support.pretended_device import Pretended, pretended


@pytest.mark.parametrize("kind", ["cuda", "mps"])
def test_what_is_computed_on_it_stays_there(kind: Pretended) -> None:
    with pretended(kind):
        x = torch.ones(2, 3).to(kind)
        assert x.device == torch.device(kind, 0)
        for made in (
            x + 1,
            x.sum(),
            2 * x[0],
            torch.zeros_like(x),
            x.new_full((2,), 3.0),
            torch.zeros(3, device=x.device),
            x.half(),
            *x,
            *x.max(1),
            x.to(torch.bfloat16),
            torch.cat([x, x]),
            nn.functional.interpolate(x[None], scale_factor=2),
        ):
            assert made.device.type == kind
        assert x.cpu().device.type == "cpu"
        assert x.device.type == kind  # and not what became of it
        assert x.to("cpu").numpy().sum() == 6
        assert x.sum().item() == 6


def test_networks_go_there_and_learn_there() -> None:
    with pretended("cuda"):
        network = nn.Sequential(nn.Conv2d(3, 4, 3), nn.GroupNorm(2, 4), nn.Flatten(), nn.Linear(4, 1)).to(
            "cuda"
        )
        network = deepcopy(network)
        assert {one.device.type for one in network.parameters()} == {"cuda"}
        for _ in range(2):
            network.zero_grad()
            with torch.autocast("cuda", torch.bfloat16):
                loss = network(torch.randn(2, 3, 3, 3).to("cuda")).square().mean()
            loss.backward()
            assert all(
                one.grad is not None and one.grad.device.type == "cuda" for one in network.parameters()
            )
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            with torch.no_grad():
                torch._foreach_add_(
                    list(network.parameters()), [-0.1 * one.grad for one in network.parameters()]
                )
        with pytest.raises(RuntimeError, match="same device"):
            network(torch.randn(2, 3, 3, 3))


def test_two_places_do_not_meet() -> None:
    here = torch.ones(3)
    with pretended("cuda"):
        there = here.to("cuda")
        for wrong in (
            lambda: here + there,
            lambda: torch.cat([here, there]),
            lambda: torch.stack([torch.tensor(1.0), there[0]]),
            lambda: torch.where(there > 0, here, there),
            lambda: here[there > 0],
            lambda: there.__setitem__(there > 0, here),
            lambda: there.numpy(),
            lambda: np.asarray(there),
            lambda: torch.rand(3, device="cuda", generator=torch.Generator()),
            lambda: there.normal_(generator=torch.Generator()),
            lambda: torch.rand(3, generator=torch.Generator("cuda")),
        ):
            with pytest.raises((RuntimeError, TypeError)):
                wrong()


def test_what_may_come_from_elsewhere_may() -> None:
    with pretended("cuda"):
        there = torch.zeros(3).to("cuda")
        there.copy_(torch.ones(3))
        assert (there + torch.tensor(1.0)).device.type == "cuda"
        there[1:] = torch.ones(2)
        assert there[torch.tensor([0, 2])].device.type == "cuda"
        torch.rand(3, device="cuda", generator=torch.Generator("cuda"))


def test_apples_have_no_double_precision() -> None:
    with pretended("mps"), pytest.raises(TypeError, match="float64"):
        torch.ones(2).to("mps").double()
    with pretended("mps"), pytest.raises(TypeError, match="float64"):
        torch.ones(2, dtype=torch.float64).to("mps")
