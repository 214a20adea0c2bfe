"""What looks alike: the region of similar colour around a pixel, or all over a picture. Slow on a large one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from aipaint_desktop.document.mask import INSIDE, Mask
from aipaint_desktop.document.selecting.reshaping import feathered, grown
from aipaint_desktop.document.tile import Pixels

_SOFTENED_BY = 0.6  # deviation, px, that makes an edge look antialiased
_ROWS = 256  # that are premultiplied at a time


@dataclass(frozen=True)
class Likeness:
    """Says what counts as alike.

    tolerance: 0 to 255, how far a colour may be from the one asked for, in each channel.
    contiguous: whether only what is connected to the place is meant. gap: px; it does not leak through openings that
    are narrower. grow: px by which the region is made larger, to go under an outline. antialias: whether its edge is
    softened. feather: px over which the edge fades.
    """

    tolerance: int = 32
    contiguous: bool = True
    gap: int = 0
    grow: int = 0
    antialias: bool = False
    feather: int = 0


def similar_region(image: Pixels, x: int, y: int, like: Likeness) -> Mask:
    """Find what is like the pixel at (x, y). image: (H, W, 4) uint8. Returns (H, W), 255 where it is."""
    alike = similar(image, image[y, x].tolist(), like.tolerance)
    if like.contiguous:
        alike = _connected(alike, x, y, like.gap)
    return finished(alike, like)


def similar_everywhere(image: Pixels, colour: Sequence[int], like: Likeness) -> Mask:
    """Find what is like a colour, (red, green, blue, alpha), wherever it is."""
    return finished(similar(image, colour, like.tolerance), like)


def similar(image: Pixels, colour: Sequence[int], tolerance: int) -> Mask:
    """Find the pixels whose colour differs from this one by at most `tolerance` in each channel; 255 there, else 0.

    Colours are compared premultiplied, so that all transparent pixels are alike.
    """
    import cv2

    red, green, blue, alpha = colour
    wanted = np.array([channel * alpha // 255 for channel in (red, green, blue)] + [alpha])
    low, high = np.maximum(wanted - tolerance, 0), np.minimum(wanted + tolerance, 255)
    found = np.empty(image.shape[:2], np.uint8)
    for top in range(0, image.shape[0], _ROWS):
        strip = image[top : top + _ROWS]
        if not (strip[..., 3] == 255).all():
            opacity = strip[..., 3:].astype(np.uint16)
            strip = np.concatenate(
                [(strip[..., :3] * opacity // 255).astype(np.uint8), strip[..., 3:]], axis=2
            )
        found[top : top + _ROWS] = cv2.inRange(strip, low, high)
    return found


def finished(region: Mask, like: Likeness) -> Mask:
    """Make a region, 255 where it is, larger and softer, as `like` says."""
    import cv2

    if like.feather:
        return feathered(grown(region, like.grow) if like.grow else region, like.feather)
    if like.grow:
        larger = grown(region, like.grow)
        return larger if like.antialias else (larger >= INSIDE).astype(np.uint8) * np.uint8(255)
    return cast(Mask, cv2.GaussianBlur(region, (3, 3), _SOFTENED_BY)) if like.antialias else region


def disc_of(gap: int) -> float:
    """Tell the radius of a disc that does not fit through a gap so wide. Both in px."""
    return (gap + 1) / 2


def wide_parts(alike: Mask, gap: int) -> Mask:
    """Keep where the middle of a disc as wide as a gap can be; 255 there, else 0."""
    import cv2

    away = cv2.distanceTransform(alike, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return (away > disc_of(gap)).astype(np.uint8) * np.uint8(255)


def _connected(alike: Mask, x: int, y: int, gap: int) -> Mask:
    """Keep what of `alike` is connected to (x, y) over edges of pixels, not over corners, nor through gaps."""
    if not gap:
        return _flooded(alike, x, y)
    wide = wide_parts(alike, gap)
    if not wide[y, x]:
        return _flooded(alike, x, y)  # asked for in a narrow place
    # From where the disc fits in as far as it reaches.
    reached = grown(_flooded(wide, x, y), disc_of(gap)) >= INSIDE
    return np.minimum(alike, np.where(reached, 255, 0).astype(np.uint8))


def _flooded(alike: Mask, x: int, y: int) -> Mask:
    import cv2

    flooded = np.zeros((alike.shape[0] + 2, alike.shape[1] + 2), np.uint8)  # cv2 wants a border
    flags = 4 | (255 << 8) | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
    cv2.floodFill(alike, flooded, (x, y), 0, 0, 0, flags)
    return flooded[1:-1, 1:-1]
