"""What the selection tools share that draw an outline."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.outlines import draw_dashed, seen_around
from aipaint_desktop.ui.canvas.tools.selection_options import switch
from aipaint_desktop.ui.canvas.tools.selection_tool import SelectionTool, drawn_mask
from aipaint_desktop.ui.canvas.tools.snapping import snapped_point


class PathSelectionTool(SelectionTool):
    """Selects what its path surrounds. A click without a drag selects nothing, which is all."""

    def path(self) -> QPainterPath:
        """Draw the outline as far as it has come, in the document."""
        raise NotImplementedError

    def shown_path(self) -> QPainterPath:
        """Draw what is seen while it is drawn, in the document."""
        return self.path()

    def close_path(self) -> None:
        """Select what the outline surrounds."""
        path, rect, antialias = self.path(), self.host.document.rect, self.antialias
        self.forget()
        self.select(self.tr("Selecting…"), lambda _check: drawn_mask(path, rect, antialias=antialias))

    def own_options(self) -> Sequence[QWidget]:
        return [
            switch(self.tr("Antialias"), self.tr("Soften the edge"), self.antialias, self._take_antialias)
        ]

    def _take_antialias(self, on: bool) -> None:
        self.antialias = on

    def outline(self) -> QRect:
        return seen_around(self.host, self.shown_path())

    def draw_over(self, painter: QPainter) -> None:
        draw_dashed(painter, self.host, self.shown_path())


class BoxSelectionTool(PathSelectionTool):
    """Selects a figure in a box from corner to corner. After the press Shift makes it as high as wide, Ctrl lets it
    grow from its middle, and Alt moves it."""

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._start: QPointF | None = None
        self._end = QPointF()
        self._last = QPointF()
        self._square = self._centred = False
        self._held = Qt.KeyboardModifier.NoModifier  # keys of the press, until each is let go

    def begin(self, pointer: Pointer) -> None:
        self._start = self._end = snapped_point(self.host, pointer.position)
        self._last = pointer.position
        self._square = self._centred = False
        self._held = pointer.modifiers

    def follow(self, pointer: Pointer) -> None:
        if self._start is None:
            return
        self._held &= pointer.modifiers
        keys = pointer.modifiers & ~self._held
        self._square = bool(keys & Qt.KeyboardModifier.ShiftModifier)
        self._centred = bool(keys & Qt.KeyboardModifier.ControlModifier)
        if keys & Qt.KeyboardModifier.AltModifier:
            way = pointer.position - self._last
            self._start, self._end = self._start + way, self._end + way
        else:
            self._end = snapped_point(self.host, pointer.position)
        self._last = pointer.position

    def finish(self, pointer: Pointer) -> None:
        if pointer.position != self._last:
            self.follow(pointer)
        if self._start is not None:
            self.close_path()

    def forget(self) -> None:
        self._start = None
        self.host.update()

    def corners(self) -> tuple[QPointF, QPointF] | None:
        """Tell two opposite corners of the box; None while there is none."""
        if self._start is None:
            return None
        way = self._end - self._start
        if self._square:
            side = max(abs(way.x()), abs(way.y()))
            way = QPointF(side if way.x() >= 0 else -side, side if way.y() >= 0 else -side)
        return (self._start - way if self._centred else self._start), self._start + way
