"""What tools share that cling to lines: grid, guides and the edges of the canvas, as far as the artist wants that."""

from PySide6.QtCore import QPointF

from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.viewport import Viewport
from aipaint_desktop.values.snapping import snapped

_NEAR = 8.0  # px on the screen


def snap_reach(viewport: Viewport) -> float:
    """Tell how near something has to come to a line to cling to it, in document pixels: as near as it looks."""
    return _NEAR * viewport.pixel_ratio / viewport.zoom


def snapped_point(host: ToolHost, point: QPointF) -> QPointF:
    """Put a point of the document onto the lines near it; without lines near it stays as it is."""
    return QPointF(*snapped(point.x(), point.y(), host.snap_lines, snap_reach(host.viewport)))
