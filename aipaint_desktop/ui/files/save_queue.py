"""Saving off the window's thread: one file after the other, in the order in which it was asked for."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from aipaint_desktop.jobs.background import Background
from aipaint_desktop.values.refusal import Sentence


@dataclass(frozen=True)
class Save:
    """Says how to save. write: does it, on another thread, and returns what the file cannot hold; may raise. done:
    called here with that. failed: instead, with why."""

    write: Callable[[], tuple[Sentence, ...]]
    done: Callable[[tuple[Sentence, ...]], None]
    failed: Callable[[Sentence], None]


class SaveQueue:
    """Runs saves on a background. One that fails does not stop those behind it."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._waiting: deque[Save] = deque()
        self._running: Save | None = None
        self._afterwards: list[Callable[[], object]] = []

    @property
    def busy(self) -> bool:
        return self._running is not None

    def add(self, save: Save) -> None:
        self._waiting.append(save)
        if self._running is None:
            self._next()

    def afterwards(self, act: Callable[[], object]) -> None:
        """Call this once nothing is being saved any more, unless a save fails before."""
        self._afterwards.append(act)

    def _next(self) -> None:
        self._running = save = self._waiting.popleft() if self._waiting else None
        if save is not None:
            self._background.run(
                save.write,
                lambda unkept: self._end(save, lambda: save.done(unkept)),
                lambda why: self._end(save, lambda: self._fail(save, why)),
            )
            return
        acts, self._afterwards = self._afterwards, []
        for act in acts:
            act()

    def _end(self, save: Save, tell: Callable[[], None]) -> None:
        """Once for each save, and once more should `tell` raise, to tell of that."""
        first = save is self._running
        try:
            tell()
        finally:
            if first:
                self._next()

    def _fail(self, save: Save, why: Sentence) -> None:
        self._afterwards.clear()
        save.failed(why)
