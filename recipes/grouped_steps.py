"""What training runs that take one group of pictures a thread have in common: their loop, and their learning rate.

One thread a group keeps the cores busy without a barrier in every operation.
"""

import math
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol

import torch


class Run(Protocol):
    """progress: 0 at the start, 1 when the time is used up. step, seconds: how many steps it took, and how long."""

    step: int
    seconds: float

    @property
    def progress(self) -> float: ...


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
    run: Run, groups: int, step: Callable[[ThreadPoolExecutor], dict[str, float]]
) -> Iterator[dict[str, float]]:
    """Take steps until the run's time is used up; yields the figures of each. step: is given the groups' threads."""
    with single_threads(groups) as pool:
        while run.progress < 1:
            started = time.perf_counter()
            figures = step(pool)
            run.step += 1
            run.seconds += time.perf_counter() - started
            yield figures


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
