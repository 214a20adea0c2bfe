"""A curve that is drawn by its points."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from aipaint_desktop.ui.widgets.histogram_picture import draw_histogram
from aipaint_desktop.values.curve import LEAST_WIDTH, MOST_POINTS, Curve, Point

_MARGIN = 9  # px, so that points at the borders are seen whole
_NEAR = 12  # px, within which a press is on a point
_OFF = 28  # px outside the box, where a point that is dragged there is let go of
_RADIUS = 5
_STEP, _LEAP = 1 / 255, 10 / 255


class _Move(NamedTuple):
    dx: float
    dy: float


_MOVES = {
    Qt.Key.Key_Left: _Move(-1, 0),
    Qt.Key.Key_Right: _Move(1, 0),
    Qt.Key.Key_Up: _Move(0, 1),
    Qt.Key.Key_Down: _Move(0, -1),
}


class CurveEditor(QWidget):
    """Shows a curve, over a histogram if there is one: what is there along the bottom, what becomes of it up the side.

    A press makes a point or takes hold of one; one that is dragged out of the box is gone. Arrow keys move the chosen
    point, Page Up and Page Down choose another, Insert makes one in the widest gap, Delete takes it away.
    edited: another curve was drawn. chosen: another point is chosen, or it has moved.
    """

    edited = Signal()
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None, *, least: int = 240) -> None:
        """least: px that each side has at least."""
        super().__init__(parent)
        self._points: list[Point] = list(Curve().points)
        self._index = 0
        self._held = False
        self._before: list[Point] | None = None  # the points without the one that is dragged out
        self._colour = QColor(150, 150, 150)
        self._counts: NDArray[np.float64] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(least, least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Curve"))
        self.setToolTip(
            self.tr(
                "A click makes a point; drawing it out takes it away.\nKeys: arrows, Page Up and Down, Insert, Delete"
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(300, 300).expandedTo(self.minimumSize())

    @property
    def curve(self) -> Curve:
        return Curve(tuple(self._points))

    @property
    def point(self) -> Point:
        """Give the chosen point: value before and after, 0 to 1."""
        return self._points[self._index]

    def show_curve(self, curve: Curve, colour: QColor) -> None:
        """Show another curve, without telling anyone that it is one."""
        self._points, self._colour = list(curve.points), colour
        self._index = min(self._index, len(self._points) - 1)
        self._held, self._before = False, None
        self.chosen.emit()
        self.update()

    def show_histogram(self, counts: NDArray[np.float64]) -> None:
        """Show these counts of the 256 values behind the curve."""
        self._counts = counts
        self.update()

    def move_point(self, place: float, value: float) -> None:
        """Move the chosen point, 0 to 1 each, as far as its neighbours let it."""
        points, index = self._points, self._index
        least = points[index - 1][0] + LEAST_WIDTH if index else 0.0
        most = points[index + 1][0] - LEAST_WIDTH if index + 1 < len(points) else 1.0
        moved = (min(most, max(least, place)), min(1.0, max(0.0, value)))
        if moved != points[index]:
            points[index] = moved
            self._tell()

    def _tell(self) -> None:
        self.update()
        self.edited.emit()
        self.chosen.emit()

    def _choose(self, index: int) -> None:
        self._index = index
        self.update()
        self.chosen.emit()

    def _insert(self, place: float, value: float) -> bool:
        """Make a point and choose it; returns whether there is room."""
        index = sum(point[0] < place for point in self._points)
        near = any(abs(point[0] - place) < LEAST_WIDTH for point in self._points)
        if near or len(self._points) >= MOST_POINTS:
            return False
        self._points.insert(index, (place, value))
        self._index = index
        self._tell()
        return True

    def _remove(self) -> None:
        if len(self._points) > 2:
            del self._points[self._index]
            self._index = min(max(0, self._index - 1), len(self._points) - 1)
            self._tell()

    # Places

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def _seen_at(self, point: Point) -> QPointF:
        box = self._box()
        return QPointF(box.left() + point[0] * box.width(), box.bottom() - point[1] * box.height())

    def _point_at(self, position: QPointF) -> Point:
        box = self._box()
        return (position.x() - box.left()) / box.width(), (box.bottom() - position.y()) / box.height()

    def _near(self, position: QPointF) -> int | None:
        apart = [(self._seen_at(point) - position).manhattanLength() for point in self._points]
        nearest = min(range(len(apart)), key=apart.__getitem__)
        return nearest if apart[nearest] <= _NEAR else None

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position())
        if event.button() == Qt.MouseButton.RightButton and near is not None:
            self._index = near
            self._remove()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if near is not None:
            self._choose(near)
            self._held = True
            return
        place, value = self._point_at(event.position())
        self._held = self._insert(min(1.0, max(0.0, place)), min(1.0, max(0.0, value)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._held:
            near = self._near(event.position())
            self.setCursor(Qt.CursorShape.ArrowCursor if near is None else Qt.CursorShape.SizeAllCursor)
            return
        outside = not self._box().adjusted(-_OFF, -_OFF, _OFF, _OFF).contains(event.position())
        if outside and self._before is None and 0 < self._index < len(self._points) - 1:
            self._before = list(self._points)
            del self._points[self._index]
            self._tell_without()
        elif self._before is not None and not outside:
            self._points, self._before = self._before, None
        if self._before is None:
            self.move_point(*self._point_at(event.position()))

    def _tell_without(self) -> None:
        """The point that is held is out of the box, and back if it comes back."""
        index, self._index = self._index, self._index - 1
        self._tell()
        self._index = index

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._before is not None:
            self._before = None
            self._choose(self._index - 1)
        self._held = False

    # Keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _MOVES or key in self._keys():
                event.accept()  # Insert and Delete are no commands of the window here
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES:
            step = _LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            place, value = self.point
            self.move_point(place + _MOVES[key].dx * step, value + _MOVES[key].dy * step)
            return
        act = self._keys().get(key)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _keys(self) -> dict[Qt.Key, Callable[[], object]]:
        count = len(self._points)
        return {
            Qt.Key.Key_PageUp: lambda: self._choose((self._index + 1) % count),
            Qt.Key.Key_PageDown: lambda: self._choose((self._index - 1) % count),
            Qt.Key.Key_Delete: self._remove,
            Qt.Key.Key_Backspace: self._remove,
            Qt.Key.Key_Insert: self._insert_in_widest_gap,
        }

    def _insert_in_widest_gap(self) -> None:
        places = [point[0] for point in self._points]
        gaps = np.diff(places)
        widest = int(gaps.argmax())
        place = float(places[widest] + gaps[widest] / 2)
        self._insert(place, float(self.curve(np.array([place]))[0]))

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        box = self._box()
        painter.fillRect(box, colours.color(QPalette.ColorRole.Base))
        if self._counts is not None:
            draw_histogram(painter, box, self._counts, self._colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.color(QPalette.ColorRole.Mid), 1))
        for quarter in (0.25, 0.5, 0.75):
            painter.drawLine(self._seen_at((quarter, 0)), self._seen_at((quarter, 1)))
            painter.drawLine(self._seen_at((0, quarter)), self._seen_at((1, quarter)))
        painter.drawLine(box.bottomLeft(), box.topRight())
        focused = self.hasFocus()
        painter.setPen(
            QPen(colours.color(QPalette.ColorRole.Accent if focused else QPalette.ColorRole.Mid), 1)
        )
        painter.drawRect(box)
        self._draw_curve(painter)
        painter.end()

    def _draw_curve(self, painter: QPainter) -> None:
        places = np.linspace(0, 1, max(2, round(self._box().width())))
        heights = self.curve(places)
        line = QPolygonF([self._seen_at((float(x), float(y))) for x, y in zip(places, heights, strict=True)])
        words = self.palette().color(QPalette.ColorRole.WindowText)
        grey = self._colour.hsvSaturation() == 0
        painter.setPen(QPen(words if grey else self._colour, 2))
        painter.drawPolyline(line)
        for index, point in enumerate(self._points):
            chosen = index == self._index and self._before is None
            accent = self.palette().color(QPalette.ColorRole.Accent)
            painter.setPen(QPen(words, 1.5))
            painter.setBrush(accent if chosen else self.palette().color(QPalette.ColorRole.Base))
            painter.drawEllipse(self._seen_at(point), _RADIUS, _RADIUS)
