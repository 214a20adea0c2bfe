"""Enclose and fill: pours the colour into all that outlines close in within a lasso."""

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.enclosed import enclosed_regions
from aipaint_desktop.document.selecting.similar import Likeness
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.option_row import add_hint
from aipaint_desktop.ui.canvas.tools.outlines import draw_dashed, path_through, seen_around
from aipaint_desktop.ui.canvas.tools.pouring_tool import PouringTool
from aipaint_desktop.ui.canvas.tools.selection_tool import drawn_mask
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle


class LassoFillTool(PouringTool):
    """Fills, on the active layer, what is closed in within a lasso, in the picture that is looked at.

    Alike is what looks like the ground between outlines.
    """

    id = "lasso_fill"
    icon = "lasso-fill"
    step = StepTitle("Enclose and fill")

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._points: list[QPointF] = []

    def title(self) -> str:
        return self.tr("Enclose and fill")

    def hint(self) -> str:
        return self.tr("Go around closed outlines to fill them.")

    def options(self) -> QWidget:
        options = QWidget()
        row = QHBoxLayout(options)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in self.settings.options(place_matters=False, encloses=True):
            row.addWidget(widget)
        add_hint(row, self.hint())
        return options

    def press(self, pointer: Pointer) -> None:
        if self.paintable():
            self._points = [pointer.position]

    def move(self, pointer: Pointer) -> None:
        if self._points:
            self._points.append(pointer.position)

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        path, rect = self._path(), self.host.document.rect
        self.cancel()
        if path.isEmpty():
            return

        def find(image: Pixels, like: Likeness) -> Mask:
            region = enclosed_regions(image, drawn_mask(path, rect, antialias=False), like)
            if not region.any():
                raise BadInput("Nothing is enclosed there: go around outlines that are closed.")
            return region

        self.pour(self.tr("Filling…"), find)

    def cancel(self) -> None:
        self._points = []
        self.host.update()

    def _path(self) -> QPainterPath:
        return path_through(self._points, closed=True)

    def outline(self) -> QRect:
        return seen_around(self.host, self._path())

    def draw_over(self, painter: QPainter) -> None:
        draw_dashed(painter, self.host, self._path())
