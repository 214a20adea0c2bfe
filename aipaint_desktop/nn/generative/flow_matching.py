"""Diffusion along straight lines: how pictures become noise, what the network learns, and how noise becomes pictures.

A standardised picture x and noise n mix as x_t = (1 − t)·x + t·n (flow matching, Lipman et al. 2023; rectified
flow, Liu et al. 2023); it is Ho et al.'s forward process on another clock. The network estimates the velocity
n − x, from which follow the clean picture x_t − t·v and the noise x_t + (1 − t)·v. Sampling is DPM-Solver++(2M)
of Lu et al. 2022, with classifier-free guidance (Ho & Salimans 2022) away from a negative condition.
"""

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from aipaint_desktop.nn.generative.unet import Condition, UNet

SPREAD = 0.5  # standard deviation of pixels in −1..1, about the same for paintings and photographs
GUIDED_ABOVE = 0.1  # noise level below which guidance only costs time and variety (Kynkäänniemi et al. 2024)
MANNER_BELOW = 0.87  # noise level below which the manner of painting shows


def standardised(picture: Tensor) -> Tensor:
    """Bring a picture in −1..1 to the scale that the network sees, of unit variance."""
    return picture / SPREAD


def as_picture(standard: Tensor) -> Tensor:
    """Bring a standardised picture back within −1..1."""
    return (standard * SPREAD).clamp(-1, 1)


def mix(clean: Tensor, noise: Tensor, t: Tensor) -> Tensor:
    """Mix clean and noise (N, 3, H, W) at noise levels t (N,): 0 is clean, 1 noise alone."""
    share = t.view(-1, 1, 1, 1)
    return torch.lerp(clean, noise, share)


def noise_levels(count: int, mean: float, deviation: float, generator: torch.Generator) -> Tensor:
    """Draw noise levels (count,) to train on: logit-normal (Esser et al. 2024), one from each of `count` equal strata
    of the distribution, so that every batch sees all of them."""
    strata = (torch.arange(count) + torch.rand(count, generator=generator)) / count
    return torch.sigmoid(mean + deviation * torch.special.ndtri(strata.clamp(1e-5, 1 - 1e-5)))


def velocity_loss(network: UNet, clean: Tensor, condition: Condition, t: Tensor, noise: Tensor) -> Tensor:
    """Measure the mean squared error of the velocity that a network estimates, (N,); clean: standardised pictures (N,
    3, H, W)."""
    return velocity_error(network(mix(clean, noise, t), t, condition), clean, noise)


def velocity_error(estimate: Tensor, clean: Tensor, noise: Tensor) -> Tensor:
    """Measure the mean squared error of an estimated velocity between standardised pictures and noise, all (N, 3, H,
    W): (N,)."""
    return (estimate - (noise - clean)).square().mean((1, 2, 3))


@dataclass(frozen=True)
class Step:
    """One step of sampling.

    t: noise level after the step, 0 at last. clean: the pictures (N, 3, H, W) in −1..1 that the network has in mind.
    noisy: where sampling has come to, standardised pictures at level t.
    To go on from here with other words or another seed, sample with `start=clean` from level t.
    """

    step: int
    steps: int
    t: float
    clean: Tensor
    noisy: Tensor


def sample(
    network: UNet,
    condition: Condition,
    noise: Tensor,
    levels: Sequence[float],
    guidance: float = 3.0,
    negative: Condition | None = None,
    start: Tensor | None = None,
    mask: Tensor | None = None,
    judged_below: float = 0.0,
    first: Tensor | None = None,
    manner: Condition | None = None,
    check: Callable[[], None] = lambda: None,
) -> Iterator[Step]:
    """Make pictures out of noise, one Step after each evaluation of the network.

    noise: (N, 3, H, W), standard normal, sides multiples of 8. condition: of N pictures. levels: noise levels to go
    through, falling, the last one 0 (`noise_schedule`). guidance: 1 follows the words as far as the training pictures
    did, more exaggerates. negative: what to stay away from, its mean colours among it; by default from any picture at
    all, while the mean colours stay as they are without guidance.
    start: pictures (N or 1, 3, H, W) in −1..1 to begin with, noised to the first level. mask: (N or 1, 1, H, W), 1
    where to paint; elsewhere `start` stays. judged_below: the level below which a discriminator has judged the
    network's ideas (`recipes.composer.refinement`): there they are whole pictures and no means, which neither guidance
    nor steps of second order need improve. first: pictures (N, 3, H, W) in about −1..1, taken for the network's idea at
    level 1, where there is only noise to see. manner: what is asked for below `MANNER_BELOW`, by default the same: with
    movements and painters that nobody asked for (`nn.composer.painting_prior`), which shall not decide what is there.
    check: called before each step, may raise to end the sampling.
    """
    given = torch.zeros_like(noise) if start is None else standardised(start).expand_as(noise)
    x = torch.lerp(given, noise, levels[0])
    previous: tuple[Tensor, float] | None = None
    for index, (t, next_t) in enumerate(itertools.pairwise(levels), 1):
        check()
        strength = guidance if t > max(GUIDED_ABOVE, judged_below) else 1.0
        if t == 1 and first is not None:
            clean = standardised(first.clamp(-1, 1))
        else:
            asked = manner if manner is not None and t < MANNER_BELOW else condition
            clean = standardised(as_picture(x - t * _velocity(network, x, t, asked, negative, strength)))
        if mask is not None:
            clean = torch.lerp(given, clean, mask)
        if t <= judged_below:
            previous = None
        x, previous = _solver_step(x, clean, t, next_t, previous)
        if mask is not None:
            x = torch.lerp(torch.lerp(given, noise, next_t), x, mask)
        yield Step(index, len(levels) - 1, next_t, as_picture(clean), x)


@torch.no_grad()
def _velocity(
    network: UNet, x: Tensor, t: float, condition: Condition, negative: Condition | None, guidance: float
) -> Tensor:
    levels = x.new_full((len(x),), t)
    if guidance == 1:
        velocity: Tensor = network(x, levels, condition)
        return velocity
    away = negative or Condition.nothing(len(x)).to(x.device)
    both: Tensor = network(x.repeat(2, 1, 1, 1), levels.repeat(2), condition.join(away))
    wanted, unwanted = both.chunk(2)
    guided = torch.lerp(unwanted, wanted, guidance)
    if negative is None:  # the mean colour is not exaggerated, or nights would be black
        guided += (wanted - guided).mean((2, 3), keepdim=True)
    return guided


def _solver_step(
    x: Tensor, clean: Tensor, t: float, next_t: float, previous: tuple[Tensor, float] | None
) -> tuple[Tensor, tuple[Tensor, float]]:
    """DPM-Solver++(2M): from t to next_t along the line through this estimate and the previous one, which is kept as
    (estimate, logarithm of the signal-to-noise ratio). The first step and the last are of first order."""
    here = _log_ratio(t)
    estimate = clean
    if previous is not None and next_t > 0 and math.isfinite(previous[1]):
        width = _log_ratio(next_t) - here
        estimate = clean + (clean - previous[0]) * (width / (2 * (here - previous[1])))
    if next_t == 0:
        return clean, (clean, here)
    x = next_t / t * x + (1 - next_t - next_t / t * (1 - t)) * estimate
    return x, (clean, here)


def _log_ratio(t: float) -> float:
    return math.log((1 - t) / t) if t < 1 else -math.inf
