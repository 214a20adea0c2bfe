"""A histogram, drawn behind what is set by it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPolygonF

_OPAQUE = 0.45
_HIGHEST = 0.99  # of the counts are within the picture: one that stands out does not press the others flat


def draw_histogram(painter: QPainter, box: QRectF, counts: NDArray[np.float64], colour: QColor) -> None:
    """Fill the area under the counts of the 256 values, as high as the box."""
    highest = float(np.quantile(counts, _HIGHEST)) or float(counts.max())
    if highest <= 0:
        return
    heights = np.minimum(counts / highest, 1) * box.height()
    step = box.width() / 255
    points = [QPointF(box.left() + value * step, box.bottom() - heights[value]) for value in range(256)]
    fill = QColor(colour)
    fill.setAlphaF(_OPAQUE)
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(fill)
    painter.drawPolygon(QPolygonF([box.bottomLeft(), *points, box.bottomRight()]))
