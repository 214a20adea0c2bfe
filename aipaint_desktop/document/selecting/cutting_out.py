"""A thing cut out of its picture, by a box or a few strokes: GrabCut, and then its edge looked for at full size.

Rother, Kolmogorov & Blake, "GrabCut" (2004), as OpenCV has it, on the picture made small; then He, Sun & Tang, "Guided
Image Filtering" (2010) in a band along the outline.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.mask import Mask, bounds
from aipaint_desktop.document.selecting.guided_filter import guided
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.geometry import NOTHING, Rect, bounding

_LONGEST = 480  # px, of the picture that GrabCut works on
_ROUNDS = 5
_COLOURS = 5  # in each of its two palettes
_MARGIN = 0.35  # of the box around what was marked, on each side: what the background is known from
_SPECK = 0.004  # share of the thing's area
_BLOCK = 512  # px, in which the edge is looked for
_EPSILON = 1e-4  # variance of colours, of 0 to 1, from which the guided filter holds on to an edge
_STEEPNESS = 2.5  # of the edge that the filter has found, which is softer than an antialiased one
_GROUND = 128  # grey, under what is transparent

_BACKGROUND, _FOREGROUND, _LIKELY_BACKGROUND, _LIKELY_FOREGROUND = range(4)  # as OpenCV counts


@dataclass(frozen=True)
class Marks:
    """Says where the thing is.

    Masks of the picture's size, 255 where marked. around: the thing lies in there. thing: is it. rest: is not it.
    """

    around: Mask | None = None
    thing: Mask | None = None
    rest: Mask | None = None

    def __bool__(self) -> bool:
        return self.around is not None or self.thing is not None

    def with_thing(self, drawn: Mask) -> "Marks":
        """Mark more as the thing."""
        return replace(self, thing=_joined(self.thing, drawn), rest=_without(self.rest, drawn))

    def with_rest(self, drawn: Mask) -> "Marks":
        """Mark more as what is not the thing."""
        return replace(self, thing=_without(self.thing, drawn), rest=_joined(self.rest, drawn))


def _joined(mask: Mask | None, drawn: Mask) -> Mask:
    return drawn if mask is None else np.maximum(mask, drawn)


def _without(mask: Mask | None, drawn: Mask) -> Mask | None:
    return None if mask is None else np.minimum(mask, 255 - drawn)


def cut_out(image: Pixels, marks: Marks, check: Callable[[], None] = lambda: None) -> Mask:
    """Find the thing that is marked in a picture, (H, W, 4) uint8; empty where nothing stands out.

    check: called now and then; what it raises ends the work.
    """
    whole = Rect(0, 0, image.shape[1], image.shape[0])
    given = [bounds(mask) for mask in (marks.around, marks.thing) if mask is not None]
    seen = bounding(given)
    if seen.empty:
        return np.zeros(image.shape[:2], np.uint8)
    known = bounding([seen, bounds(marks.rest) if marks.rest is not None else NOTHING])
    part = whole if marks.around is None else _with_margin(known, whole)
    result = np.zeros(image.shape[:2], np.uint8)
    pixels = _opaque(image[part.slices])
    check()
    factor = max(1.0, max(part.width, part.height) / _LONGEST)
    size = max(1, round(part.width / factor)), max(1, round(part.height / factor))
    coarse = _grab_cut(_small(pixels, size), _trimap(marks, part, size), check)
    result[part.slices] = _refined(pixels, coarse, factor, check)
    for mask, value in ((marks.thing, 255), (marks.rest, 0)):
        if mask is not None:
            result[mask >= 128] = value
    return result


def _with_margin(box: Rect, whole: Rect) -> Rect:
    margin = math.ceil(_MARGIN * max(box.width, box.height)) + 4
    return box.expanded(margin).intersection(whole)


def _opaque(pixels: Pixels) -> NDArray[np.uint8]:
    """(H, W, 3): over grey."""
    if (pixels[..., 3] == 255).all():
        return np.ascontiguousarray(pixels[..., :3])
    alpha = pixels[..., 3:].astype(np.uint16)
    return ((pixels[..., :3] * alpha + _GROUND * (255 - alpha)) // 255).astype(np.uint8)


def _small(pixels: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    import cv2

    return cast(NDArray[np.uint8], cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))


def _trimap(marks: Marks, part: Rect, size: tuple[int, int]) -> NDArray[np.uint8]:
    """What is known of each pixel of the small picture, in OpenCV's numbers."""

    def small(mask: Mask) -> NDArray[np.uint8]:
        return _small(np.ascontiguousarray(mask[part.slices]), size)

    if marks.around is None:
        known = np.full((size[1], size[0]), _LIKELY_BACKGROUND, np.uint8)
    else:
        known = np.where(small(marks.around) >= 128, _LIKELY_FOREGROUND, _BACKGROUND).astype(np.uint8)
    # A stroke counts wherever it touches a small pixel at all: it may be thinner than one.
    for mask, value in ((marks.thing, _FOREGROUND), (marks.rest, _BACKGROUND)):
        if mask is not None:
            known[small(mask) >= 16] = value
    return known


