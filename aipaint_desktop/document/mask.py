"""Masks of a document's size, (height, width) uint8: what is selected, and where something is used."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.values.geometry import NOTHING, Rect

Mask = NDArray[np.uint8]

INSIDE = 128  # from here on a pixel lies within the outline that an artist sees


def kept(mask: Mask) -> Mask | None:
    """Make the mask one that nobody can write to any more, or None where it holds nothing."""
    if not mask.max(initial=0):  # faster than `any`, which makes truth of every byte
        return None
    if mask.flags.writeable or not mask.flags.c_contiguous:
        mask = mask.copy()
        mask.flags.writeable = False
    return mask


def whole_of(mask: Mask) -> Rect:
    """Give the rectangle of the canvas that the mask is of."""
    return Rect(0, 0, mask.shape[1], mask.shape[0])


def bounds(mask: Mask | NDArray[np.bool_]) -> Rect:
    """Span the smallest rectangle around what is not 0."""
    rows = np.flatnonzero(mask.any(axis=1))
    if not len(rows):
        return NOTHING
    columns = np.flatnonzero(mask[rows[0] : rows[-1] + 1].any(axis=0))
    return Rect.from_edges(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def share_of(values: NDArray[np.uint8], share: Mask) -> NDArray[np.uint8]:
    """Take of each value as much as `share` says, 0 to 255 for all, to the nearest whole number."""
    return ((values * share.astype(np.uint16) + 127) // 255).astype(np.uint8)


def left_of(mask: Mask, after: Mask) -> Mask | None:
    """Tell what a change has left of a mask: `after`, or None where that is empty or only a soft edge that nobody
    sees."""
    vanished = mask.max() >= INSIDE > after.max()
    return None if vanished else kept(after)


def scaled(mask: Mask, width: int, height: int) -> Mask | None:
    """Scale the mask of a canvas to this size, with soft edges; None where too little is left of it."""
    resized = Image.fromarray(mask).resize((width, height), Image.Resampling.BILINEAR)
    return left_of(mask, np.asarray(resized))


def cropped(mask: Mask, width: int, height: int, left: int = 0, top: int = 0) -> Mask | None:
    """Crop or extend the mask of a canvas that got this size without being scaled; None where too little is left of it.

    left, top: where the old origin comes to lie.
    """
    placed = np.zeros((height, width), np.uint8)
    part = Rect(left, top, mask.shape[1], mask.shape[0]).intersection(Rect(0, 0, width, height))
    placed[part.slices] = mask[part.moved(-left, -top).slices]
    return left_of(mask, placed)


def without(mask: Mask, taken: Mask) -> Mask | None:
    """Take from a mask what was taken from it; None where too little is left of it."""
    return left_of(mask, (mask * (255 - taken).astype(np.uint16) // 255).astype(np.uint8))
