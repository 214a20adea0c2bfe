"""What outlines close in within a lasso that was thrown around them. Slow on a large picture."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.mask import INSIDE, Mask, bounds, whole_of
from aipaint_desktop.document.selecting.reshaping import grown
from aipaint_desktop.document.selecting.similar import Likeness, disc_of, finished, similar, wide_parts
from aipaint_desktop.document.tile import Pixels

_MOST_COLOURS = 8  # of what the lasso runs over


def enclosed_regions(image: Pixels, lasso: Mask, like: Likeness) -> Mask:
    """Find what looks like the ground that a lasso runs over, and cannot be reached from there: (H, W), 255 there.

    image: (H, W, 4) uint8. lasso: (H, W), what it surrounds. Outlines themselves are not among it.
    """
    found = np.zeros_like(lasso)
    part = bounds(lasso).expanded(1).intersection(whole_of(lasso))
    if not part.empty:
        found[part.slices] = _enclosed(image[part.slices], lasso[part.slices] >= INSIDE, like)
    return finished(found, like)


def _enclosed(image: Pixels, within: NDArray[np.bool_], like: Likeness) -> Mask:
    import cv2

    inside = within.astype(np.uint8) * np.uint8(255)
    core = cv2.erode(inside, np.ones((3, 3), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    border = (inside > 0) & (core == 0)
    found = np.zeros_like(inside)
    left = border.copy()
    for _ in range(_MOST_COLOURS):
        if not left.any():
            break
        colours, counts = np.unique(image[left].view(np.uint32).ravel(), return_counts=True)
        colour = colours[counts.argmax() : counts.argmax() + 1].view(np.uint8).tolist()
        alike = similar(image, colour, like.tolerance)
        found |= _closed_in(alike, inside, border, like.gap)
        left &= alike == 0
    return found


def _closed_in(alike: Mask, inside: Mask, border: NDArray[np.bool_], gap: int) -> Mask:
    """Find what of `alike` within the lasso is not connected to its border, nor only through gaps."""
    import cv2

    here = np.minimum(wide_parts(alike, gap) if gap else alike, inside)
    _, labels = cv2.connectedComponents(here, connectivity=4)
    open_ones = np.unique(labels[border])
    outside = ((labels > 0) & np.isin(labels, open_ones)).astype(np.uint8) * np.uint8(255)
    if not gap:
        return np.where(outside == 0, here, 0).astype(np.uint8)
    reached = grown(outside, disc_of(gap)) >= INSIDE
    rest = np.where(reached, 0, np.minimum(alike, inside)).astype(np.uint8)
    # Corners that are too narrow for the disc are left over, too: what has no room for it is none of the regions.
    _, labels = cv2.connectedComponents(rest, connectivity=4)
    roomy = np.unique(labels[(here > 0) & (outside == 0)])
    return ((labels > 0) & np.isin(labels, roomy)).astype(np.uint8) * np.uint8(255)
