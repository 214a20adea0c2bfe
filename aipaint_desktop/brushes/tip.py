"""A picture that a brush stamps."""

from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONGEST_SIDE = 512
"""px a side of a tip at which it is kept: larger dabs of it are soft."""

Coverage = NDArray[np.float32]


class Tip:
    """Knows a picture of coverage, read when it is first needed. Two are the same only if they are one object."""

    def __init__(self, name: str, source: Path | NDArray[np.uint8]) -> None:
        """source: a grey picture, or (H, W) uint8; white covers."""
        self.name = name
        self._source = source

    def level(self, side: float) -> Coverage:
        """Give it at the smallest size, of halves of it, that is no smaller than a side in px: a square, 0 to 1, with
        a border of nothing."""
        levels = self._levels
        place = 0
        while place + 1 < len(levels) and levels[place + 1].shape[0] >= side:
            place += 1
        return levels[place]

    @cached_property
    def _levels(self) -> list[Coverage]:
        levels = [self._square()]
        while levels[-1].shape[0] >= 16:
            larger = levels[-1]
            side = larger.shape[0] // 2
            levels.append(larger.reshape(side, 2, side, 2).mean(axis=(1, 3), dtype=np.float32))
        return levels

    def _square(self) -> Coverage:
        """The picture in the middle of a square whose side is a power of two."""
        if isinstance(self._source, Path):
            with Image.open(self._source) as picture:
                grey = picture.convert("L")
        else:
            grey = Image.fromarray(self._source)
        side = 16
        while side < min(LONGEST_SIDE, max(grey.size)):
            side *= 2
        share = (side - 2) / max(grey.size)
        size = max(1, round(grey.width * share)), max(1, round(grey.height * share))
        fitted = np.asarray(grey.resize(size, Image.Resampling.LANCZOS))
        square = np.zeros((side, side), np.float32)
        top, left = (side - fitted.shape[0]) // 2, (side - fitted.shape[1]) // 2
        square[top : top + fitted.shape[0], left : left + fitted.shape[1]] = fitted * np.float32(1 / 255)
        return square

    def __repr__(self) -> str:
        return f"Tip({self.name!r})"
