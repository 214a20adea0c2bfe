"""The outline of a selection, drawn as marching ants."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPen, QRegion, QTransform

_PERIOD = 8
_CELL = 64.0


class Ants:
    """mask: (H, W) uint8; the outline runs between pixels below 128 and the others."""

    def __init__(self, mask: NDArray[np.uint8]) -> None:
        self._lines = _outline(mask >= 128)
        stripes = QImage(_PERIOD, _PERIOD, QImage.Format.Format_RGB32)
        for x in range(_PERIOD):
            for y in range(_PERIOD):
                stripes.setPixel(x, y, 0xFFFFFF if (x + y) % _PERIOD < _PERIOD // 2 else 0x000000)
        self._stripes = stripes

    def draw(self, painter: QPainter, transform: QTransform, phase: int) -> None:
        """transform: from the document to the widget. phase: grows by one with each step of the ants."""
        # Lines striped on the screen need no connected outline, which a ragged mask would make slow.
        brush = QBrush(self._stripes)
        brush.setTransform(QTransform.fromTranslate(phase % _PERIOD, 0))
        painter.setPen(QPen(brush, 1, Qt.PenStyle.SolidLine))
        painter.drawLines([transform.map(line) for line in self._lines])

    def region(self, transform: QTransform) -> QRegion:
        """Where in the widget the ants are, coarsely."""
        cells: set[tuple[int, int]] = set()
        for line in self._lines:
            seen = transform.map(line)
            box = QRectF(seen.p1(), seen.p2()).normalized()
            for row in range(int(box.top() // _CELL), int(box.bottom() // _CELL) + 1):
                for column in range(int(box.left() // _CELL), int(box.right() // _CELL) + 1):
                    cells.add((column, row))
        region = QRegion()
        for column, row in cells:
            region += QRectF(column * _CELL, row * _CELL, _CELL, _CELL).toRect().adjusted(-1, -1, 1, 1)
        return region


def _outline(inside: NDArray[np.bool_]) -> list[QLineF]:
    """Horizontal and vertical runs of pixel borders between inside and outside."""
    lines = []
    for across, transposed in ((False, inside), (True, inside.T)):
        padded = np.pad(transposed, ((1, 1), (0, 0)))
        border = np.pad(padded[1:] != padded[:-1], ((0, 0), (1, 1))).astype(np.int8)
        change = np.diff(border, axis=1)
        rows, starts = np.nonzero(change == 1)
        ends = np.nonzero(change == -1)[1]
        for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
            lines.append(QLineF(row, start, row, end) if across else QLineF(start, row, end, row))
    return lines
