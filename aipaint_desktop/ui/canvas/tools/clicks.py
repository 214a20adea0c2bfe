"""What tools share that take point by point from clicks: which clicks and keys end that."""

from PySide6.QtCore import QPointF, Qt

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost

NEAR = 8.0  # px on the screen around the first point, in which a click closes
_DOUBLE_CLICK = 0.4  # s

BACK = (int(Qt.Key.Key_Backspace), int(Qt.Key.Key_Delete))
END = (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter))
KEYS = (*BACK, *END, int(Qt.Key.Key_Escape))


def is_near(host: ToolHost, place: QPointF, pointer: Pointer) -> bool:
    """Tell whether the pointer looks as if it were on a place of the document."""
    way = host.viewport.to_widget(place) - pointer.widget_position
    return way.manhattanLength() <= NEAR


def follows_at_once(host: ToolHost, before: Pointer, pointer: Pointer) -> bool:
    """Tell whether this is the second half of a double click with a pen, of which the system knows none."""
    return pointer.time - before.time < _DOUBLE_CLICK and is_near(host, before.position, pointer)
