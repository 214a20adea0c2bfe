"""What a mouse or a pen says about itself, in one form."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt


@dataclass(frozen=True)
class Pointer:
    """One event of a mouse or a pen over the canvas.

    position: in the document, fractional pixels. widget_position: in the view.
    pressure: 0 to 1; a mouse has 1. tilt_x, tilt_y: degrees from upright in the document's own axes.
    time: seconds, of the event itself. eraser: the pen is held the other way round.
    """

    position: QPointF
    widget_position: QPointF
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    pressure: float = 1.0
    tilt_x: float = 0.0
    tilt_y: float = 0.0
    time: float = 0.0
    eraser: bool = False
