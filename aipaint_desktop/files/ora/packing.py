"""PNGs on their way into an archive: packed by several threads, and again only where they have changed."""

import os
from collections import deque
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.files.ora.png import Band, pack

_MOST_THREADS = 4
_AHEAD = 3  # bands for each thread
_MOST_KEPT = 96 * 2**20  # bytes of packed bands, for the next time


@dataclass(frozen=True)
class BandSource:
    """Says what is in a band. key: the same for the same pixels of the same `kept`, for as long as that lives.

    pixels: makes them, (rows, W) or (rows, W, channels); on any thread.
    """

    key: Hashable
    kept: object
    pixels: Callable[[], NDArray[np.uint8]]


@dataclass(frozen=True)
class Sheet:
    """Says what is in a PNG. channels: 1, 3 or 4. bands: from the top, `png.ROWS` rows each but the last. icc: the
    profile of its colours, b"" for sRGB."""

    entry: str
    width: int
    height: int
    channels: int
    bands: Sequence[BandSource]
    icc: bytes = b""


class Packing:
    """Packs bands, and knows those that it packed the last time."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[object, Band]] = {}

    def bands(self, sheets: Iterable[Sheet]) -> Generator[Band]:
        """Give the bands of all sheets, one after the other. What making one of them raises is raised here; no thread
        is left at the end."""
        known, self._known = self._known, {}
        with several_threads() as pool:
            pending: deque[tuple[BandSource, Band | Future[Band]]] = deque()
            room = _MOST_KEPT

            def first() -> Band:
                nonlocal room
                source, answer = pending.popleft()
                band = answer if isinstance(answer, Band) else answer.result()
                # What is only stored is as quickly stored again, and would be in memory twice.
                if band.packed and source.key not in self._known and len(band.chunk) <= room:
                    room -= len(band.chunk)
                    self._known[source.key] = source.kept, band
                return band

            for sheet in sheets:
                for source in sheet.bands:
                    there = known.get(source.key) or self._known.get(source.key)
                    pending.append((source, there[1] if there else pool.submit(_packed, source)))
                    if len(pending) > _AHEAD * _MOST_THREADS:
                        yield first()
            while pending:
                yield first()


def _packed(source: BandSource) -> Band:
    return pack(source.pixels())


@contextmanager
def several_threads() -> Iterator[ThreadPoolExecutor]:
    """Give a few threads for work that lets go of the interpreter; at the end what has not begun is left undone."""
    pool = ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1), "ora")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
