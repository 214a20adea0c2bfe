"""What training runs that take one group of pictures a thread have in common: their loop, and their learning rate.

One thread a group keeps the cores busy without a barrier in every operation. An accelerator, whose every operation is
as wide as it is, takes them in turn.
"""

import math
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

import numpy as np
import torch

from aipaint_desktop.engines.base.engine import Device

T = TypeVar("T")


class Run(Protocol):
    """progress: 0 at the start, 1 when the time is used up. step, seconds: how many steps it took, and how long."""

    step: int
    seconds: float

    @property
    def progress(self) -> float: ...


class Workers(Protocol):
    """What computes the groups of a step: a pool of threads, or this one."""

    def map(self, function: Callable[..., T], /, *groups: Iterable[Any]) -> Iterator[T]: ...


class _ThisThread:
    """Takes one group after the other."""

    def map(self, function: Callable[..., T], /, *groups: Iterable[Any]) -> Iterator[T]:
        return map(function, *groups)


@contextmanager
def workers(count: int, device: Device) -> Iterator[Workers]:
    """Give so many threads that each compute alone, or this thread where an accelerator computes."""
    if device.kind != "cpu":
        yield _ThisThread()
        return
    with single_threads(count) as pool:
        yield pool


@contextmanager
def single_threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """Give a pool of so many threads that each compute alone.

    torch takes the number last set by any thread for all threads begun afterwards, which would then compute in other
    sums, and so to other last bits, than this one: it is set back in the end.
    """
    threads = torch.get_num_threads()
    try:
        with ThreadPoolExecutor(count, initializer=_compute_alone) as pool:
            yield pool
    finally:
        torch.set_num_threads(threads)


def _compute_alone() -> None:
    """Keep this thread's operations to itself."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)


def run_in_groups(
    run: Run,
    groups: int,
    step: Callable[[Workers], dict[str, float]],
    device: Device = Device("cpu"),  # noqa: B008
) -> Iterator[dict[str, float]]:
    """Take steps until the run's time is used up; yields the figures of each. step: is given the groups' workers."""
    with workers(groups, device) as pool:
        while run.progress < 1:
            started = time.perf_counter()
            figures = step(pool)
            run.step += 1
            run.seconds += time.perf_counter() - started
            yield figures


def random_of_step(seed: int, step: int) -> np.random.Generator:
    """Draw a step's random numbers by the seed and its number alone, torch's own as well, so that a run that goes on
    draws what it would have drawn."""
    random = np.random.default_rng((seed, step))
    torch.manual_seed(int(random.integers(2**62)))
    return random


def learning_rate(run: Run, first: float, last: float, warm_up: int) -> float:
    """From 0 to the first rate in so many steps, then along a cosine to the last one."""
    cosine = (1 + math.cos(math.pi * run.progress)) / 2
    return (last + (first - last) * cosine) * min(1.0, (run.step + 1) / warm_up)


def set_rate(optimiser: torch.optim.Optimizer, rate: float) -> None:
    """Let the optimiser learn at this rate from now on."""
    for group in optimiser.param_groups:
        group["lr"] = rate


def descend(network: torch.nn.Module, optimiser: torch.optim.Optimizer, largest: float) -> float:
    """One step of the optimiser, unless the gradient is not finite, whose norm is kept within `largest`; returns what
    it was."""
    norm = torch.nn.utils.clip_grad_norm_(network.parameters(), largest)
    if torch.isfinite(norm):
        optimiser.step()
    return norm.item()
