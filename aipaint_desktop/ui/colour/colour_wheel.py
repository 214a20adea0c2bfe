"""A ring for the hue around a square for saturation and value."""

import math
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QConicalGradient,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

_RING = 0.13  # width of the ring, of the wheel's radius


class _Part(Enum):
    RING = auto()
    SQUARE = auto()


class ColourWheel(QWidget):
    """Chooses hue, saturation and value, 0 to 1 each; grey keeps the hue that was chosen last."""

    changed = Signal(QColor)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hue, self._saturation, self._value = 0.07, 0.6, 0.8
        self._held: _Part | None = None
        self._ring_picture: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Colour wheel"))
        self.setToolTip(self.tr("Arrow keys change saturation and value; with Shift, the hue"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setMinimumSize(132, 132)

    def sizeHint(self) -> QSize:
        return QSize(176, 176)

    @property
    def colour(self) -> QColor:
        return QColor.fromHsvF(self._hue, self._saturation, self._value)

    def take_over(self, other: "ColourWheel") -> None:
        """Stand as the other wheel does, with the hue of a grey too."""
        self._hue, self._saturation, self._value = other._hue, other._saturation, other._value
        self.update()

    def set_colour(self, colour: QColor) -> None:
        """Show the colour without telling anyone."""
        if colour.rgb() == self.colour.rgb():
            return
        if colour.hsvHueF() >= 0:
            self._hue = colour.hsvHueF()
        self._saturation, self._value = colour.hsvSaturationF(), colour.valueF()
        self.update()

    def _radius(self) -> float:
        return min(self.width(), self.height()) / 2 - 2

    def _square(self) -> QRectF:
        half = (self._radius() * (1 - _RING) - 6) / math.sqrt(2)
        centre = QRectF(self.rect()).center()
        return QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)

    def _choose_at(self, point: QPointF) -> None:
        if self._held is _Part.RING:
            offset = point - QRectF(self.rect()).center()
            self._hue = (math.atan2(-offset.y(), offset.x()) / (2 * math.pi)) % 1
        else:
            square = self._square()
            self._saturation = min(max((point.x() - square.left()) / square.width(), 0), 1)
            self._value = min(max((square.bottom() - point.y()) / square.height(), 0), 1)
        self.update()
        self.changed.emit(self.colour)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        offset = event.position() - QRectF(self.rect()).center()
        distance = math.hypot(offset.x(), offset.y())
        if self._square().contains(event.position()):
            self._held = _Part.SQUARE
        elif self._radius() * (1 - _RING) - 4 <= distance <= self._radius() + 4:
            self._held = _Part.RING
        else:
            return
        self._choose_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._choose_at(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across, up = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }.get(Qt.Key(event.key()), (0, 0))
        if (across, up) == (0, 0):
            super().keyPressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._hue = (self._hue + (across + up) / 72) % 1
        else:
            self._saturation = min(max(self._saturation + across * 0.02, 0), 1)
            self._value = min(max(self._value + up * 0.02, 0), 1)
        self.update()
        self.changed.emit(self.colour)

    def _draw_ring(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._ring_picture is None or self._ring_picture.size() != size:
            picture = QPixmap(size)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            centre, radius = QRectF(self.rect()).center(), self._radius()
            hues = QConicalGradient(centre, 0)
            for sixth in range(7):
                hues.setColorAt(sixth / 6, QColor.fromHsvF(sixth / 6 % 1, 0.92, 0.96))
            ring = QPainterPath()
            ring.addEllipse(centre, radius, radius)
            ring.addEllipse(centre, radius * (1 - _RING), radius * (1 - _RING))
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(ring, hues)
            painter.end()
            self._ring_picture = picture
        return self._ring_picture

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._draw_ring())
        square = self._square()
        rounded = QPainterPath()
        rounded.addRoundedRect(square, 3, 3)
        across = QLinearGradient(square.topLeft(), square.topRight())
        across.setColorAt(0, Qt.GlobalColor.white)
        across.setColorAt(1, QColor.fromHsvF(self._hue, 1, 1))
        painter.fillPath(rounded, across)
        down = QLinearGradient(square.topLeft(), square.bottomLeft())
        down.setColorAt(0, QColor(0, 0, 0, 0))
        down.setColorAt(1, Qt.GlobalColor.black)
        painter.fillPath(rounded, down)

        angle, middle = 2 * math.pi * self._hue, self._radius() * (1 - _RING / 2)
        centre = square.center()
        self._draw_handle(
            painter,
            QPointF(centre.x() + middle * math.cos(angle), centre.y() - middle * math.sin(angle)),
            QColor.fromHsvF(self._hue, 0.92, 0.96),
        )
        self._draw_handle(
            painter,
            QPointF(
                square.left() + self._saturation * square.width(),
                square.bottom() - self._value * square.height(),
            ),
            self.colour,
        )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1))
            painter.drawEllipse(centre, self._radius() + 1.5, self._radius() + 1.5)
        painter.end()

    @staticmethod
    def _draw_handle(painter: QPainter, at: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(QColor(0, 0, 0, 120), 4))
        painter.setBrush(colour)
        painter.drawEllipse(at, 6, 6)
        painter.setPen(QPen(Qt.GlobalColor.white, 2))
        painter.drawEllipse(at, 6, 6)
