"""Where what is pasted or dropped comes to lie."""

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.values.geometry import Rect


class Place(Enum):
    """Names the place that is meant: the middle of what is seen, the pointer's, or the selection's."""

    MIDDLE = auto()
    POINTER = auto()
    SELECTION = auto()


@dataclass(frozen=True)
class Middle:
    """Says around which point of the document something is to lie. into_selection: seen only within the selection."""

    x: float
    y: float
    into_selection: bool = False

    @classmethod
    def of_selection(cls, selection: Mask) -> "Middle":
        """Give the middle of what is selected, which is something."""
        across, down = np.flatnonzero(selection.any(axis=0)), np.flatnonzero(selection.any(axis=1))
        return cls((across[0] + across[-1] + 1) / 2, (down[0] + down[-1] + 1) / 2, into_selection=True)


def corner(middle: Middle, width: int, height: int, canvas: Rect) -> tuple[int, int]:
    """Place something of this size around a point: its left and top. What has room on the canvas lies all on it; what
    has not has its middle in the canvas's, unless it goes into a selection."""
    if middle.into_selection:
        return round(middle.x - width / 2), round(middle.y - height / 2)
    return _fitted(middle.x, width, canvas.width), _fitted(middle.y, height, canvas.height)


def _fitted(middle: float, size: int, room: int) -> int:
    if size > room:
        return (room - size) // 2
    return min(max(round(middle - size / 2), 0), room - size)
