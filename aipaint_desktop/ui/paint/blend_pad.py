"""A pad on which the references stand in a ring; a dragged point says how much of each is wanted."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

_THUMBNAIL = 36
_HANDLE = 7
_STEP = 0.05  # of the pad's radius, for the arrow keys
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-_STEP, 0),
    Qt.Key.Key_Right: QPointF(_STEP, 0),
    Qt.Key.Key_Up: QPointF(0, -_STEP),
    Qt.Key.Key_Down: QPointF(0, _STEP),
}


def corners(count: int) -> list[QPointF]:
    """Place so many references in the unit circle: two beside each other, more in a ring from the top."""
    start = math.pi if count == 2 else -math.pi / 2
    turns = (start + 2 * math.pi * k / count for k in range(count))
    return [QPointF(math.cos(turn), math.sin(turn)) for turn in turns]


def weights_at(place: QPointF, count: int) -> tuple[float, ...]:
    """Weigh `count` references at a point, sum 1: all of one at its corner, equal in the middle.

    Inverse distance weighting (Shepard 1968) with the square of the distance.
    """
    distances = [_length(corner - place) for corner in corners(count)]
    if min(distances, default=1.0) < 1e-3:
        return tuple(float(distance == min(distances)) for distance in distances)
    inverse = [distance**-2 for distance in distances]
    return tuple(value / sum(inverse) for value in inverse)


def _length(point: QPointF) -> float:
    return math.hypot(point.x(), point.y())


class BlendPad(QWidget):
    """Blends by a point between images: `weights` for those it was given; `changed` when the artist moved the point.
    Double click: the middle."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: list[QImage] = []
        self._place = QPointF(0, 0)
        self.setAccessibleName(self.tr("How much of each picture"))
        self.setToolTip(self.tr("Drag to say how much of each picture; double click for equal parts"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, 132)

    @property
    def weights(self) -> tuple[float, ...]:
        return weights_at(self._place, len(self._images))

    def take_over(self, other: "BlendPad") -> None:
        """Have the point where the other pad has it."""
        self._images, self._place = list(other._images), QPointF(other._place)
        self.update()
        self.changed.emit()

    def show_images(self, images: Sequence[QImage]) -> None:
        """Show the references, small and square; another number of them puts the point into the middle."""
        if len(images) != len(self._images):
            self._place = QPointF(0, 0)
        self._images = list(images)
        self.update()

    def move_to(self, place: QPointF) -> None:
        """Move the point. place: in the unit circle; what lies beyond is drawn in."""
        self._place = place / max(1.0, _length(place))
        self.update()
        self.changed.emit()

    def _ring(self) -> tuple[QPointF, QPointF]:
        """Its middle and radii in px."""
        inset = _THUMBNAIL / 2 + 2
        middle = QRectF(self.rect()).center()
        return middle, QPointF(self.width() / 2 - inset, self.height() / 2 - inset)

    def _to_widget(self, place: QPointF) -> QPointF:
        middle, radii = self._ring()
        return middle + QPointF(place.x() * radii.x(), place.y() * radii.y())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self.palette()
        handle = self._to_widget(self._place)
        accent = palette.color(QPalette.ColorRole.Highlight)
        for corner, weight in zip(corners(len(self._images)), self.weights, strict=True):
            accent.setAlphaF(0.15 + 0.85 * weight)
            painter.setPen(QPen(accent, 1 + 3 * weight))
            painter.drawLine(handle, self._to_widget(corner))
        for corner, image in zip(corners(len(self._images)), self._images, strict=True):
            box = QRectF(0, 0, _THUMBNAIL, _THUMBNAIL)
            box.moveCenter(self._to_widget(corner))
            outline = QPainterPath()
            outline.addRoundedRect(box, 4, 4)
            painter.save()
            painter.setClipPath(outline)
            painter.drawImage(box, image)
            painter.restore()
        accent.setAlphaF(1)
        edge = palette.color(QPalette.ColorRole.WindowText if self.hasFocus() else QPalette.ColorRole.Window)
        painter.setPen(QPen(edge, 2))
        painter.setBrush(accent)
        painter.drawEllipse(handle, _HANDLE, _HANDLE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._follow(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._follow(event.position())

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.move_to(QPointF(0, 0))

    def _follow(self, position: QPointF) -> None:
        middle, radii = self._ring()
        away = position - middle
        self.move_to(QPointF(away.x() / radii.x(), away.y() / radii.y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.move_to(self._place + step)
