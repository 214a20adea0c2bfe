"""What the tools share that draw a shape: its outline with the brush in hand, its inside, or both."""

import math
from enum import StrEnum

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aipaint_desktop.brushes.filling import fill
from aipaint_desktop.brushes.outlines import Line, draw_outline
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost
from aipaint_desktop.ui.canvas.tools.option_row import add_choice, add_hint
from aipaint_desktop.ui.canvas.tools.outlines import light_and_dark
from aipaint_desktop.ui.canvas.tools.painting_tool import PaintingTool
from aipaint_desktop.ui.canvas.tools.selection_tool import drawn_mask
from aipaint_desktop.values.titles import StepTitle

_MARGIN = 4
_FINE = 16  # parts of a pixel that a curve may be off from its pieces by, about


class Inside(StrEnum):
    """With what a shape is filled."""

    NOTHING = "nothing"
    IN_HAND = "in hand"
    IN_WAITING = "in waiting"


class ShapeTool(PaintingTool):
    """Draws the shapes of its kind.

    outlined: whether the brush goes along the outline. inside: what the inside is filled with.
    step: what drawing one is called in the history. fillable: whether there is an inside.
    """

    uses_brush = True
    step = StepTitle("Shape")
    fillable = True

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.outlined = True
        self.inside = Inside.NOTHING
        self._pending: list[QPainterPath] = []  # asked for, and not in the document yet

    def shown_path(self) -> QPainterPath:
        """Draw what has come of the shape so far, in the document."""
        raise NotImplementedError

    # Options

    def options(self) -> QWidget:
        options = QWidget()
        row = QHBoxLayout(options)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if self.fillable:
            fills = {
                Inside.NOTHING: self.tr("Not filled"),
                Inside.IN_HAND: self.tr("Colour in hand"),
                Inside.IN_WAITING: self.tr("Colour in waiting"),
            }
            lines = {True: self.tr("Brush"), False: self.tr("No outline")}
            add_choice(row, self.tr("Fill"), fills, self.inside, self.fill_with)
            add_choice(row, self.tr("Outline"), lines, self.outlined, self.set_outlined)
        add_hint(row, self.hint())
        return options

    def fill_with(self, inside: Inside) -> None:
        """Fill the shapes to come, or not."""
        self.inside = inside
        self.host.update()

    def set_outlined(self, outlined: bool) -> None:
        """Draw the outline of the shapes to come, or not."""
        self.outlined = outlined
        self.host.update()

    # Drawing

    def ready(self) -> bool:
        """Tell whether a shape can be begun; what is in the way is said."""
        if self.fillable and not self.outlined and self.inside is Inside.NOTHING:
            self.host.refuse(self.tr("Neither outline nor fill: choose one of them in the tool's options."))
            return False
        return self.paintable()

    def draw(self, path: QPainterPath) -> None:
        """Paint a shape of the document as one step."""
        lines, brush, colour = polylines(path), self.host.brush, self.own_colour(self.host.colour)
        filled, outlined = self._fill_colour(), self.outlined or not self.fillable
        inside = None if filled is None else self.own_colour(filled)

        def lay(scratch: Document, check: Check) -> bool:
            marked = False
            if inside is not None:
                edit = scratch.begin_edit(self.step)
                region = drawn_mask(path, scratch.rect, antialias=True)
                check()
                marked = fill(edit, region, inside, check)
                edit.commit()
            for line in lines if outlined else ():
                edit = scratch.begin_edit(self.step)
                marked = draw_outline(edit, line, brush, colour, check) or marked
            return marked

        self._pending.append(path)
        self.paint(self.step, self.tr("Drawing…"), lay)

    def painted(self) -> None:
        self._pending.pop(0)

    def _fill_colour(self) -> QColor | None:
        if not self.fillable or self.inside is Inside.NOTHING:
            return None
        return self.host.colour if self.inside is Inside.IN_HAND else self.host.other_colour

    # Preview

    def _seen(self) -> list[QPainterPath]:
        return [path for path in (*self._pending, self.shown_path()) if not path.isEmpty()]

    def _reach(self) -> float:
        return max(1.0, self.host.brush.size * self.host.viewport.scale) / 2

    def outline(self) -> QRect:
        around = QRect()
        margin = _MARGIN + math.ceil(self._reach())
        for path in self._seen():
            seen = self.host.viewport.transform.map(path).controlPointRect().toAlignedRect()
            around = around.united(seen.adjusted(-margin, -margin, margin, margin))
        return around

    def draw_over(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside, brush = self._fill_colour(), self.host.brush
        for document_path in self._seen():
            path = self.host.viewport.transform.map(document_path)
            if inside is not None:
                painter.fillPath(path, inside)
            if self.outlined or not self.fillable:
                colour = QColor(self.host.colour)
                colour.setAlphaF(brush.opacity)
                cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
                painter.strokePath(path, QPen(colour, 2 * self._reach(), Qt.PenStyle.SolidLine, cap, join))
            for pen in light_and_dark(2.0):
                painter.strokePath(path, pen)


def polylines(path: QPainterPath) -> list[Line]:
    """Take a path apart into lines of straight pieces, each (N, 2), fine enough for a brush to go along."""
    polygons = path.toSubpathPolygons(QTransform.fromScale(_FINE, _FINE))
    return [np.array([(point.x(), point.y()) for point in polygon.toList()]) / _FINE for polygon in polygons]