def _grab_cut(pixels: NDArray[np.uint8], known: NDArray[np.uint8], check: Callable[[], None]) -> Mask:
    """Separate the thing from the rest: 255 and 0."""
    import cv2

    _know_both(known)
    if min(np.count_nonzero(_is_thing(known)), np.count_nonzero(~_is_thing(known))) < _COLOURS:
        return np.where(_is_thing(known), 255, 0).astype(np.uint8)
    nowhere = (0, 0, 0, 0)  # the box of a mode that is not used
    rest, thing = np.zeros((1, 65)), np.zeros((1, 65))  # the palettes
    cv2.setRNGSeed(0)  # the same marks, the same result
    mode = cv2.GC_INIT_WITH_MASK
    for _ in range(_ROUNDS):
        check()
        before = known.copy()
        cv2.grabCut(pixels, known, nowhere, rest, thing, 1, mode)
        mode = cv2.GC_EVAL
        if np.array_equal(before, known):
            break
    found = np.where(_is_thing(known), 255, 0).astype(np.uint8)
    return 255 - _without_specks(255 - _without_specks(found))


def _without_specks(mask: Mask) -> Mask:
    """Without the parts that are small beside all of it: glints on the thing, and crumbs around it."""
    import cv2

    _, parts, figures, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    areas = figures[:, cv2.CC_STAT_AREA]
    keep = areas >= _SPECK * np.count_nonzero(mask)
    keep[0] = False  # what is not set
    return np.where(keep[parts], 255, 0).astype(np.uint8)


def _is_thing(known: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.isin(known, (_FOREGROUND, _LIKELY_FOREGROUND))


def _know_both(known: NDArray[np.uint8]) -> None:
    """GrabCut learns two palettes. Where all may be the thing, the frame of the picture is taken for the rest."""
    if _is_thing(known).all():
        known[0], known[-1], known[:, 0], known[:, -1] = (_BACKGROUND,) * 4


def _refined(pixels: NDArray[np.uint8], coarse: Mask, factor: float, check: Callable[[], None]) -> Mask:
    """Enlarge a coarse mask to the size of its picture, whose edges its outline clings to; antialiased."""
    import cv2

    size = pixels.shape[1], pixels.shape[0]
    guess = cast(Mask, cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR))
    radius = math.ceil(1.5 * factor) + 2
    near = _near_outline(coarse)
    for column, row, block in Rect(0, 0, *size).tiles(_BLOCK):
        check()
        top, left = int(row * _BLOCK / factor), int(column * _BLOCK / factor)
        bottom, right = math.ceil(block.bottom / factor) + 1, math.ceil(block.right / factor) + 1
        if not near[max(0, top - 1) : bottom, max(0, left - 1) : right].any():
            continue
        around = block.expanded(2 * radius).intersection(Rect(0, 0, *size))
        soft = guided(pixels[around.slices], guess[around.slices] * np.float32(1 / 255), radius, _EPSILON)
        soft = soft[block.moved(-around.left, -around.top).slices]
        sharp = np.clip((soft - 0.5) * _STEEPNESS + 0.5, 0, 1) * 255
        guess[block.slices] = sharp.round().astype(np.uint8)
    return guess


def _near_outline(coarse: Mask) -> NDArray[np.bool_]:
    import cv2

    near = np.ones((5, 5), np.uint8)
    outer, inner = cast(Mask, cv2.dilate(coarse, near)), cast(Mask, cv2.erode(coarse, near))
    return (outer - inner).astype(np.bool_)
