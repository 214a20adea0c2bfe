"""Undo and redo: the states of something after each named step, as many as fit into memory."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True)
class _Step(Generic[S]):
    name: str
    state: S
    bytes: int
    join: object


class History(Generic[S]):
    """Keeps a line of immutable states with a current one.

    cost: for a state and its successor, the bytes that the former holds on top of the latter.
    limit: bytes that the undoable states may take together; the oldest go first, the current one never. Another
        limit holds from the next step on.
    """

    def __init__(self, name: str, state: S, cost: Callable[[S, S], int], limit: int) -> None:
        self._cost = cost
        self.limit = limit
        self._steps = [_Step(name, state, 0, None)]
        self._index = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Name what led to each state, oldest first; the first is the state everything began with."""
        return tuple(step.name for step in self._steps)

    @property
    def index(self) -> int:
        """Tell which of `names` is the current state."""
        return self._index

    @property
    def state(self) -> S:
        return self._steps[self._index].state

    @property
    def can_undo(self) -> bool:
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        return self._index + 1 < len(self._steps)

    @property
    def bytes(self) -> int:
        """Count what the states before the last take."""
        return sum(step.bytes for step in self._steps)

    def push(self, name: str, state: S, join: object = None) -> None:
        """Make this the current state, after the present one; what could be redone is gone.

        join: successive steps with the same value other than None, as from a slider, become one.
        """
        del self._steps[self._index + 1 :]
        if join is not None and self._steps[-1].join == join and len(self._steps) > 1:
            del self._steps[-1]
        before = self._steps[-1].state
        self._steps.append(_Step(name, state, self._cost(before, state), join))
        while self.bytes > self.limit and len(self._steps) > 1:
            del self._steps[0]
            self._steps[0] = replace(self._steps[0], bytes=0)
        self._index = len(self._steps) - 1

    def jump(self, index: int) -> S:
        """Make the state at `index` of `names` the current one. Raises `IndexError` where there is none."""
        if not 0 <= index < len(self._steps):
            raise IndexError(f"no step {index} in a history of {len(self._steps)}")
        self._index = index
        return self.state
