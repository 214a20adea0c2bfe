"""A mask made larger, smaller, softer or smoother, or put elsewhere. Lengths are document pixels.

All but `moved` take long on a large canvas: they are for a thread beside the window.
"""

import math
from typing import cast

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.mask import INSIDE, Mask, bounds, whole_of
from aipaint_desktop.values.geometry import Rect

_BLUR_SIGMAS = 3  # farther away a Gaussian counts for less than a step of 8 bits

_Distances = NDArray[np.float32]


def grown(mask: Mask, px: float) -> Mask:
    """Move the outline outwards by `px`, in all directions alike; its new edge is antialiased.

    The outline runs where a pixel is half set. Distances are Euclidean and exact (Felzenszwalb & Huttenlocher 2012).
    """
    result = np.zeros_like(mask)
    part = bounds(mask).expanded(math.ceil(px) + 1).intersection(whole_of(mask))
    if not part.empty:
        away = _distances(mask[part.slices] < INSIDE)
        result[part.slices] = _coverage(px + 1 - away)
    return result


def shrunk(mask: Mask, px: float, *, from_border: bool = True) -> Mask:
    """Move the outline inwards by `px`, as `grown` moves it outwards.

    from_border: whether the border of the canvas counts as an outline, too.
    """
    result = np.zeros_like(mask)
    part = bounds(mask)
    if not part.empty:
        margin = part.expanded(1) if from_border else part.expanded(1).intersection(whole_of(mask))
        inside = _padded(mask, margin) >= INSIDE
        away = _distances(inside)[part.moved(-margin.left, -margin.top).slices]
        result[part.slices] = _coverage(away - px)
    return result


def bordered(mask: Mask, px: float) -> Mask:
    """Keep a band along the outline, `px` wide on either side of it; the border of the canvas is no outline."""
    return np.minimum(grown(mask, px), 255 - shrunk(mask, px, from_border=False))


def feathered(mask: Mask, px: float) -> Mask:
    """Soften the outline over some `px` on either side of it: a Gaussian of half of that as deviation.

    What reaches the border of the canvas is taken to go on beyond.
    """
    return _blurred(mask, px / 2)


def smoothed(mask: Mask, px: float) -> Mask:
    """Round corners, fill notches and drop specks that are smaller than some `px`; the edge is antialiased.

    Blurred, and made as steep again as an edge is: what is mostly set around it is set.
    """
    deviation = px / 2
    if deviation <= 0:
        return mask
    steepness = deviation * math.sqrt(2 * math.pi)  # of the blurred edge, whose slope is to be one pixel wide
    soft = _blurred(mask, deviation).astype(np.float32)
    sharp = np.clip((soft - 127.5) * np.float32(steepness) + 127.5, 0, 255)
    return cast(Mask, sharp.round().astype(np.uint8))


def moved(mask: Mask, dx: int, dy: int) -> Mask:
    """Move what is set; what leaves the canvas is lost."""
    result = np.zeros_like(mask)
    to = whole_of(mask).moved(dx, dy).intersection(whole_of(mask))
    if not to.empty:
        result[to.slices] = mask[to.moved(-dx, -dy).slices]
    return result


def transformed(mask: Mask, matrix: NDArray[np.float64]) -> Mask:
    """Move, scale, turn, shear or put into perspective what is set, with soft edges.

    matrix: 3×3, from where a point of the canvas was to where it comes to lie.
    """
    import cv2

    # cv2 takes whole numbers for the middles of pixels, the document for their corners.
    to_corner = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    placed = np.linalg.inv(to_corner) @ matrix @ to_corner
    size = mask.shape[1], mask.shape[0]
    return cast(Mask, cv2.warpPerspective(mask, placed, size, flags=cv2.INTER_LINEAR))


def _blurred(mask: Mask, deviation: float) -> Mask:
    import cv2

    if deviation <= 0:
        return mask
    whole = whole_of(mask)
    margin = math.ceil(_BLUR_SIGMAS * deviation) + 1
    part = bounds(mask).expanded(2 * margin).intersection(whole)
    result = np.zeros_like(mask)
    if not part.empty:
        size = 2 * margin + 1
        result[part.slices] = cv2.GaussianBlur(
            mask[part.slices], (size, size), deviation, borderType=cv2.BORDER_REPLICATE
        )
    return result


def _distances(outside: NDArray[np.bool_]) -> _Distances:
    """How far the middle of each pixel of `outside` is from that of the nearest other one."""
    import cv2

    return cast(_Distances, cv2.distanceTransform(outside.view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE))


def _coverage(share: _Distances) -> Mask:
    return (np.clip(share, 0, 1) * np.float32(255)).round().astype(np.uint8)


def _padded(mask: Mask, part: Rect) -> Mask:
    """Read a part that may go beyond the canvas, where nothing is set."""
    result = np.zeros((part.height, part.width), np.uint8)
    inside = part.intersection(whole_of(mask))
    result[inside.moved(-part.left, -part.top).slices] = mask[inside.slices]
    return result
