"""A display with a grid and guides over the document, as the artist wants them."""

from dataclasses import replace

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.guides import snap_lines
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.canvas.aids import draw_grid, draw_guides
from aipaint_desktop.ui.canvas.busy_display import BusyDisplay
from aipaint_desktop.ui.canvas.tools.guides import GuideMover
from aipaint_desktop.values.snapping import SnapLines
from aipaint_desktop.workspace.view_aids import ViewAids


class GuidedDisplay(BusyDisplay):
    """Shows what helps to align things; who works on it gives it a `guide_mover`, which moves the guides.

    aids: which of these are shown. aids_changed: it is another, or the guides are others. guide_opened: the guide at
    this place among the document's was double-clicked.
    """

    aids_changed = Signal()
    guide_opened = Signal(int)
    guide_mover: GuideMover

    def __init__(
        self, document: Document, parent: QWidget | None = None, background: Background | None = None
    ) -> None:
        """background: as of `BusyDisplay`."""
        self.aids = ViewAids()
        self._guides_seen = document.state.guides
        super().__init__(document, parent, background)

    def set_aids(self, aids: ViewAids) -> None:
        """Show other aids over the document."""
        if aids != self.aids:
            self.aids = aids
            self.update()
            self.aids_changed.emit()

    @property
    def snap_lines(self) -> SnapLines:
        """Give the lines that tools cling to at this moment."""
        aids, state = self.aids, self.document.state
        return snap_lines(
            state.rect,
            state.guides if aids.guides and aids.snap_to_guides else (),
            aids.lines if aids.snap_to_grid else None,
            canvas=aids.snap_to_canvas,
        )

    @property
    def shown_guides(self) -> tuple[Guide, ...]:
        """List the guides as they are seen at this moment, with one that is being dragged."""
        guides = self.document.state.guides
        if not self.guide_mover.holds:
            return guides
        place, guide = self.guide_mover.dragged
        others = [each for index, each in enumerate(guides) if index != place]
        return (*others, guide) if guide is not None else tuple(others)

    def guide_at(self, point: QPointF) -> int | None:
        """Find the guide that can be taken hold of at a point of the widget, by its place among the document's."""
        taken = self.aids.guides and not self.aids.guides_locked
        return self.guide_mover.found(point) if taken else None

    def hold_new_guide(self, *, upright: bool) -> None:
        """Begin to drag a new guide out of a ruler."""
        self.set_aids(replace(self.aids, guides=True))  # who makes one wants to see it
        self.guide_mover.hold_new(upright=upright)

    def draw_over(self, painter: QPainter) -> None:
        if self.aids.grid:
            draw_grid(painter, self.viewport, self.document.rect, self.aids.lines, QColor(self.aids.colour))
        if self.aids.guides:
            draw_guides(painter, self.viewport, self.shown_guides)
        super().draw_over(painter)

    def set_document(self, document: Document) -> None:
        super().set_document(document)
        self._note_guides()

    def _on_changed(self, change: Change) -> None:
        super()._on_changed(change)
        self._note_guides()

    def _note_guides(self) -> None:
        if self.document.state.guides is not self._guides_seen:
            self._guides_seen = self.document.state.guides
            self.update()
            self.aids_changed.emit()
