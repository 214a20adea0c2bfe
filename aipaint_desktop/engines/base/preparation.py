"""What takes its time before a request is there."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aipaint_desktop.values.refusal import Sentence

_TOLD_EVERY = 0.1  # seconds


def _nothing() -> None:
    pass


def _nobody(_doing: Sentence, _share: float) -> None:
    pass


@dataclass
class Preparation:
    """Lets who asked for a request stop its making, and see how far it is.

    check: may raise to stop. told: called with what is being done and how much of it is done, 0 to 1, some times a
    second, on the thread that does it.
    """

    check: Callable[[], None] = _nothing
    told: Callable[[Sentence, float], None] = _nobody
    _last: float = field(default=0.0, init=False)

    def tell(self, doing: Sentence, share: float) -> None:
        """Tell how far it is, unless that was told a moment ago."""
        now = time.monotonic()
        if now - self._last >= _TOLD_EVERY:
            self._last = now
            self.told(doing, share)
