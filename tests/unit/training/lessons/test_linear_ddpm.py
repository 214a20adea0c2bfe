"""The schedule's values, noise in and noise out, and a network that learns to tell noise."""

import math

import numpy as np
import pytest
import torch
from torch import Tensor

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.training.lessons import linear_ddpm
from aipaint_desktop.training.lessons.beginning import new_lesson
from aipaint_desktop.training.lessons.linear_ddpm import LinearDdpm, LinearSchedule, NoisePredictor, strided

CPU = Device("cpu")
SCHEDULE = LinearSchedule(torch.device("cpu"))


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network and batches that take little time."""
    monkeypatch.setattr(linear_ddpm, "_WIDTH", 64)
    monkeypatch.setattr(linear_ddpm, "BATCH", 16)


def lesson(pictures: Tensor) -> LinearDdpm:
    made = new_lesson("diffusion", pictures, CPU, seed=0)
    assert isinstance(made, LinearDdpm)
    return made


def test_the_schedule_is_linear_and_leaves_nothing() -> None:
    betas = np.linspace(1e-4, 0.02, 1000)
    assert SCHEDULE.betas.numpy() == pytest.approx(betas, rel=1e-5)
    assert SCHEDULE.alpha_bars[0].item() == pytest.approx(1 - 1e-4)
    assert SCHEDULE.alpha_bars[-1].item() == pytest.approx(math.exp(np.log1p(-betas).sum()), rel=1e-4)
    assert SCHEDULE.alpha_bars[-1] < 5e-5


def test_noise_in_one_go_is_that_of_all_steps_one_by_one() -> None:
    generator = torch.Generator().manual_seed(1)
    x = clean = torch.full((2000, 1, 2, 2), 0.8)
    last = 300
    for beta in SCHEDULE.betas[: last + 1]:
        x = (1 - beta).sqrt() * x + beta.sqrt() * torch.randn(x.shape, generator=generator)
    t = torch.full((len(x),), last)
    at_once = SCHEDULE.noised(clean, t, torch.randn(x.shape, generator=generator))
    assert at_once.mean().item() == pytest.approx(x.mean().item(), abs=0.03)
    assert at_once.std().item() == pytest.approx(x.std().item(), abs=0.03)


def test_the_true_noise_gives_the_picture_back() -> None:
    clean, noise = torch.rand(3, 1, 4, 4) * 2 - 1, torch.randn(3, 1, 4, 4)
    t = torch.tensor([0, 250, 700])
    assert torch.allclose(SCHEDULE.clean(SCHEDULE.noised(clean, t, noise), t, noise), clean, atol=1e-3)


def test_an_ancestral_step_is_that_of_algorithm_2() -> None:
    x, predicted, fresh = (torch.full((1, 1, 1, 1), value) for value in (0.7, -0.4, 1.5))
    beta = 1e-4 + (0.02 - 1e-4) * 500 / 999
    kept = np.prod(1 - np.linspace(1e-4, 0.02, 1000)[:501])
    expected = (0.7 + beta / math.sqrt(1 - kept) * 0.4) / math.sqrt(1 - beta) + math.sqrt(beta) * 1.5
    assert SCHEDULE.ancestral_step(x, 500, predicted, fresh).item() == pytest.approx(expected, rel=1e-4)
    last = (0.7 + 1e-4 / math.sqrt(1e-4) * 0.4) / math.sqrt(1 - 1e-4)
    assert SCHEDULE.ancestral_step(x, 0, predicted, fresh).item() == pytest.approx(last, rel=1e-4)


def test_ddim_keeps_to_the_line_of_the_true_noise() -> None:
    clean, noise = torch.rand(2, 1, 4, 4) * 2 - 1, torch.randn(2, 1, 4, 4)
    x = SCHEDULE.noised(clean, torch.tensor([800, 800]), noise)
    jumped = SCHEDULE.ddim_step(x, 800, 200, noise)
    assert torch.allclose(jumped, SCHEDULE.noised(clean, torch.tensor([200, 200]), noise), atol=1e-3)
    assert torch.allclose(SCHEDULE.ddim_step(jumped, 200, -1, noise), clean, atol=1e-3)


def test_strides_go_from_the_last_step_to_the_picture() -> None:
    assert strided(4) == [(999, 666), (666, 333), (333, 0), (0, -1)]
    assert len(strided(1000)) == 1000


def test_the_network_tells_steps_apart_and_begins_at_no_noise() -> None:
    torch.manual_seed(0)
    network = NoisePredictor()
    x = torch.randn(2, 1, 28, 28)
    assert network(x, torch.tensor([3, 900])).shape == x.shape
    assert torch.equal(network(x, torch.tensor([3, 900])).std((1, 2, 3)), torch.zeros(2))
    torch.nn.init.normal_(network.last.weight)
    network.eval()
    early, late = (network(x, torch.full((2,), t)) for t in (3, 900))
    assert (early - late).abs().max() > 0.01


def test_it_learns_to_tell_noise_from_a_few_pictures(digits: Tensor) -> None:
    learning = lesson(digits[:4])
    losses = [learning.step() for _ in range(40)]
    first, last = (
        np.mean([loss for losses_of_step in part for loss in losses_of_step.values()])
        for part in (losses[:3], losses[-3:])
    )
    assert first == pytest.approx(1, abs=0.15)
    assert last < 0.6 * first


def test_what_is_shown_goes_from_noise_to_a_picture_and_changes_nothing(digits: Tensor) -> None:
    unwatched = lesson(digits)
    expected = [unwatched.step(), unwatched.step()]
    learning = lesson(digits)
    first = learning.step()
    shown = learning.show()
    assert {name: grid.shape for name, grid in shown.pictures.items()} == {
        "noisy": (1, 5, 28, 28),
        "guessed": (1, 5, 28, 28),
        "sampled": (2, 8, 28, 28),
    }
    real = ((digits[:, 0] + 1) * 127.5).round()
    nearest = (real - torch.from_numpy(shown.pictures["noisy"][0, 0])).abs().mean((1, 2)).min()
    assert nearest < 2  # at step 0 it is one of the pictures, all but unchanged
    assert [first, learning.step()] == expected


def test_samples_take_every_step_or_as_many_as_they_are_given(
    digits: Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    learning = lesson(digits)
    asked: list[int] = []
    monkeypatch.setattr(learning, "average", lambda x, t: (asked.append(int(t[0])), torch.zeros_like(x))[1])
    assert learning.samples(2).shape == (2, 1, 28, 28)
    assert asked == list(range(999, -1, -1))
    asked.clear()
    made = learning.strided_samples(2, 5)
    assert (made.shape, len(asked)) == ((2, 1, 28, 28), 5)
    assert made.abs().max() <= 1
