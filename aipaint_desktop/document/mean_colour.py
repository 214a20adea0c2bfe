"""The colour of a spot, as an eyedropper takes it."""

import numpy as np

from aipaint_desktop.document.profile import to_srgb
from aipaint_desktop.document.selecting.sampled import sampled
from aipaint_desktop.document.state import State
from aipaint_desktop.values.geometry import Rect


def mean_colour(
    state: State, x: int, y: int, radius: int = 0, *, all_layers: bool = True
) -> tuple[int, int, int] | None:
    """Average what lies within `radius` pixels of a pixel, each by its alpha; None where nothing is painted.

    all_layers: whether what is seen is meant, or what is on the active node alone. Returns sRGB.
    """
    around = Rect(x - radius, y - radius, 2 * radius + 1, 2 * radius + 1)
    rect = around.intersection(state.rect)
    if rect.empty:
        return None
    pixels = to_srgb(sampled(state, all_layers=all_layers, part=rect), state.profile)
    xs, ys = np.arange(rect.left, rect.right) - x, np.arange(rect.top, rect.bottom)[:, None] - y
    weights = pixels[..., 3] * (xs**2 + ys**2 <= radius**2).astype(np.float64)
    if not weights.any():
        return None
    red, green, blue = np.rint(
        (pixels[..., :3] * weights[..., None]).sum(axis=(0, 1)) / weights.sum()
    ).tolist()
    return int(red), int(green), int(blue)
