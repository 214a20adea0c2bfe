"""The pressure curve drawn, and a sheet to try it on."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QTabletEvent
from PySide6.QtWidgets import QWidget

from aipaint_desktop.brushes.pressure import PressureCurve

_SIDE = 160
_WIDEST = 22.0  # of a try-out stroke at full pressure, px


class PressureGraph(QWidget):
    """Draws what the pen reports along the bottom, what brushes see of it up the side."""

    def __init__(self, curve: PressureCurve, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = curve
        self.setFixedSize(_SIDE, _SIDE)
        self.setAccessibleName(self.tr("Pressure curve"))

    def show_curve(self, curve: PressureCurve) -> None:
        self._curve = curve
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(colours.color(QPalette.ColorRole.Mid))
        painter.setBrush(colours.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(8, 8, -8, -8)
        painter.drawLine(inner.bottomLeft(), inner.topRight())
        points = [
            QPointF(
                inner.left() + step / 100 * inner.width(),
                inner.bottom() - self._curve(step / 100) * inner.height(),
            )
            for step in range(101)
        ]
        painter.setPen(QPen(colours.color(QPalette.ColorRole.Accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.end()


class TryOutSheet(QWidget):
    """Takes strokes of the pen, as wide as the curve makes them."""

    def __init__(self, curve: PressureCurve, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curve = curve
        self._dabs: list[list[tuple[QPointF, float]]] = []
        self.setMinimumSize(_SIDE, _SIDE)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Sheet to try the pen on"))

    def sizeHint(self) -> QSize:
        return QSize(2 * _SIDE, _SIDE)

    def clear(self) -> None:
        self._dabs.clear()
        self.update()

    def tabletEvent(self, event: QTabletEvent) -> None:
        if event.type() == QEvent.Type.TabletPress:
            self._dabs.append([])
        if self._dabs and event.pressure() > 0:
            self._dabs[-1].append((event.position(), self.curve(event.pressure())))
            self.update()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dabs.append([(event.position(), 1.0)])
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dabs:
            self._dabs[-1].append((event.position(), 1.0))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        painter.setPen(colours.color(QPalette.ColorRole.Mid))
        painter.setBrush(colours.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if not self._dabs:
            painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Draw here with the pen"))
        pen = QPen(colours.color(QPalette.ColorRole.WindowText))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        for stroke in self._dabs:
            for (before, _), (after, pressure) in pairwise(stroke):
                pen.setWidthF(max(0.5, _WIDEST * pressure))
                painter.setPen(pen)
                painter.drawLine(before, after)
        painter.end()
