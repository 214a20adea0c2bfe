"""Models in memory: one of each for all engines of a process, let go when nobody has used them for a while."""

import threading
import time
import weakref
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

UNUSED_SECONDS = 300.0
"""Loading a model anew takes a second or less: that may be waited for after minutes, not between two paintings."""

T = TypeVar("T")


class LoadedModels:
    """Whoever makes engines gives all of them one of these. Any thread may use it.

    What is let go stays in memory as long as somebody runs it, and whoever asks for it meanwhile gets the same.
    unused_seconds: how long a model is kept after it was asked for last.
    """

    def __init__(
        self, unused_seconds: float = UNUSED_SECONDS, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._unused_seconds = unused_seconds
        self._now = now
        self._alive: weakref.WeakValueDictionary[Hashable, Any] = weakref.WeakValueDictionary()
        self._kept: dict[Hashable, Any] = {}
        self._asked: dict[Hashable, float] = {}
        self._lock = threading.RLock()  # a model is loaded once, and loading it may ask for its parts

    def get(self, name: Hashable, load: Callable[[], T]) -> T:
        """Give the model of a name, loaded where it is not in memory, and keep it. load: may raise `BadInput`."""
        with self._lock:
            model = self.share(name, load)
            self._kept[name], self._asked[name] = model, self._now()
            return model

    def share(self, name: Hashable, load: Callable[[], T]) -> T:
        """Give a part of models, loaded where it is not in memory; it lives as long as one of those does."""
        with self._lock:
            model = self._alive.get(name)
            if model is None:
                model = self._alive[name] = load()
            return cast(T, model)

    def holds(self, which: Callable[[Hashable], bool]) -> bool:
        """Tell whether a model is in memory whose name is one of these. It waits for no model that is being loaded."""
        return any(which(name) for name in list(self._kept))

    def let_go_of_all(self) -> None:
        """Let go of everything, because memory is wanted; what somebody runs stays as long as that takes."""
        with self._lock:
            self._kept.clear()
            self._asked.clear()

    def let_go(self) -> bool:
        """Let go of models that nobody has asked for for a while and nobody runs; returns whether there were any."""
        with self._lock:
            before = self._now() - self._unused_seconds
            old = [name for name, asked in self._asked.items() if asked <= before]
            for name in old:
                del self._kept[name], self._asked[name]
            for name in old:
                if (running := self._alive.get(name)) is not None:  # by somebody else
                    self._kept[name], self._asked[name] = running, self._now()
            return any(name not in self._kept for name in old)
