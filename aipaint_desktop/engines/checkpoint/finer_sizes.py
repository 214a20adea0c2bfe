"""The sizes that pictures are painted at which are much larger than those that a model was trained on."""

import math

from aipaint_desktop.engines.checkpoint.request import ALIGNMENT

STRENGTH = 0.35
"""Of the second pass: enough to paint what the first one had no pixels for, and not enough to change what is where."""

LARGER = 1.5
"""Times the pixels of the first pass, from where on a second one is worth it."""

MUCH_LARGER = 2.25
"""Times the pixels that a model was trained on, from where on it repeats itself in a picture of words."""

MOST_PIXELS = 2048 * 2048
"""Of a second pass; what is larger yet is enlarged."""


def finer_size(size: tuple[int, int], wanted: tuple[int, int]) -> tuple[int, int] | None:
    """Choose the width and height of a second pass; None where there need be none.

    size: of the first pass. wanted: of what is to come of it.
    """
    pixels = wanted[0] * wanted[1]
    if pixels <= LARGER * size[0] * size[1]:
        return None
    scale = min(1.0, math.sqrt(MOST_PIXELS / pixels))
    across, down = (max(ALIGNMENT, round(side * scale / ALIGNMENT) * ALIGNMENT) for side in wanted)
    return across, down


def native_size(width: int, height: int, native_side: int) -> tuple[int, int]:
    """Give a size in the proportion of another, of as many pixels as a model was trained on."""
    scale = native_side / math.sqrt(width * height)
    across, down = (max(ALIGNMENT, round(side * scale / ALIGNMENT) * ALIGNMENT) for side in (width, height))
    return across, down
