"""What a mapping makes of a picture, quickly: for a look while it changes, many times a second."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.tiles import reduced
from aipaint_desktop.document.transforming.lattice import Lattice, Mapping
from aipaint_desktop.values.geometry import Rect

_COARSE = 8  # pixels from one place that is computed to the next
_FAR = np.float32(-9e4)


def get_ready() -> None:
    """Load what `glimpsed` needs, so that the first look takes no longer than others."""
    import cv2

    cv2.getNumThreads()


def glimpsed(
    pixels: NDArray[np.uint8], rect: Rect, level: int, mapping: Mapping, part: Rect, seen_at: int
) -> tuple[Rect, NDArray[np.uint8]]:
    """Give what the mapping makes of premultiplied pixels, (rect.height, rect.width, 4) of a level, as far as it lies
    within a part of the document: the rectangle of the level `seen_at` where it is, and its pixels.

    Places are computed for every eighth pixel and found between these in proportion.
    """
    import cv2

    seen = reduced(part.intersection(mapping.onto(part)), seen_at)
    if seen.empty or rect.empty:
        return Rect(0, 0, 0, 0), np.zeros((0, 0, 4), np.uint8)
    step = 1 << seen_at
    columns, rows = -(-seen.width // _COARSE), -(-seen.height // _COARSE)
    x, y = mapping.sources(Lattice(seen.left * step, seen.top * step, _COARSE * step, columns, rows))
    size = (columns * _COARSE, rows * _COARSE)
    own = np.float32(1 / (1 << level))
    across, down = (
        cv2.resize(np.maximum(places * own - np.float32(start + 0.5), _FAR), size)[
            : seen.height, : seen.width
        ]
        for places, start in ((x, rect.left), (y, rect.top))
    )
    made = cv2.remap(
        pixels, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0
    ).astype(np.uint8, copy=False)
    return seen, made
