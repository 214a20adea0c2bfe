"""The loop and the learning rate of runs that take one group a thread."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
import torch

from recipes.grouped_steps import learning_rate, run_in_groups, single_threads


@dataclass
class _Run:
    step: int = 0
    seconds: float = 0.0
    progress: float = 0.0


def test_steps_are_taken_until_the_time_is_used_up_and_no_thread_is_left() -> None:
    run = _Run()

    def step(pool: ThreadPoolExecutor) -> dict[str, float]:
        assert list(pool.map(lambda _: torch.get_num_threads(), range(2))) == [1, 1]
        run.progress += 0.25
        return {"progress": run.progress}

    threads = set(threading.enumerate())
    assert [figures["progress"] for figures in run_in_groups(run, 2, step)] == [0.25, 0.5, 0.75, 1.0]
    assert run.step == 4
    assert run.seconds > 0
    assert set(threading.enumerate()) <= threads


def test_threads_begun_afterwards_compute_as_this_one_does() -> None:
    threads = torch.get_num_threads()
    with single_threads(2) as pool:
        assert list(pool.map(lambda _: torch.get_num_threads(), range(2))) == [1, 1]
    with ThreadPoolExecutor(1) as later:
        assert later.submit(torch.get_num_threads).result() == torch.get_num_threads() == threads


@pytest.mark.parametrize(
    ("step", "progress", "rate"),
    [(0, 0.0, 0.1), (4, 0.0, 0.5), (9, 0.0, 1.0), (50, 0.5, 0.6), (99, 1.0, 0.2)],
)
def test_the_rate_rises_and_then_falls_along_a_cosine(step: int, progress: float, rate: float) -> None:
    assert learning_rate(_Run(step, 0.0, progress), 1.0, 0.2, 10) == pytest.approx(rate)
