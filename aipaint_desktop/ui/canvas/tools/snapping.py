"""What tools share that cling to lines: grid, guides and the edges of the canvas, as far as the artist wants that."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF

from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.values.snapping import shift_to_lines, snapped

_NEAR = 8.0  # px on the screen


def shift_to_lines_near(host: ToolHost, xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float]:
    """Tell by how much to shift something of the document for one of its lines to lie on one that looks near to it, as
    `shift_to_lines`; 0 where none does."""
    return shift_to_lines(xs, ys, host.snap_lines, _reach(host))


def snapped_point(host: ToolHost, point: QPointF) -> QPointF:
    """Put a point of the document onto the lines near it; without lines near it stays as it is."""
    return QPointF(*snapped(point.x(), point.y(), host.snap_lines, _reach(host)))


def _reach(host: ToolHost) -> float:
    """How near something has to come to a line to cling to it, in document pixels: as near as it looks."""
    return _NEAR / host.viewport.scale
