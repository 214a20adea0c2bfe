"""The outline of a mask, as lines between its pixels."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QRegion, QTransform

_CELL = 64
_MOST_LINES = 20_000


class Outline:
    """Draws the outline of a mask. mask: (H, W) uint8; the outline runs between pixels below half of what the mask
    comes to at most, and the others.

    A mask too ragged to be outlined in time is outlined at a half, a quarter … of its size.
    """

    def __init__(self, mask: NDArray[np.uint8]) -> None:
        inside = mask >= max(1, (int(mask.max(initial=0)) + 1) // 2)
        self._cells = _cells_with_border(inside)
        self._scale = 1
        lines = _outline(inside)
        while len(lines) > _MOST_LINES:
            inside = inside[::2, ::2]
            self._scale *= 2
            lines = _outline(inside)
        self._lines = [QLineF(*line) for line in lines.tolist()]

    def draw(self, painter: QPainter, transform: QTransform) -> None:
        """Draw the outline with the painter's pen. transform: from the document to the widget."""
        placed = QTransform.fromScale(self._scale, self._scale) * transform
        painter.drawLines([placed.map(line) for line in self._lines])

    def region(self, transform: QTransform) -> QRegion:
        """Tell where in the widget it is, coarsely."""
        region = QRegion()
        for cell in self._cells:
            region += transform.mapRect(cell).toAlignedRect().adjusted(-2, -2, 2, 2)
        return region


def _outline(inside: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Runs of pixel borders between inside and outside, (N, 4): x and y of their ends."""
    lines = []
    for plane in (inside, inside.T):
        padded = np.pad(plane, ((1, 1), (0, 0)))
        border = np.pad(padded[1:] != padded[:-1], ((0, 0), (1, 1))).astype(np.int8)
        change = np.diff(border, axis=1)
        rows, starts = np.nonzero(change == 1)
        lines.append(np.stack([starts, rows, np.nonzero(change == -1)[1], rows], axis=1))
    along, down = lines
    return np.concatenate([along, down[:, [1, 0, 3, 2]]])


def _cells_with_border(inside: NDArray[np.bool_]) -> list[QRectF]:
    """The squares of a grid that are neither all inside nor all outside, with a pixel around them."""
    height, width = inside.shape
    cells = []
    for top in range(0, height, _CELL):
        for left in range(0, width, _CELL):
            part = inside[max(0, top - 1) : top + _CELL + 1, max(0, left - 1) : left + _CELL + 1]
            at_edge = top == 0 or left == 0 or top + _CELL >= height or left + _CELL >= width
            if part.any() and (at_edge or not part.all()):
                cells.append(QRectF(left, top, _CELL, _CELL))
    return cells
