"""Pictures that a brush stamps, and which of several is stamped."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.brushes.stored_picture import LONGEST_SIDE, StoredPicture

_MOST_LEVELS = 512  # that are kept

Coverage = NDArray[np.float32]


class Tip(StoredPicture):
    """Knows a picture of coverage; white covers. Dabs larger than it is kept are soft."""

    KIND = "tip"

    def level(self, side: float) -> Coverage:
        """Give it at the smallest size, of halves of it, that is no smaller than a side in px: a square, 0 to 1, with
        a border of nothing. Not to be written to."""
        wanted = 8
        while wanted < min(side, LONGEST_SIDE):
            wanted *= 2
        return _level(self, wanted)


class Chooser(StrEnum):
    """What chooses one of several tips.

    TURN takes one after the other. DIRECTION, of the stroke, goes clockwise, the first tip upwards; the others go from
    the first tip to the last: TILT_X from leaning left to right, TILT_Y from leaning away to towards the artist.
    """

    TURN = "turn"
    CHANCE = "chance"
    DIRECTION = "direction"
    PRESSURE = "pressure"
    SPEED = "speed"
    TILT_X = "tilt x"
    TILT_Y = "tilt y"


@dataclass(frozen=True)
class Choice:
    """Tells how one of several tips is chosen: as in a table of so many rows, one after the other."""

    count: int
    by: Chooser = Chooser.CHANCE


@lru_cache(_MOST_LEVELS)
def _level(tip: Tip, wanted: int) -> Coverage:
    level = _square(tip)
    while level.shape[0] > wanted:
        side = level.shape[0] // 2
        level = level.reshape(side, 2, side, 2).mean(axis=(1, 3), dtype=np.float32)
    return level


def _square(tip: Tip) -> Coverage:
    """The picture in the middle of a square whose side is a power of two."""
    grey = Image.fromarray(tip.picture)
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
