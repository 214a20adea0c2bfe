"""A lesson that somebody watches: commands in, snapshots out."""

import time
from collections import defaultdict
from collections.abc import Callable
from queue import Empty, Queue

from aipaint_desktop.training.lessons.lesson import Lesson
from aipaint_desktop.training.lessons.snapshot import Snapshot
from aipaint_desktop.values.refusal import BadInput

_COMMANDS = ("step", "run", "pause", "again")

_SECONDS = 1 / 3  # between two snapshots at least
_SHARE = 0.2  # of the time that goes into snapshots at most


class LiveLesson:
    """Teaches as somebody says, and tells how it goes. new: begins the lesson, and on `again` begins it once more.
    tell: is given each snapshot."""

    def __init__(self, new: Callable[[], Lesson], tell: Callable[[Snapshot], object]) -> None:
        self._new = new
        self._tell = tell
        self._begin()

    def _begin(self) -> None:
        self._lesson = self._new()
        self._steps, self._since = 0, 0
        self._losses: defaultdict[str, float] = defaultdict(float)
        self._tell_snapshot()

    def follow(self, commands: "Queue[str | None]") -> int:
        """Do what the commands say until None comes; returns how many steps there were since the last beginning.

        `step` is one step with a snapshot, `run` many with snapshots in between, until `pause`; `again` forgets all.
        Raises `BadInput` for any other.
        """
        running = False
        while (command := _next(commands, wait=not running)) is not None:
            match command:
                case "":
                    self._step()
                    if time.monotonic() >= self._next_snapshot:
                        self._tell_snapshot()
                case "step":
                    running = False
                    self._step()
                    self._tell_snapshot()
                case "run":
                    running = True
                case "pause":
                    running = False
                    if self._since:
                        self._tell_snapshot()
                case "again":
                    running = False
                    self._begin()
                case _:
                    raise BadInput(
                        "A lesson knows no command {0}: its commands are {1}.",
                        repr(command),
                        ", ".join(_COMMANDS),
                    )
        return self._steps

    def _step(self) -> None:
        for name, loss in self._lesson.step().items():
            self._losses[name] += loss
        self._steps += 1
        self._since += 1

    def _tell_snapshot(self) -> None:
        began = time.monotonic()
        shown = self._lesson.show()
        losses = {name: total / self._since for name, total in self._losses.items()}
        self._tell(Snapshot(self._steps, losses, shown.pictures, shown.verdicts))
        self._losses.clear()
        self._since = 0
        ended = time.monotonic()
        self._next_snapshot = ended + max(_SECONDS, (ended - began) * (1 - _SHARE) / _SHARE)


def _next(commands: "Queue[str | None]", wait: bool) -> str | None:
    """The next command; "" where there is none and nobody waits."""
    try:
        return commands.get(block=wait)
    except Empty:
        return ""
