"""A ring for the hue around a square for how colourful and how light a colour is."""

import math
from enum import Enum, auto

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QConicalGradient,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.ui.colour.chooser import ColourChooser, hue_at, middle_of, on_circle
from aipaint_desktop.ui.colour.models import ColourModel, Place, colour_at, colours_at

_RING = 0.13  # width of the ring, of the wheel's radius
_RING_COLOURFUL, _RING_LIGHT = 0.92, {"hsv": 0.96, "oklch": 0.74}
_STOPS = 72
_FINE = 64  # colours across the square, which is smoothed between


class _Part(Enum):
    RING = auto()
    SQUARE = auto()


class ColourWheel(ColourChooser):
    """Chooses hue on the ring, and in the square how colourful a colour is, to the right, and how light, upwards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring: tuple[object, QPixmap] | None = None
        self._plane: tuple[object, QImage] | None = None
        self.setAccessibleName(self.tr("Colour wheel"))

    def _radius(self) -> float:
        return min(self.width(), self.height()) / 2 - 2

    def _square(self) -> QRectF:
        half = (self._radius() * (1 - _RING) - 6) / math.sqrt(2)
        centre = middle_of(self)
        return QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)

    def _choose_at(self, point: QPointF) -> None:
        hue, _, _ = self._place
        if self._held is _Part.RING:
            self._move(self._place._replace(hue=hue_at(middle_of(self), point)))
        else:
            square = self._square()
            across = (point.x() - square.left()) / square.width()
            self._move(Place(hue, across, (square.bottom() - point.y()) / square.height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        centre, point = middle_of(self), event.position()
        distance = math.dist(centre.toTuple(), point.toTuple())
        mark = self._mark_at(point, self._marks(centre, self._radius() * (1 - _RING / 2)))
        if self._square().contains(point):
            self._held = _Part.SQUARE
        elif mark is not None:
            self.choose_harmonious(mark)
            return
        elif self._radius() * (1 - _RING) - 4 <= distance <= self._radius() + 4:
            self._held = _Part.RING
        else:
            return
        self._choose_at(point)

    def _draw_ring(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        key = size, self._model.id
        if self._ring is None or self._ring[0] != key:
            picture = QPixmap(size)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            centre, radius = middle_of(self), self._radius()
            hues = QConicalGradient(centre, 0)
            light = _RING_LIGHT[self._model.id]
            stops = [stop / _STOPS for stop in range(_STOPS + 1)]
            places = [Place(stop, _RING_COLOURFUL, light) for stop in stops]
            for stop, colour in zip(stops, colours_at(self._model, places), strict=True):
                hues.setColorAt(stop, colour)
            ring = QPainterPath()
            ring.addEllipse(centre, radius, radius)
            ring.addEllipse(centre, radius * (1 - _RING), radius * (1 - _RING))
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(ring, hues)
            painter.end()
            self._ring = key, picture
        return self._ring[1]

    def _draw_plane(self) -> QImage:
        key = self._model.id, round(self._place.hue, 4)
        if self._plane is None or self._plane[0] != key:
            self._plane = key, plane_of(self._model, self._place.hue)
        return self._plane[1]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(0, 0, self._draw_ring())
        square = self._square()
        rounded = QPainterPath()
        rounded.addRoundedRect(square, 3, 3)
        painter.setClipPath(rounded)
        painter.drawImage(square, self._draw_plane())
        painter.setClipping(False)

        middle, centre = self._radius() * (1 - _RING / 2), square.center()
        for mark in self._marks(centre, middle):
            self._draw_mark(painter, mark)
        hue, colourful, light = self._place
        pure = colour_at(self._model, Place(hue, _RING_COLOURFUL, _RING_LIGHT[self._model.id]))
        self._draw_handle(painter, on_circle(centre, middle, hue), pure)
        at = QPointF(square.left() + colourful * square.width(), square.bottom() - light * square.height())
        self._draw_handle(painter, at, self._colour)
        self._draw_focus(painter, centre, self._radius())
        painter.end()


def plane_of(model: ColourModel, hue: float) -> QImage:
    """Draw all colours of a hue, colourful to the right and light upwards."""
    steps = np.linspace(0, 1, _FINE).astype(np.float32)
    colours = model.colours(np.array(hue, np.float32), steps[None, :], steps[::-1, None])
    return to_qimage(np.rint(255 * np.moveaxis(colours, 0, 2)).astype(np.uint8))
