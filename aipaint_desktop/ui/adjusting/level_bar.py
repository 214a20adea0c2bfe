"""A bar from dark to bright with handles that are drawn along it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from aipaint_desktop.ui.widgets.histogram_picture import draw_histogram

_MARGIN = 8
_HANDLE = 12
_BAR = 10


class LevelBar(QWidget):
    """Shows values, 0 to 1, as handles under a bar. moved: which handle is drawn where; whoever listens shows it there.

    height: px of the histogram above the bar, 0 for none.
    """

    moved = Signal(int, float)

    def __init__(self, height: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tall = height
        self._places: list[float] = []
        self._greys: list[float] = []
        self._held: int | None = None
        self._counts: NDArray[np.float64] | None = None
        self._colour = QColor(150, 150, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, self._tall + _BAR + _HANDLE + 4)

    def show_handles(self, places: Sequence[float], greys: Sequence[float]) -> None:
        """Show handles at these places, filled with these greys, all 0 to 1, left to right."""
        self._places, self._greys = list(places), list(greys)
        self.update()

    def show_histogram(self, counts: NDArray[np.float64] | None, colour: QColor) -> None:
        """Show these counts of the 256 values above the bar, which goes from black to this colour at its brightest."""
        self._counts, self._colour = counts, colour
        self.update()

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, 1, -_MARGIN, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._places:
            place = self._place_at(event.position())
            apart = [abs(one - place) for one in self._places]
            nearest = min(apart)
            # Of handles that lie on one another the one is meant that can be drawn this way.
            alike = [index for index, one in enumerate(apart) if one - nearest < 0.01]
            self._held = alike[-1] if place >= self._places[alike[-1]] else alike[0]
            self.moved.emit(self._held, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self.moved.emit(self._held, self._place_at(event.position()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def _place_at(self, position: QPointF) -> float:
        box = self._box()
        return min(1.0, max(0.0, (position.x() - box.left()) / box.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        box = self._box()
        above = QRectF(box.left(), box.top(), box.width(), self._tall)
        if self._tall:
            painter.fillRect(above, colours.color(QPalette.ColorRole.Base))
            if self._counts is not None:
                draw_histogram(painter, above, self._counts, self._colour)
        bar = QRectF(box.left(), above.bottom() if self._tall else box.top(), box.width(), _BAR)
        shades = QLinearGradient(bar.topLeft(), bar.topRight())
        shades.setColorAt(0, Qt.GlobalColor.black)
        grey = self._colour.hsvSaturation() == 0
        shades.setColorAt(1, Qt.GlobalColor.white if grey else self._colour)
        painter.fillRect(bar, shades)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.color(QPalette.ColorRole.Mid), 1))
        painter.drawRect(above.united(bar) if self._tall else bar)
        painter.setPen(QPen(colours.color(QPalette.ColorRole.WindowText), 1))
        for place, shade in zip(self._places, self._greys, strict=True):
            x = bar.left() + place * bar.width()
            tip = QPointF(x, bar.bottom() - 2)
            low = bar.bottom() + _HANDLE - 2
            value = round(255 * shade)
            painter.setBrush(QColor(value, value, value))
            painter.drawPolygon(QPolygonF([tip, QPointF(x + 6, low), QPointF(x - 6, low)]))
        painter.end()
