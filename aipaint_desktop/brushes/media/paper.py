"""Papers and canvases: noise that repeats without a seam, in which paint settles and on which it catches."""

from enum import Enum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.grain import paper_tooth
from aipaint_desktop.values.geometry import Rect

_SIDE = 512
_CATCH = 0.3  # over which heights a bristle begins to catch

Floats = NDArray[np.float32]


class Sheet(Enum):
    """What differs from place to place, by the size of its features in pixels: smallest and largest."""

    TOOTH = (2, 4)
    UNEVEN = (6, 16)
    FINGERS = (16, 50)
    CLOUDS = (50, 200)


def heights(sheet: Sheet, rect: Rect) -> Floats:
    """Give the heights under a rectangle, evenly spread over 0 to 1: (height, width), not to be written to."""
    field = _field(sheet)
    top, left = rect.top % _SIDE, rect.left % _SIDE
    if rect.height <= _SIDE and rect.width <= _SIDE:
        return field[top : top + rect.height, left : left + rect.width]
    rows, columns = (np.arange(count) % _SIDE for count in (top + rect.height, left + rect.width))
    return field[rows[top:, None], columns[None, left:]]


def caught(thickness: Floats, rect: Rect, where: NDArray[np.intp], sheet: Sheet) -> Floats:
    """Tell how far paint of a thickness, 0 to 1, gets into the tooth: only onto its peaks where it is thin.

    where: which pixels of the rectangle, row by row; thickness is given for each of them.
    """
    caught = thickness * np.float32(1 + _CATCH)
    caught -= 1 - heights(sheet, rect).reshape(-1)[where]
    caught *= np.float32(1 / _CATCH)
    return np.clip(caught, 0, 1, out=caught)


@cache
def _field(sheet: Sheet) -> Floats:
    if sheet is Sheet.TOOTH:
        return np.tile(paper_tooth(), (2, 2))
    small, large = sheet.value
    noise = np.random.default_rng(small).standard_normal((_SIDE, _SIDE))
    fy, fx = np.fft.fftfreq(_SIDE)[:, None], np.fft.rfftfreq(_SIDE)[None, :]
    frequency = np.hypot(fx, fy)
    band = np.exp(-((frequency * small) ** 2)) - np.exp(-((frequency * large) ** 2))
    made = np.fft.irfft2(np.fft.rfft2(noise) * band, (_SIDE, _SIDE))
    ranks = np.empty(_SIDE * _SIDE, np.float32)
    ranks[np.argsort(made, axis=None)] = np.linspace(0, 1, _SIDE * _SIDE, dtype=np.float32)
    return np.tile(ranks.reshape(_SIDE, _SIDE), (2, 2))
