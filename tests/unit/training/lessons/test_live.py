"""Commands in, snapshots out."""

import time
from collections.abc import Callable
from queue import Queue

import numpy as np
import pytest
from torch import Tensor

from aipaint_desktop.training.lessons.lesson import Demonstration
from aipaint_desktop.training.lessons.live import LiveLesson
from aipaint_desktop.training.lessons.snapshot import Snapshot
from aipaint_desktop.values.refusal import BadInput


class CountingLesson:
    """Its loss is the number of the step."""

    def __init__(self, after_step: Callable[[int], object] = lambda _step: None) -> None:
        self.steps = 0
        self._after_step = after_step

    def step(self) -> dict[str, float]:
        self.steps += 1
        self._after_step(self.steps)
        return {"loss": float(self.steps)}

    def show(self) -> Demonstration:
        return Demonstration({"made": np.zeros((1, 1, 28, 28), np.uint8)})

    def samples(self, count: int, check: Callable[[], None] = lambda: None) -> Tensor:
        raise NotImplementedError


def told(lesson: Callable[[], CountingLesson], *commands: str | None) -> list[Snapshot]:
    snapshots: list[Snapshot] = []
    queue: Queue[str | None] = Queue()
    for command in commands:
        queue.put(command)
    LiveLesson(lesson, snapshots.append).follow(queue)
    return snapshots


def test_each_step_is_shown_and_again_forgets() -> None:
    snapshots = told(CountingLesson, "step", "step", "again", "step", None)
    assert [snapshot.step for snapshot in snapshots] == [0, 1, 2, 0, 1]
    assert [dict(snapshot.losses) for snapshot in snapshots] == [
        {},
        {"loss": 1},
        {"loss": 2},
        {},
        {"loss": 1},
    ]


def test_a_run_goes_on_until_the_pause_and_tells_mean_losses() -> None:
    commands: Queue[str | None] = Queue()

    def after_step(step: int) -> None:
        if step == 50:
            commands.put("pause")
            commands.put("step")
            commands.put(None)

    snapshots: list[Snapshot] = []
    commands.put("run")
    steps = LiveLesson(lambda: CountingLesson(after_step), snapshots.append).follow(commands)
    assert steps == 51
    assert [snapshot.step for snapshot in snapshots] == [0, 50, 51]  # 50 such steps take no third of a second
    assert snapshots[1].losses == {"loss": 25.5}


@pytest.mark.parametrize(("seconds", "most"), [(0.01, 30), (0.5, 5)])
def test_snapshots_are_rare_and_take_a_small_share_of_the_time(
    monkeypatch: pytest.MonkeyPatch, seconds: float, most: int
) -> None:
    """seconds: that a snapshot takes; a step takes 0.1, and there are a hundred."""
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    commands: Queue[str | None] = Queue()

    class Slow(CountingLesson):
        def step(self) -> dict[str, float]:
            nonlocal now
            now += 0.1
            if self.steps == 99:
                commands.put(None)
            return super().step()

        def show(self) -> Demonstration:
            nonlocal now
            now += seconds
            return super().show()

    snapshots: list[Snapshot] = []
    commands.put("run")
    LiveLesson(Slow, snapshots.append).follow(commands)
    assert 3 <= len(snapshots) <= most


def test_another_command_is_refused() -> None:
    with pytest.raises(BadInput, match="no command 'jump'"):
        told(CountingLesson, "jump", None)
