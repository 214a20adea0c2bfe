"""Fingers on the canvas: one paints, two move the view, taps undo and redo, and one that stays picks a colour."""

import math
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer
from PySide6.QtGui import QEventPoint, QInputDevice, QTouchEvent

_STILL = 12.0  # px that a finger may slip and still be still
_TAP = 0.3  # s that a tap lasts at most
_LONG_MS = 550  # after which a finger that is still picks a colour
_SETTLED = 0.2  # s, within which another finger makes a gesture of a stroke that has just begun
_TURNS = math.radians(8)  # from which on two fingers turn the view


class TouchHost(Protocol):
    """A canvas that fingers work on; places are those of the widget."""

    @property
    def paints_by_touch(self) -> bool:
        """Tell whether a finger paints: not where the artist has a pen."""

    @property
    def pen_is_near(self) -> bool:
        """Tell whether a pen draws or is about to: what touches then is the palm."""

    def mapFromGlobal(self, place: QPointF, /) -> QPointF: ...

    def press_finger(self, place: QPointF, time: float) -> None: ...

    def move_finger(self, place: QPointF, time: float) -> None: ...

    def lift_finger(self, place: QPointF, time: float) -> None: ...

    def cancel(self) -> None: ...

    def pick_at(self, place: QPointF) -> None: ...

    def shift_view(self, before: QPointF, now: QPointF, factor: float, degrees: float) -> None:
        """Move what was seen at one place to another, and zoom and turn the view about there."""

    def undo(self) -> None: ...

    def redo(self) -> None: ...


class TouchGestures(QObject):
    """Tells what fingers mean from the first that comes down to the last that is lifted."""

    def __init__(self, host: TouchHost, parent: QObject) -> None:
        super().__init__(parent)
        self._host = host
        self._starts: dict[int, QPointF] = {}
        self._places: dict[int, QPointF] = {}
        self._began = 0.0
        self._most = 0  # fingers at once
        self._moved = False
        self._painting = self._picking = self._ignored = False
        self._turned: float | None = 0.0  # how far two fingers have turned; None once the view turns along
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(_LONG_MS)
        self._long.timeout.connect(self._stay)

    def take(self, event: QTouchEvent) -> bool:
        """Follow the fingers; returns whether they are those of a screen, whose events end here."""
        device = event.device()
        if device is not None and device.type() == QInputDevice.DeviceType.TouchPad:
            return False
        time = event.timestamp() / 1000
        if event.type() == QEvent.Type.TouchCancel:
            self.give_up()
            return True
        if not self._places:
            self._begin(time)
        if self._host.pen_is_near and not self._ignored:
            self.give_up()
            self._ignored = True
        self._follow(event.points(), time)
        return True

    def _begin(self, time: float) -> None:
        self._starts.clear()
        self._began, self._most, self._moved, self._turned = time, 0, False, 0.0
        self._painting = self._picking = self._ignored = False

    def _follow(self, points: Sequence[QEventPoint], time: float) -> None:
        before = dict(self._places)
        for point in points:
            place = self._host.mapFromGlobal(point.globalPosition())
            if point.state() == QEventPoint.State.Pressed:
                self._starts[point.id()] = place
                before[point.id()] = place
            if point.id() in self._starts:
                self._places[point.id()] = place
        count = len(self._places)
        if count > self._most:
            self._most = count
            self._add_finger(time)
        slips = (self._places[finger] - self._starts[finger] for finger in self._places)
        self._moved = self._moved or any(math.hypot(slip.x(), slip.y()) > _STILL for slip in slips)
        if not self._ignored:
            self._act(before, time)
        for point in points:
            if point.state() == QEventPoint.State.Released:
                self._places.pop(point.id(), None)
        if not self._places:
            self._end(points, time)

    def _add_finger(self, time: float) -> None:
        """One more is down than ever since the first."""
        if self._most == 1:
            self._long.start()
            return
        self._long.stop()
        if self._painting and time - self._began < _SETTLED:
            self._host.cancel()
            self._painting = False

    def _act(self, before: dict[int, QPointF], time: float) -> None:
        fingers = list(self._places)
        if self._painting or self._picking:
            place = self._places.get(next(iter(self._starts)))
            if place is None:
                return
            if self._picking:
                self._host.pick_at(place)
            else:
                self._host.move_finger(place, time)
        elif self._most == 1 and self._moved:
            self._long.stop()
            if self._host.paints_by_touch:
                self._painting = True
                self._host.press_finger(self._starts[fingers[0]], self._began)
                self._host.move_finger(self._places[fingers[0]], time)
        elif self._moved and len(fingers) >= 2 and all(finger in before for finger in fingers[:2]):
            self._shift([before[finger] for finger in fingers[:2]], [self._places[f] for f in fingers[:2]])

    def _shift(self, before: Sequence[QPointF], now: Sequence[QPointF]) -> None:
        """Let two fingers hold on to what they have touched."""
        way, other = (complex(b.x() - a.x(), b.y() - a.y()) for a, b in (before, now))
        if abs(way) < 1 or abs(other) < 1:
            return
        turn = math.atan2((other / way).imag, (other / way).real)
        if self._turned is not None:
            self._turned += turn
            if abs(self._turned) < _TURNS:
                turn = 0.0
            else:
                self._turned = None
        middle, there = (before[0] + before[1]) / 2, (now[0] + now[1]) / 2
        self._host.shift_view(middle, there, abs(other) / abs(way), math.degrees(turn))

    def _stay(self) -> None:
        """A finger has stayed where it came down."""
        if self._most == 1 and not self._moved and not self._ignored and self._places:
            self._picking = True
            self._host.pick_at(next(iter(self._places.values())))

    def _end(self, points: Sequence[QEventPoint], time: float) -> None:
        """The last finger has been lifted."""
        self._long.stop()
        if self._ignored or self._picking:
            return
        place = self._host.mapFromGlobal(points[0].globalPosition())
        if self._painting:
            self._painting = False
            self._host.lift_finger(place, time)
        elif not self._moved and time - self._began <= _TAP:
            if self._most == 1 and self._host.paints_by_touch:
                self._host.press_finger(place, self._began)
                self._host.lift_finger(place, time)
            elif self._most == 2:
                self._host.undo()
            elif self._most == 3:
                self._host.redo()

    def give_up(self) -> None:
        """Forget the fingers that are down, as where a pen comes near; what they have begun to paint is taken back."""
        self._long.stop()
        if self._painting:
            self._host.cancel()
        self._painting = self._picking = False
        self._places.clear()
