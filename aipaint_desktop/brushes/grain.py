"""The tooth of the paper that a dry brush or a pencil catches on."""

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.noise import doubled, noise, part_of
from aipaint_desktop.brushes.surfaces.surface import Period
from aipaint_desktop.brushes.texture import Texture
from aipaint_desktop.kernels import native
from aipaint_desktop.values.geometry import Rect

_SOFTNESS = 0.7
_MOST_KEPT = 16  # textures


@cache
def paper_tooth() -> NDArray[np.float32]:
    """Make the heights of a sheet of paper that repeats without a seam, (512, 512), evenly spread over 0 to 1.

    White noise of a fixed seed, band-passed to features of about 2 to 4 px.
    """
    return noise(7, lambda at: np.exp(-((at / 0.3) ** 2)) - 0.8 * np.exp(-((at / 0.1) ** 2)))


def on_paper(
    coverage: NDArray[np.float32],
    rect: Rect,
    grain: float,
    texture: Texture | None = None,
    period: Period | None = None,
) -> NDArray[np.float32]:
    """Let the tooth take coverage 0 to 1 of the pixels of `rect`: light on its peaks, full everywhere.

    texture: what the tooth is, if not the paper's. period: after how many pixels, across and down, the paper repeats,
    where a canvas does.
    """
    heights = part_of(_heights(texture), rect, period)
    if native is not None:
        taken = np.empty(coverage.shape, np.float32)
        native.tooth(taken, coverage, heights, grain, (1 + _SOFTNESS) / _SOFTNESS)
        return taken
    caught = coverage * np.float32((1 + _SOFTNESS) / _SOFTNESS)
    caught -= heights
    np.clip(caught, 0, 1, out=caught)
    caught *= np.sqrt(coverage)
    caught *= np.float32(grain)
    caught += coverage * np.float32(1 - grain)
    return caught


@lru_cache(_MOST_KEPT)
def _heights(texture: Texture | None) -> NDArray[np.float32]:
    """The tooth, in units of its softness."""
    heights = paper_tooth() if texture is None else texture.heights
    return doubled(heights * np.float32(1 / _SOFTNESS))
