"""Keeping Python's collector of garbage out of what it would spoil."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEVER = 2**31 - 1


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave garbage lying inside the block, on every thread."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def collect_only_young() -> None:
    """Collect by itself only what has not lain long: going through all takes tens of milliseconds, on whatever thread,
    while every other waits. Whoever calls this calls `collect` now and then, when nobody minds.

    What is there already, modules above all, is taken to live as long as the program.
    """
    gc.freeze()
    young, older, _ = gc.get_threshold()
    gc.set_threshold(young, older, _NEVER)


def collect() -> None:
    """Collect all garbage that lies about."""
    gc.collect()
