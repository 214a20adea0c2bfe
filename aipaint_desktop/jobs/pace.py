"""How often the worker may show a frame."""

import threading
import time


class Pace:
    """Lets at most `rate` frames a second through, and none while the window has yet to take the last one.

    `admits` is for the worker's thread, `arrived` for the window's.
    """

    def __init__(self, rate: float = 15.0) -> None:
        self._interval = 1.0 / rate
        self._next = 0.0
        self._taken = threading.Event()
        self._taken.set()

    def admits(self, *, always: bool = False) -> bool:
        """Tell whether a frame may be sent now; if so, it counts as sent. always: send it in any case."""
        now = time.monotonic()
        if not always and (now < self._next or not self._taken.is_set()):
            return False
        self._next = now + self._interval
        self._taken.clear()
        return True

    def arrived(self) -> None:
        """Note that the window has taken the frame: the next one may come."""
        self._taken.set()
