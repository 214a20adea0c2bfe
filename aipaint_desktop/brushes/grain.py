"""The tooth of the paper that a dry brush or a pencil catches on."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.kernels import native
from aipaint_desktop.values.geometry import Rect

_SIDE = 512
_SOFTNESS = 0.7


@cache
def paper_tooth() -> NDArray[np.float32]:
    """Make the heights of a sheet of paper that repeats without a seam, (512, 512), evenly spread over 0 to 1.

    White noise of a fixed seed, band-passed to features of about 2 to 4 px.
    """
    noise = np.random.default_rng(7).standard_normal((_SIDE, _SIDE))
    fy, fx = np.fft.fftfreq(_SIDE)[:, None], np.fft.rfftfreq(_SIDE)[None, :]
    frequency = np.hypot(fx, fy)
    band = np.exp(-((frequency / 0.3) ** 2)) - 0.8 * np.exp(-((frequency / 0.1) ** 2))
    heights = np.fft.irfft2(np.fft.rfft2(noise) * band, (_SIDE, _SIDE))
    ranks = np.empty(_SIDE * _SIDE, np.float32)
    ranks[np.argsort(heights, axis=None)] = np.linspace(0, 1, _SIDE * _SIDE, dtype=np.float32)
    return ranks.reshape(_SIDE, _SIDE)


def on_paper(coverage: NDArray[np.float32], rect: Rect, grain: float) -> NDArray[np.float32]:
    """Let the tooth take coverage 0 to 1 of the pixels of `rect`: light on its peaks, full everywhere."""
    if native is not None:
        taken = np.empty(coverage.shape, np.float32)
        native.tooth(taken, coverage, _heights(rect), grain, (1 + _SOFTNESS) / _SOFTNESS)
        return taken
    caught = coverage * np.float32((1 + _SOFTNESS) / _SOFTNESS)
    caught -= _heights(rect)
    np.clip(caught, 0, 1, out=caught)
    caught *= np.sqrt(coverage)
    caught *= np.float32(grain)
    caught += coverage * np.float32(1 - grain)
    return caught


def _heights(rect: Rect) -> NDArray[np.float32]:
    """The tooth under these pixels, in units of its softness."""
    top, left = rect.top % _SIDE, rect.left % _SIDE
    if rect.height <= _SIDE and rect.width <= _SIDE:
        return _doubled_tooth()[top : top + rect.height, left : left + rect.width]
    rows, columns = (np.arange(count) % _SIDE for count in (top + rect.height, left + rect.width))
    return _doubled_tooth()[rows[top:, None], columns[None, left:]]


@cache
def _doubled_tooth() -> NDArray[np.float32]:
    return np.tile(paper_tooth() * np.float32(1 / _SOFTNESS), (2, 2))
