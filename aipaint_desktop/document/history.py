"""Undo and redo: the states of something after each named step, as many as fit into memory."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True, eq=False)
class Step(Generic[S]):
    """Says what led to a state: one undo takes it back."""

    name: str
    state: S
    join: object = None


class History(Generic[S]):
    """Keeps a line of immutable states with a current one.

    cost: for a state and its successor, the bytes that the former holds on top of the latter.
    limit: bytes that the undoable states may take together; the oldest go first, the current one never. Another
        limit holds from the next step on.
    bytes: what the states before the last take.
    """

    def __init__(self, name: str, state: S, cost: Callable[[S, S], int], limit: int) -> None:
        self._cost = cost
        self.limit = limit
        self.bytes = 0
        self._steps = [Step(name, state)]
        self._costs = [0]  # of each, what the state before it takes
        self._index = 0

    @property
    def steps(self) -> tuple[Step[S], ...]:
        """List what led to each state, oldest first; the first is the state everything began with. A step stays the
        same object as long as it is kept."""
        return tuple(self._steps)

    @property
    def names(self) -> tuple[str, ...]:
        """Name the steps."""
        return tuple(step.name for step in self._steps)

    @property
    def index(self) -> int:
        """Tell which of `steps` led to the current state."""
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

    def push(self, name: str, state: S, join: object = None) -> None:
        """Make this the current state, after the present one; what could be redone is gone.

        join: successive steps with the same value other than None, as from a slider, become one.
        """
        self._keep(self._index + 1)
        if join is not None and self._steps[-1].join == join and len(self._steps) > 1:
            self._keep(len(self._steps) - 1)
        cost = self._cost(self._steps[-1].state, state)
        self._steps.append(Step(name, state, join))
        self._costs.append(cost)
        self.bytes += cost
        self._forget_oldest()
        self._index = len(self._steps) - 1

    def jump(self, index: int) -> S:
        """Make the state at `index` of `steps` the current one. Raises `IndexError` where there is none."""
        if not 0 <= index < len(self._steps):
            raise IndexError(f"no step {index} in a history of {len(self._steps)}")
        self._index = index
        return self.state

    def _keep(self, count: int) -> None:
        """Drop all but the first steps."""
        self.bytes -= sum(self._costs[count:])
        del self._steps[count:], self._costs[count:]

    def _forget_oldest(self) -> None:
        gone = 0
        while self.bytes > self.limit and gone + 1 < len(self._steps):
            gone += 1
            self.bytes -= self._costs[gone]
        if gone:
            del self._steps[:gone], self._costs[:gone]
            self._costs[0] = 0
