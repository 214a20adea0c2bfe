"""The outline of a selection, drawn as marching ants."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPen, QRegion, QTransform

from aipaint_desktop.ui.canvas.outline import Outline

_PERIOD = 8


class Ants:
    """Draws a selection's outline as marching ants. mask: (H, W) uint8, as `Outline` takes it."""

    def __init__(self, mask: NDArray[np.uint8]) -> None:
        self._outline = Outline(mask)
        self._stripes = _stripes()

    def draw(self, painter: QPainter, transform: QTransform, phase: int) -> None:
        """Draw the ants. transform: from the document to the widget. phase: grows by one with each step of the ants."""
        # Lines striped on the screen need no connected outline, which a ragged mask would make slow.
        brush = QBrush(self._stripes)
        brush.setTransform(QTransform.fromTranslate(phase % _PERIOD, 0))
        painter.setPen(QPen(brush, 1, Qt.PenStyle.SolidLine))
        self._outline.draw(painter, transform)

    def region(self, transform: QTransform) -> QRegion:
        """Tell where in the widget the ants are, coarsely."""
        return self._outline.region(transform)


def _stripes() -> QImage:
    stripes = QImage(_PERIOD, _PERIOD, QImage.Format.Format_RGB32)
    for x in range(_PERIOD):
        for y in range(_PERIOD):
            stripes.setPixel(x, y, 0xFFFFFF if (x + y) % _PERIOD < _PERIOD // 2 else 0x000000)
    return stripes
