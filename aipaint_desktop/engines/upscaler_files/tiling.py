"""How a large picture is cut into tiles that overlap, and how these are laid together without seams."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OVERLAP = 48
"""px of the picture that neighbours have in common: each sees that much around what is kept of it."""


@dataclass(frozen=True)
class Span:
    """One tile along a side: first and last px, exclusive, and whether it has a neighbour before and behind."""

    start: int
    stop: int
    before: bool
    behind: bool

    def shares(self, scale: int) -> NDArray[np.float32]:
        """Tell what each px of the enlarged tile counts: nothing in the outer third of an overlap, all in the inner
        third, and in between more and more, so that shares of neighbours add up to 1."""
        length, overlap = (self.stop - self.start) * scale, OVERLAP * scale
        place = np.arange(length, dtype=np.float32) + 0.5
        ramp = np.ones(length, np.float32)
        if self.before:
            ramp = np.minimum(ramp, np.clip(3 * place / overlap - 1, 0, 1))
        if self.behind:
            ramp = np.minimum(ramp, np.clip(3 * (length - place) / overlap - 1, 0, 1))
        return ramp


def spans(length: int, most: int, cell: int) -> list[Span]:
    """Split a side into tiles that overlap by `OVERLAP` px, none longer than about `most` px, which begin at multiples
    of `cell` px; a side that is no longer than `most` is one tile."""
    if length <= most:
        return [Span(0, length, before=False, behind=False)]
    step = max(cell, (most - OVERLAP) // cell * cell - cell)
    count = math.ceil((length - OVERLAP) / step)
    starts = [(length - OVERLAP) * number // (count * cell) * cell for number in range(count)]
    stops = [*(start + OVERLAP for start in starts[1:]), length]
    return [
        Span(start, stop, before=number > 0, behind=number < count - 1)
        for number, (start, stop) in enumerate(zip(starts, stops, strict=True))
    ]
