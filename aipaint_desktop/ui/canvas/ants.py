"""The outline of a selection, drawn as marching ants."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QRegion, QTransform

_PERIOD = 8
_CELL = 32  # px of the widget, in which ants are told of coarsely
_MOST_RECTS = 300

_Marks = NDArray[np.bool_]


class _Drawn(NamedTuple):
    """The ants of one view: where in the widget they are, as numbers of stripes; 0 where there are none."""

    transform: QTransform
    rect: QRect
    stripes: NDArray[np.uint8]
    image: QImage  # of `stripes`, whose memory it shares
    region: QRegion


class Ants:
    """Draws a selection's outline as marching ants. mask: (H, W) uint8.

    The outline runs between pixels below half of what the mask comes to at most, and the others. It is looked for among
    the pixels of the screen, so a ragged mask takes no longer than a plain one; to march, colours change places.
    """

    def __init__(self, mask: NDArray[np.uint8]) -> None:
        self._mask = np.ascontiguousarray(mask)
        self._threshold = max(1, (int(mask.max(initial=0)) + 1) // 2)
        height, width = mask.shape
        self._image = QImage(self._mask.data, width, height, width, QImage.Format.Format_Grayscale8)
        self._drawn: _Drawn | None = None

    def draw(self, painter: QPainter, transform: QTransform, rect: QRect, phase: int) -> None:
        """Draw the ants. transform: from the document to the widget. rect: all of the widget. phase: grows by one with
        each step of the ants."""
        drawn = self._of_view(transform, rect)
        drawn.image.setColorTable(_colours(phase))
        painter.drawImage(rect.topLeft(), drawn.image)

    def region(self, transform: QTransform, rect: QRect) -> QRegion:
        """Tell where in the widget the ants are, coarsely."""
        return self._of_view(transform, rect).region

    def _of_view(self, transform: QTransform, rect: QRect) -> _Drawn:
        if self._drawn is None or (self._drawn.transform, self._drawn.rect) != (transform, rect):
            marks = self._marks(transform, rect)
            stripes = marks * _stripes(rect.width(), rect.height())
            height, width = stripes.shape
            image = QImage(stripes.data, width, height, width, QImage.Format.Format_Indexed8)
            self._drawn = _Drawn(transform, rect, stripes, image, _region(marks, rect))
        return self._drawn

    def _marks(self, transform: QTransform, rect: QRect) -> _Marks:
        """Where the outline passes a pixel of the widget: it is inside and a neighbour above or to the left is not, or
        the other way round."""
        width, height = rect.width() + 1, rect.height() + 1
        seen = QImage(width, height, QImage.Format.Format_Grayscale8)
        seen.fill(0)
        painter = QPainter(seen)
        painter.setTransform(transform * QTransform.fromTranslate(1 - rect.left(), 1 - rect.top()))
        painter.drawImage(0, 0, self._image)
        painter.end()
        rows = np.frombuffer(seen.constBits(), np.uint8).reshape(height, seen.bytesPerLine())
        inside = rows[:, :width] >= self._threshold
        here = inside[1:, 1:]
        found: _Marks = here != inside[:-1, 1:]
        found |= here != inside[1:, :-1]
        found |= here != inside[:-1, :-1]
        return found


def _stripes(width: int, height: int) -> NDArray[np.uint8]:
    """Oblique stripes, (height, width): each pixel has a number from 1 to `_PERIOD`."""
    one = np.arange(width + _PERIOD, dtype=np.uint32) % _PERIOD + 1
    rows = np.lib.stride_tricks.sliding_window_view(one.astype(np.uint8), width)[:_PERIOD]
    return np.tile(rows, (-(-height // _PERIOD), 1))[:height]


def _colours(phase: int) -> list[int]:
    """The colours of the stripes: half of them white, half black, and nothing for 0."""
    return [0] + [
        0xFFFFFFFF if (each - phase) % _PERIOD < _PERIOD // 2 else 0xFF000000 for each in range(_PERIOD)
    ]


def _region(marks: _Marks, rect: QRect) -> QRegion:
    """The cells of a grid in which there is something marked."""
    height, width = marks.shape
    padded = np.zeros((-(-height // _CELL) * _CELL, -(-width // _CELL) * _CELL), np.bool_)
    padded[:height, :width] = marks
    cells = padded.reshape(padded.shape[0] // _CELL, _CELL, -1, _CELL).any(axis=(1, 3))
    change = np.diff(np.pad(cells, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(change == 1)
    ends = np.nonzero(change == -1)[1]
    if not len(rows):
        return QRegion()
    if len(rows) > _MOST_RECTS:
        return QRegion(rect)
    region = QRegion()
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        place = QRect(start * _CELL, row * _CELL, (end - start) * _CELL, _CELL)
        region += place.translated(rect.topLeft())
    return region & rect
