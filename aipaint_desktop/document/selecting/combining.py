"""How what is newly selected meets what was selected before."""

from enum import Enum

import numpy as np

from aipaint_desktop.document.mask import Mask, kept, left_of


class Combination(Enum):
    """How a new selection meets the one before."""

    REPLACE = "replace"
    ADD = "add"
    SUBTRACT = "subtract"
    INTERSECT = "intersect"


def combined(selection: Mask | None, drawn: Mask, how: Combination) -> Mask | None:
    """Combine what was selected with what is, pixel by pixel; None, which is all, where nothing would be selected.

    selection: None where all is selected, of which a part can be taken away or kept; adding begins anew, as painters
    expect who see no outline. A new selection that is empty changes nothing unless it comes in place of the old one.
    """
    if how is not Combination.REPLACE and not drawn.any():
        return selection
    if how is Combination.REPLACE or (how is Combination.ADD and selection is None):
        return kept(drawn)
    before = np.full_like(drawn, 255) if selection is None else selection
    if how is Combination.ADD:
        return kept(np.maximum(before, drawn))
    return left_of(before, np.minimum(before, drawn if how is Combination.INTERSECT else 255 - drawn))
