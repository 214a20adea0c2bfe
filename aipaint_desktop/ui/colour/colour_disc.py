"""A disc of all hues, grey in its middle, which a polygon can limit, beside a bar for how light a colour is."""

import math
from enum import Enum, auto

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.ui.colour.chooser import ColourChooser, on_circle
from aipaint_desktop.ui.colour.gamut import NO_MASK, GamutMask, Point
from aipaint_desktop.ui.colour.models import ColourModel, Oklch, Place, colours_at

_BAR, _GAP = 14, 8
_HUES, _RINGS = 240, 48  # of the disc, which is smoothed between
_FINE = 176
_VEIL = QColor(40, 40, 40, 190)  # over what the mask leaves out
_TURN = 1 / 72
_CORNER = 4.0


class _Part(Enum):
    DISC = auto()
    BAR = auto()
    CORNER = auto()


class ColourDisc(ColourChooser):
    """Chooses hue and colourfulness on the disc and lightness on the bar; what is outside of the mask is not chosen.

    The corners of the mask are dragged, and the mouse wheel turns it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mask = NO_MASK
        self._corner = 0
        self._disc: tuple[object, QImage] | None = None
        self.setAccessibleName(self.tr("Colour disc"))
        self.set_model(Oklch())

    @property
    def gamut(self) -> GamutMask:
        return self._mask

    def set_gamut(self, mask: GamutMask) -> None:
        """Limit what can be chosen by hand; the colour in hand stays what it is."""
        self._mask = mask
        self.update()

    def take_over(self, other: ColourChooser) -> None:
        super().take_over(other)
        if isinstance(other, ColourDisc):
            self.set_gamut(other._mask)

    def _radius(self) -> float:
        return min(self.width() - _BAR - _GAP, self.height()) / 2 - 3

    def _centre(self) -> QPointF:
        return QPointF((self.width() - _BAR - _GAP) / 2, self.height() / 2)

    def _bar(self) -> QRectF:
        radius, centre = self._radius(), self._centre()
        return QRectF(centre.x() + radius + _GAP, centre.y() - radius, _BAR, 2 * radius)

    def _on_screen(self, point: Point) -> QPointF:
        return self._centre() + QPointF(point[0], -point[1]) * self._radius()

    def _on_disc(self, point: QPointF) -> Point:
        offset = (point - self._centre()) / max(1.0, self._radius())
        return offset.x(), -offset.y()

    def _choose_at(self, point: QPointF) -> None:
        if self._held is _Part.BAR:
            bar = self._bar()
            self._move(self._place._replace(light=(bar.bottom() - point.y()) / bar.height()))
        elif self._held is _Part.CORNER:
            self.set_gamut(self._mask.with_corner(self._corner, self._on_disc(point)))
        else:
            x, y = self._mask.nearest(self._on_disc(point))
            hue = math.atan2(y, x) / (2 * math.pi) % 1 if (x, y) != (0, 0) else self._place.hue
            self._move(Place(hue, min(1.0, math.hypot(x, y)), self._place.light))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        mark = self._mark_at(point, self._marks(self._centre(), self._place.colourful * self._radius()))
        near = [
            number
            for number, corner in enumerate(self._mask.corners)
            if math.dist(self._on_screen(corner).toTuple(), point.toTuple()) <= 2 * _CORNER
        ]
        if mark is not None:
            self.choose_harmonious(mark)
            return
        if near:
            self._held, self._corner = _Part.CORNER, near[0]
        elif self._bar().adjusted(-4, -4, 4, 4).contains(point):
            self._held = _Part.BAR
        elif math.hypot(*self._on_disc(point)) <= 1.05:
            self._held = _Part.DISC
        else:
            return
        self._choose_at(point)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._mask.corners:
            self.set_gamut(self._mask.turned(_TURN * event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def _draw_disc(self) -> QImage:
        key = self._model.id, round(self._place.light, 3)
        if self._disc is None or self._disc[0] != key:
            self._disc = key, disc_of(self._model, self._place.light)
        return self._disc[1]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        centre, radius = self._centre(), self._radius()
        whole = QPainterPath()
        whole.addEllipse(centre, radius, radius)
        painter.setClipPath(whole)
        painter.drawImage(
            QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), self._draw_disc()
        )
        painter.setClipping(False)
        if self._mask.corners:
            self._draw_mask(painter, whole)
        self._draw_bar(painter)
        hue, colourful, _ = self._place
        for mark in self._marks(centre, colourful * radius):
            self._draw_mark(painter, mark)
        self._draw_handle(painter, on_circle(centre, colourful * radius, hue), self._colour)
        self._draw_focus(painter, centre, radius)
        painter.end()

    def _draw_mask(self, painter: QPainter, whole: QPainterPath) -> None:
        corners = [self._on_screen(corner) for corner in self._mask.corners]
        within = QPainterPath()
        within.addPolygon(QPolygonF(corners))
        within.closeSubpath()
        painter.fillPath(whole.subtracted(within), _VEIL)
        painter.setPen(QPen(Qt.GlobalColor.white, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(within)
        painter.setBrush(Qt.GlobalColor.white)
        painter.setPen(QPen(QColor(0, 0, 0, 170), 1))
        for corner in corners:
            painter.drawRect(
                QRectF(corner.x() - _CORNER + 1, corner.y() - _CORNER + 1, 2 * _CORNER - 2, 2 * _CORNER - 2)
            )

    def _draw_bar(self, painter: QPainter) -> None:
        bar = self._bar()
        ramp = QLinearGradient(bar.bottomLeft(), bar.topLeft())
        places = [self._place._replace(light=stop / 8) for stop in range(9)]
        for place, colour in zip(places, colours_at(self._model, places), strict=True):
            ramp.setColorAt(place.light, colour)
        rounded = QPainterPath()
        rounded.addRoundedRect(bar, 3, 3)
        painter.fillPath(rounded, ramp)
        at = bar.bottom() - self._place.light * bar.height()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor(0, 0, 0, 140), 4), (QColor(255, 255, 255), 2)):
            painter.setPen(QPen(colour, width))
            painter.drawRoundedRect(QRectF(bar.left() - 1, at - 3, bar.width() + 2, 6), 2, 2)


def disc_of(model: ColourModel, light: float) -> QImage:
    """Draw all colours of a lightness: hues around, and grey in the middle."""
    hues = (np.arange(_HUES) / _HUES).astype(np.float32)
    out = np.linspace(0, 1, _RINGS).astype(np.float32)
    colours = model.colours(hues[:, None], out[None, :], np.array(light, np.float32))
    table = np.rint(255 * np.moveaxis(colours, 0, 2)).astype(np.uint8)
    steps = (np.arange(_FINE) + 0.5) / _FINE * 2 - 1
    x, y = steps[None, :], -steps[:, None]
    turns = np.rint(np.arctan2(y, x) / (2 * np.pi) * _HUES).astype(int) % _HUES
    rings = np.rint(np.minimum(np.hypot(x, y), 1) * (_RINGS - 1)).astype(int)
    return to_qimage(table[turns, rings])
