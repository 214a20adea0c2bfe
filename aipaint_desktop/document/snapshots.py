"""States of a document that the artist keeps by a name, whatever becomes of the history."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from aipaint_desktop.document.listeners import Listeners
from aipaint_desktop.document.state import State, bytes_to_undo


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Keeps a state under a name."""

    name: str
    state: State


class Snapshots:
    """Holds the snapshots of one document, oldest first. They are kept until they are removed.

    changed: called after one has come, gone or got another name.
    """

    def __init__(self) -> None:
        self._kept: list[Snapshot] = []
        self.changed: Listeners[[]] = Listeners()

    def keep(self, name: str, state: State) -> Snapshot:
        """Keep a state."""
        snapshot = Snapshot(name, state)
        self._set([*self._kept, snapshot])
        return snapshot

    def remove(self, snapshot: Snapshot) -> None:
        """Let go of one. Raises `ValueError` where it is not among them."""
        self._kept.index(snapshot)
        self._set([kept for kept in self._kept if kept is not snapshot])

    def rename(self, snapshot: Snapshot, name: str) -> None:
        """Give one another name. Raises `ValueError` where it is not among them."""
        place = self._kept.index(snapshot)
        self._set([*self._kept[:place], Snapshot(name, snapshot.state), *self._kept[place + 1 :]])

    def bytes_beyond(self, state: State) -> int:
        """Count what they hold in memory on top of a state, each of what several hold once."""
        states = [*(kept.state for kept in self._kept), state]
        return sum(bytes_to_undo(before, after) for before, after in pairwise(states))

    def _set(self, kept: list[Snapshot]) -> None:
        self._kept = kept
        self.changed.notify()

    def __getitem__(self, index: int) -> Snapshot:
        return self._kept[index]

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Snapshot]:
        return iter(self._kept)
