"""Enclose and fill: pours the colour into all that outlines close in within a lasso."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aipaint_desktop.brushes.filling import fill
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.enclosed import enclosed_regions
from aipaint_desktop.document.selecting.similar import Likeness
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.choices import add_hint
from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost
from aipaint_desktop.ui.canvas.tools.likeness_settings import LikenessSettings
from aipaint_desktop.ui.canvas.tools.painting_tool import PaintingTool
from aipaint_desktop.ui.canvas.tools.selection_tool import drawn_mask
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle

_MARGIN = 3


class LassoFillTool(PaintingTool):
    """Fills, on the active layer, what is closed in within a lasso, in the picture that is looked at.

    settings: what counts as ground, and which layers are looked at.
    """

    id = "lasso_fill"
    icon = "lasso-fill"

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.settings = LikenessSettings(Likeness(), self)
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
        path = self._path()
        self.cancel()
        if path.isEmpty():
            return
        state, like, sample = self.host.document.state, self.settings.like, self.settings.sampling()
        colour = self.colour_in_hand()
        regions: list[Mask] = []  # as the picture was at the press, found once

        def lay(scratch: Document, check: Check) -> bool:
            if not regions:
                image = sample(state)
                check()
                regions.append(enclosed_regions(image, drawn_mask(path, state.rect, antialias=False), like))
            if not regions[0].any():
                raise BadInput("Nothing is enclosed there: go around outlines that are closed.")
            check()
            edit = scratch.begin_edit(StepTitle("Enclose and fill"))
            marked = fill(edit, regions[0], colour, check)
            edit.commit()
            return marked

        self.paint(StepTitle("Enclose and fill"), self.tr("Filling…"), lay)

    def cancel(self) -> None:
        self._points = []
        self.host.update()

    def _path(self) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        if len(self._points) > 1:
            path.addPolygon(QPolygonF(self._points))
            path.closeSubpath()
        return path

    def outline(self) -> QRect:
        path = self._path()
        if path.isEmpty():
            return QRect()
        seen = self.host.viewport.transform.map(path).boundingRect().toAlignedRect()
        return seen.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    def draw_over(self, painter: QPainter) -> None:
        path = self._path()
        if path.isEmpty():
            return
        path = self.host.viewport.transform.map(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(path, QPen(QColor(255, 255, 255), 1))
        painter.strokePath(path, QPen(QColor(0, 0, 0), 1, Qt.PenStyle.DashLine))
