"""Grid and guides, drawn over the document."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from aipaint_desktop.document.guide import Guide
from aipaint_desktop.ui.canvas.viewport import Viewport
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.snapping import Grid

GUIDE_COLOUR = QColor(0, 150, 255)
_CLOSEST = (
    5.0  # px on the screen from one line of the grid to the next; where they are closer, lines are left out
)


def draw_grid(painter: QPainter, viewport: Viewport, canvas: Rect, grid: Grid, colour: QColor) -> None:
    """Draw those lines of the grid that cross what is seen of the canvas. The painter draws in widget coordinates."""
    seen = seen_part(viewport, QRectF(canvas.left, canvas.top, canvas.width, canvas.height))
    if seen.isEmpty():
        return
    scale = viewport.scale
    lines = [
        QLineF(x, seen.top(), x, seen.bottom())
        for x in _places(seen.left(), seen.right(), grid.across, grid.left, scale)
    ]
    lines += [
        QLineF(seen.left(), y, seen.right(), y)
        for y in _places(seen.top(), seen.bottom(), grid.down, grid.top, scale)
    ]
    painter.setPen(QPen(colour, 1))
    transform = viewport.transform
    painter.drawLines([transform.map(line) for line in lines])


def draw_guides(painter: QPainter, viewport: Viewport, guides: Iterable[Guide]) -> None:
    """Draw guides from one end of the view to the other. The painter draws in widget coordinates."""
    painter.setPen(QPen(GUIDE_COLOUR, 1))
    painter.drawLines([guide_line(viewport, guide) for guide in guides])


def guide_line(viewport: Viewport, guide: Guide) -> QLineF:
    """Find where a guide runs, in widget coordinates, at least from one end of the view to the other."""
    around = _around_view(viewport)
    if guide.upright:
        line = QLineF(guide.position, around.top(), guide.position, around.bottom())
    else:
        line = QLineF(around.left(), guide.position, around.right(), guide.position)
    return viewport.transform.map(line)


def seen_part(viewport: Viewport, rect: QRectF) -> QRectF:
    """Tell which part of a rectangle of the document is seen, or may be where the view is turned."""
    return _around_view(viewport).intersected(rect)


def _around_view(viewport: Viewport) -> QRectF:
    """The upright rectangle of the document around what is seen."""
    widget = QRectF(0, 0, viewport.size.width(), viewport.size.height())
    return viewport.transform.inverted()[0].mapRect(widget)


def _places(first: float, last: float, spacing: int, offset: int, scale: float) -> list[float]:
    """The places of lines between two; every second, fourth … one where they would be too close to one another."""
    step = spacing
    while step * scale < _CLOSEST:
        step *= 2
    begin = offset + -(-(first - offset) // step) * step
    return [begin + index * step for index in range(int((last - begin) // step) + 1)]
