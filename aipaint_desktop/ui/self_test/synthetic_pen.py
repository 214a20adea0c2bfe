"""Strokes by a pen or a mouse that is not there, sent through Qt's own events."""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication

from aipaint_desktop.ui.canvas.view import CanvasView

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_NO_KEYS = Qt.KeyboardModifier.NoModifier


class SyntheticPen:
    """Draws on a canvas as an artist's hand does, event by event.

    pause: called after every event, so that the window can answer. sending: called just before every move.
    """

    def __init__(
        self, canvas: CanvasView, pause: Callable[[], None], sending: Callable[[], None] = lambda: None
    ) -> None:
        self._canvas = canvas
        self._pause = pause
        self._sending = sending
        self._device = QPointingDevice(
            "Synthetic pen",
            1,
            QInputDevice.DeviceType.Stylus,
            QPointingDevice.PointerType.Pen,
            QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
            1,
            1,
        )

    def draw(self, points: Sequence[tuple[float, float]], *, mouse: bool = False) -> None:
        """Draw a stroke through the points (document pixels); the pen's pressure swells and falls."""
        press, move, release = (
            (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)
            if mouse
            else (QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease)
        )
        send = self._send_mouse if mouse else self._send_pen
        send(press, points[0], 0.4)
        for index, point in enumerate(points[1:], 1):
            self._sending()
            send(move, point, 0.4 + 0.6 * math.sin(math.pi * index / len(points)))
        send(release, points[-1], 0.0)

    def _places(self, point: tuple[float, float]) -> tuple[QPointF, QPointF]:
        place = self._canvas.viewport.to_widget(QPointF(*point))
        return place, self._canvas.mapToGlobal(place)

    def _send_mouse(self, kind: QEvent.Type, point: tuple[float, float], _pressure: float) -> None:
        button = _NONE if kind is QEvent.Type.MouseMove else _LEFT
        buttons = _NONE if kind is QEvent.Type.MouseButtonRelease else _LEFT
        event = QMouseEvent(kind, *self._places(point), button, buttons, _NO_KEYS)
        QApplication.sendEvent(self._canvas, event)
        self._pause()

    def _send_pen(self, kind: QEvent.Type, point: tuple[float, float], pressure: float) -> None:
        button = _NONE if kind is QEvent.Type.TabletMove else _LEFT
        buttons = _NONE if kind is QEvent.Type.TabletRelease else _LEFT
        event = QTabletEvent(
            kind, self._device, *self._places(point), pressure, 0, 0, 0, 0, 0, _NO_KEYS, button, buttons
        )
        QApplication.sendEvent(self._canvas, event)
        self._pause()
