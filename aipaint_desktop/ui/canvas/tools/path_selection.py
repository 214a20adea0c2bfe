"""What the selection tools share that draw an outline."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.dragged_line import DraggedLine, squared
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.outlines import draw_dashed, seen_around
from aipaint_desktop.ui.canvas.tools.selection_options import switch
from aipaint_desktop.ui.canvas.tools.selection_tool import SelectionTool, drawn_mask


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
        self._line: DraggedLine | None = None
        self._square = self._centred = False
        self._held = Qt.KeyboardModifier.NoModifier  # keys of the press, until each is let go

    def begin(self, pointer: Pointer) -> None:
        self._line = DraggedLine(self.host, pointer)
        self._square = self._centred = False
        self._held = pointer.modifiers

    def follow(self, pointer: Pointer) -> None:
        if self._line is None:
            return
        self._held &= pointer.modifiers
        keys = pointer.modifiers & ~self._held
        self._square = bool(keys & Qt.KeyboardModifier.ShiftModifier)
        self._centred = bool(keys & Qt.KeyboardModifier.ControlModifier)
        self._line.follow(pointer, moves=bool(keys & Qt.KeyboardModifier.AltModifier))

    def finish(self, pointer: Pointer) -> None:
        if self._line is not None:
            if pointer.position != self._line.last:
                self.follow(pointer)
            self.close_path()

    def forget(self) -> None:
        self._line = None
        self.host.update()

    def corners(self) -> tuple[QPointF, QPointF] | None:
        """Tell two opposite corners of the box; None while there is none."""
        if self._line is None:
            return None
        start, end = self._line.start, self._line.end
        if self._square:
            end = squared(start, end)
        return (start - (end - start) if self._centred else start), end
