"""What the lessons have in common: one step of training, what there is to see, and samples."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import torch
from torch import Tensor

from aipaint_desktop.training.lessons.snapshot import SIDE, Grid

SmallPictures: TypeAlias = Tensor
"""(N, 1, 28, 28) in −1..1."""


@dataclass(frozen=True, eq=False)
class Demonstration:
    """The pictures and verdicts of a `Snapshot`."""

    pictures: Mapping[str, Grid]
    verdicts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


class Lesson(Protocol):
    """A model that is being trained. What is random comes from torch's own generator."""

    def step(self) -> dict[str, float]:
        """Learn from one batch; returns the losses by name."""
        ...

    def show(self) -> Demonstration:
        """Show what the model makes at this moment of what is always the same, without any random number."""
        ...

    def samples(self, count: int, check: Callable[[], None] = lambda: None) -> Tensor:
        """Make new pictures (count, 1, 28, 28) in −1..1, on the CPU. check: called between steps, may raise."""
        ...


def draw_batch(pictures: Tensor, count: int) -> Tensor:
    """Draw `count` of the pictures (N, 1, 28, 28), at random."""
    return pictures[torch.randint(len(pictures), (count,))]


def in_grid(pictures: Tensor, columns: int) -> Grid:
    """Lay pictures (N, 1, 28, 28) in −1..1, N a multiple of columns, out in rows as greys."""
    greys = ((pictures.float() + 1) * 127.5).round().clamp(0, 255).byte().cpu().numpy()
    return greys.reshape(-1, columns, SIDE, SIDE)
