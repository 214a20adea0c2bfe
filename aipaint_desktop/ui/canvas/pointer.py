"""What a mouse or a pen says about itself, in one form."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent

from aipaint_desktop.ui.canvas.viewport import Viewport

_PEN = (QPointingDevice.PointerType.Pen, QPointingDevice.PointerType.Eraser)


@dataclass(frozen=True)
class Pointer:
    """One event of a mouse or a pen over the canvas.

    position: in the document, fractional pixels. widget_position: in the view.
    pressure: 0 to 1; a mouse has 1. tilt_x, tilt_y: degrees from upright in the document's own axes.
    time: seconds, of the event itself. rotation: of the pen around its own axis, degrees clockwise in the document.
    eraser: the pen is held the other way round. again: it is the second press of a
    double click, as far as the system knows.
    """

    position: QPointF
    widget_position: QPointF
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    pressure: float = 1.0
    tilt_x: float = 0.0
    tilt_y: float = 0.0
    time: float = 0.0
    rotation: float = 0.0
    eraser: bool = False
    again: bool = False

    @property
    def pixel(self) -> tuple[int, int]:
        """Tell which pixel of the document it is on, across and down; there may be none."""
        return int(self.position.x() // 1), int(self.position.y() // 1)


def mouse_pointer(event: QMouseEvent, viewport: Viewport) -> Pointer:
    """Read an event of the mouse over a view."""
    return Pointer(
        viewport.to_document(event.position()),
        event.position(),
        event.modifiers(),
        time=event.timestamp() / 1000,
        again=event.type() == QEvent.Type.MouseButtonDblClick,
    )


def pen_pointer(event: QTabletEvent, viewport: Viewport, pressure_curve: Callable[[float], float]) -> Pointer:
    """Read an event of the pen over a view. pressure_curve: what becomes of the pressure that the pen reports."""
    device = event.pointingDevice()
    # The puck of a tablet, which moves the pointer on from where it is as a mouse does, has none.
    presses = device is None or device.capabilities() & QInputDevice.Capability.Pressure
    turn = math.radians(-viewport.rotation)
    across = -1 if viewport.mirrored else 1
    tilt_x, tilt_y = event.xTilt(), event.yTilt()
    return Pointer(
        viewport.to_document(event.position()),
        event.position(),
        event.modifiers(),
        pressure=pressure_curve(event.pressure()) if presses else 1.0,
        tilt_x=across * (tilt_x * math.cos(turn) - tilt_y * math.sin(turn)),
        tilt_y=tilt_x * math.sin(turn) + tilt_y * math.cos(turn),
        time=event.timestamp() / 1000,
        rotation=across * (event.rotation() - viewport.rotation),
        eraser=event.pointerType() == QPointingDevice.PointerType.Eraser,
    )


def finger_pointer(place: QPointF, time: float, viewport: Viewport) -> Pointer:
    """Read where a finger is on a view. time: seconds."""
    return Pointer(viewport.to_document(place), place, time=time)


def from_pen(event: QMouseEvent) -> bool:
    """Tell whether it is what the pen does, which some systems send a second time as a mouse."""
    return event.pointerType() in _PEN
