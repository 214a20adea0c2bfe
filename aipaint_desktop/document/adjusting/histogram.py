"""How many pixels have which value, for levels and curves to be set by."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.adjusting.applying import Subject
from aipaint_desktop.document.tiles import reduced

Histogram = NDArray[np.float64]
"""(4, 256): of all channels together, red, green, blue; each pixel counts as far as it is opaque and selected."""

_ENOUGH = 512 * 512  # pixels: finer ones do not change what is seen


def histogram(subjects: Sequence[Subject]) -> Histogram:
    """Count the values of what is to be adjusted."""
    counts = np.zeros((4, 256))
    for subject in subjects:
        level = 0
        while subject.canvas.area >> (2 * level) > _ENOUGH:
            level += 1
        pixels = subject.tiles.read(reduced(subject.canvas, level), level)
        weights = pixels[..., 3].ravel() / 255
        if subject.selection is not None:
            step = 1 << level
            weights = weights * subject.selection[::step, ::step].ravel() / 255
        for channel in range(3):
            counts[channel + 1] += np.bincount(pixels[..., channel].ravel(), weights, 256)
    counts[0] = counts[1:].sum(0)
    return counts


def stretch(counts: NDArray[np.float64], cut: float = 0.005) -> tuple[int, int]:
    """Find where black and white are to lie so that values fill their range: beyond each lies a share of `cut`."""
    total = counts.sum()
    if total == 0:
        return 0, 255
    below = np.cumsum(counts) / total
    black = int(np.searchsorted(below, cut))
    white = int(np.searchsorted(below, 1 - cut))
    return (black, white) if black < white else (0, 255)
