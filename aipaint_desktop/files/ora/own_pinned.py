"""Pictures pinned over the canvas, as plain JSON values in the own part of a file; their pixels lie beside it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.pinned import LEAST_WIDTH, Pinned
from aipaint_desktop.values.picture import Picture

_FARTHEST = 2.0**24  # px
_LONGEST_ID, _LONGEST_NAME = 64, 200


def pinned_values(pin: Pinned) -> dict[str, Any]:
    """Write where a picture is pinned and how it is seen, such that `read_pinned` reads it."""
    return {
        "id": pin.id,
        "name": pin.picture.name,
        "left": pin.left,
        "top": pin.top,
        "width": pin.width,
        "opacity": pin.opacity,
        "grey": pin.grey,
    }


def read_pinned(values: Mapping[str, Any], pixels: NDArray[np.uint8]) -> Pinned | None:
    """Read a picture that is pinned; None where it is not understood. pixels: of the picture, of any shape."""
    match values:
        case {
            "id": str(id_),
            "name": str(name),
            "left": int() | float() as left,
            "top": int() | float() as top,
            "width": int() | float() as width,
            "opacity": int() | float() as opacity,
            "grey": bool(grey),
        }:
            sound = (
                0 < len(id_) <= _LONGEST_ID
                and max(abs(left), abs(top)) <= _FARTHEST
                and abs(left) + abs(top) <= 2 * _FARTHEST  # which is not so of nan
                and LEAST_WIDTH <= width <= _FARTHEST
                and 0 <= opacity <= 1
                and pixels.ndim == 3
            )
            if sound:
                picture = Picture(pixels, name[:_LONGEST_NAME])
                return Pinned(picture, float(left), float(top), float(width), float(opacity), grey, id_)
    return None
