"""A gradient whose stops are drawn along it."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from aipaint_desktop.document.adjusting.gradient_map import MOST_STOPS, Stop, colours_of

_MARGIN = 9
_BAR = 34
_HANDLE = 14
_NEAR = 9  # px, within which a press is on a stop
_OFF = 30  # px below or above, where a stop that is dragged there is let go of
_STEP, _LEAP = 0.01, 0.1
_KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Insert,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
)


class GradientBar(QWidget):
    """Shows the stops of a gradient under it, dark at the left.

    A press makes a stop or takes hold of one; one that is dragged off the bar is gone. Arrow keys move the chosen stop,
    Page Up and Page Down choose another, Insert makes one, Delete takes it away.
    edited: the gradient is another. chosen: another stop is chosen.
    """

    edited = Signal()
    chosen = Signal()

    def __init__(self, stops: tuple[Stop, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stops: list[Stop] = list(stops)
        self._index = len(stops) // 2
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Gradient"))
        self.setToolTip(
            self.tr(
                "A click makes a stop; drawing it off takes it away.\nKeys: arrows, Page Up and Down, Insert, Delete"
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(300, _BAR + _HANDLE + 6)

    @property
    def stops(self) -> tuple[Stop, ...]:
        return tuple(self._stops)

    @property
    def stop(self) -> Stop:
        """Give the chosen stop."""
        return self._stops[self._index]

    def show_stops(self, stops: tuple[Stop, ...]) -> None:
        """Show another gradient, without telling anyone that it is one."""
        self._stops, self._index, self._held = list(stops), len(stops) // 2, False
        self.update()
        self.chosen.emit()

    def set_colour(self, colour: QColor) -> None:
        """Give the chosen stop a colour."""
        self._stops[self._index] = (self.stop[0], (colour.red(), colour.green(), colour.blue()))
        self._tell()

    def move_stop(self, place: float) -> None:
        """Move the chosen stop, 0 to 1, as far as its neighbours let it."""
        least = self._stops[self._index - 1][0] if self._index else 0.0
        most = self._stops[self._index + 1][0] if self._index + 1 < len(self._stops) else 1.0
        self._stops[self._index] = (min(most, max(least, place)), self.stop[1])
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.edited.emit()

    def _choose(self, index: int) -> None:
        self._index = index
        self.update()
        self.chosen.emit()

    def _insert(self, place: float) -> bool:
        """Make a stop and choose it; returns whether there is room."""
        if len(self._stops) >= MOST_STOPS:
            return False
        red, green, blue = (round(float(value)) for value in colours_of(self.stops, np.array([place]))[:, 0])
        index = sum(stop[0] < place for stop in self._stops)
        self._stops.insert(index, (place, (red, green, blue)))
        self._choose(index)
        self._tell()
        return True

    def _insert_in_widest_gap(self) -> None:
        places = [0.0, *(stop[0] for stop in self._stops), 1.0]
        gaps = np.diff(places)
        widest = int(gaps.argmax())
        self._insert(float(places[widest] + gaps[widest] / 2))

    def _remove(self) -> None:
        if len(self._stops) > 1:
            del self._stops[self._index]
            self._choose(min(max(0, self._index - 1), len(self._stops) - 1))
            self._held = False
            self._tell()

    def _box(self) -> QRectF:
        return QRectF(_MARGIN, 1, self.width() - 2 * _MARGIN, _BAR)

    def _place_at(self, position: QPointF) -> float:
        return min(1.0, max(0.0, (position.x() - self._box().left()) / self._box().width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        box, x = self._box(), event.position().x()
        apart = [abs(box.left() + place * box.width() - x) for place, _ in self._stops]
        near = min(range(len(apart)), key=apart.__getitem__)
        on_stop = apart[near] <= _NEAR
        if event.button() == Qt.MouseButton.RightButton and on_stop:
            self._index = near
            self._remove()
        elif event.button() == Qt.MouseButton.LeftButton:
            if on_stop:
                self._choose(near)
            self._held = on_stop or self._insert(self._place_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._held:
            return
        if not -_OFF <= event.position().y() <= self.height() + _OFF:
            self._remove()
        else:
            self.move_stop(self._place_at(event.position()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = False

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _KEYS
        ):
            event.accept()  # Insert and Delete are no commands of the window here
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left:
                self.move_stop(self.stop[0] - step)
            case Qt.Key.Key_Right:
                self.move_stop(self.stop[0] + step)
            case Qt.Key.Key_PageUp:
                self._choose((self._index + 1) % len(self._stops))
            case Qt.Key.Key_PageDown:
                self._choose((self._index - 1) % len(self._stops))
            case Qt.Key.Key_Insert:
                self._insert_in_widest_gap()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._remove()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        box = self._box()
        shades = QLinearGradient(box.topLeft(), box.topRight())
        for place, colour in self._stops:
            shades.setColorAt(place, QColor(*colour))
        painter.setPen(
            QPen(colours.color(QPalette.ColorRole.Accent if self.hasFocus() else QPalette.ColorRole.Mid), 1)
        )
        painter.setBrush(shades)
        painter.drawRect(box)
        for index, (place, colour) in enumerate(self._stops):
            chosen = index == self._index
            edge = colours.color(QPalette.ColorRole.Accent if chosen else QPalette.ColorRole.WindowText)
            painter.setPen(QPen(edge, 2.5 if chosen else 1.2))
            painter.setBrush(QColor(*colour))
            x = box.left() + place * box.width()
            painter.drawRoundedRect(QRectF(x - 6, box.bottom() - 4, 12, _HANDLE + 4), 3, 3)
        painter.end()
