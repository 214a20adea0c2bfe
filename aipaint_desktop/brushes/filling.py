"""Colour poured into a region, as a stroke would lay it. Slow on a large canvas."""

from collections.abc import Callable

import numpy as np

from aipaint_desktop.brushes.blending import Colour, Manner, laid_over
from aipaint_desktop.document.mask import Mask, bounds
from aipaint_desktop.document.pixel_edit import PixelEdit
from aipaint_desktop.values.geometry import Rect

_ROWS = 256  # that are painted at a time


def fill(edit: PixelEdit, region: Mask, colour: Colour, check: Callable[[], None] = lambda: None) -> bool:
    """Paint a region, (height, width) uint8, as far as it is set and selected; returns whether anything is.

    check: called now and then; what it raises ends the work. The edit stays open.
    """
    if edit.selection is not None:
        region = np.minimum(region, edit.selection)
    whole = bounds(region)
    manner = Manner.RECOLOUR if edit.keeps_alpha else Manner.PAINT
    for top in range(whole.top, whole.bottom, _ROWS):
        check()
        part = Rect(whole.left, top, whole.width, min(_ROWS, whole.bottom - top))
        coverage = region[part.slices] * np.float32(1 / 255)
        edit.write(part, laid_over(edit.before.read(part), coverage, colour, manner))
    return not whole.empty
