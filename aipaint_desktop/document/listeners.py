"""Telling others of a change without knowing them."""

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Listeners(Generic[P]):
    """Tells callables of something, in the order in which they were added."""

    def __init__(self) -> None:
        self._callables: list[Callable[P, None]] = []

    def add(self, listener: Callable[P, None]) -> Callable[[], None]:
        """Add a listener; returns what removes it again."""
        self._callables.append(listener)
        return lambda: self._callables.remove(listener)

    def notify(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for listener in tuple(self._callables):
            listener(*args, **kwargs)
