"""Papers and canvases: noise in which paint settles and on which it catches."""

from enum import Enum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.grain import paper_tooth
from aipaint_desktop.brushes.noise import doubled, noise, part_of
from aipaint_desktop.brushes.surfaces.surface import Period
from aipaint_desktop.values.geometry import Rect

CATCH = 0.5
"""Over which heights a bristle begins to catch: where it is less, single pixels are seen."""

Floats = NDArray[np.float32]


class Sheet(Enum):
    """What differs from place to place, by the size of its features in pixels: smallest and largest."""

    TOOTH = (2, 4)
    UNEVEN = (6, 16)
    FINGERS = (16, 50)
    CLOUDS = (50, 200)


def heights(sheet: Sheet, rect: Rect, period: Period | None = None) -> Floats:
    """Give the heights under a rectangle, evenly spread over 0 to 1: (height, width), not to be written to.

    period: after how many pixels, across and down, the paper repeats, where a canvas does.
    """
    return part_of(_field(sheet), rect, period)


def caught(
    thickness: Floats, rect: Rect, where: NDArray[np.intp], sheet: Sheet, period: Period | None = None
) -> Floats:
    """Tell how far paint of a thickness, 0 to 1, gets into the tooth: only onto its peaks where it is thin.

    period: as of `heights`. where: which pixels of the rectangle, row by row; thickness is given for each of them.
    """
    caught = thickness * np.float32(1 + CATCH)
    caught -= 1 - heights(sheet, rect, period).reshape(-1)[where]
    caught *= np.float32(1 / CATCH)
    return np.clip(caught, 0, 1, out=caught)


@cache
def _field(sheet: Sheet) -> Floats:
    if sheet is Sheet.TOOTH:
        return doubled(paper_tooth())
    small, large = sheet.value
    return doubled(noise(small, lambda at: np.exp(-((at * small) ** 2)) - np.exp(-((at * large) ** 2))))
