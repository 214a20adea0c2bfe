"""A display with what helps to draw lines: axes of symmetry, assistants, and a picture that repeats."""

from dataclasses import replace

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from aipaint_desktop.brushes.line import Drawn
from aipaint_desktop.brushes.steadying.steadiness import Steadiness
from aipaint_desktop.brushes.symmetry import NO_SYMMETRY, Symmetry
from aipaint_desktop.document.assistant import Assistant
from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.canvas.assistant_drawing import draw_assistant
from aipaint_desktop.ui.canvas.axes import draw_axes
from aipaint_desktop.ui.canvas.guided_display import GuidedDisplay
from aipaint_desktop.ui.canvas.tools.axis import AxisMover
from aipaint_desktop.workspace.line_settings import LineSettings


class LinedDisplay(GuidedDisplay):
    """Shows how lines are drawn.

    lines: what the artist wants of them. lines_changed: it is something else. drawn: hears of what each press of the
    brush has drawn.
    """

    lines_changed = Signal()
    drawn = Signal(object)  # Drawn
    axis_mover: AxisMover

    def __init__(
        self, document: Document, parent: QWidget | None = None, background: Background | None = None
    ) -> None:
        """background: as of `BusyDisplay`."""
        self.lines = LineSettings()
        self._assistants_seen = document.state.assistants
        super().__init__(document, parent, background)

    def set_lines(self, lines: LineSettings) -> None:
        """Draw lines in another way from now on."""
        if lines != self.lines:
            self.lines = lines
            self.repeat(lines.wraps)
            self.update()
            self.lines_changed.emit()

    def line_drawn(self, drawn: Drawn) -> None:
        """Tell of what a press of the brush has drawn."""
        self.drawn.emit(drawn)

    @property
    def steadiness(self) -> Steadiness:
        """Give how lines are steadied."""
        return self.lines.steadiness

    @property
    def wraps(self) -> bool:
        """Tell whether what leaves the canvas comes in at the opposite edge."""
        return self.lines.wraps

    @property
    def symmetry(self) -> Symmetry:
        """Give how lines are mirrored at this moment."""
        symmetry = self.lines.symmetry
        if not symmetry.on:
            return NO_SYMMETRY
        if self.lines.placed:
            return symmetry
        return replace(symmetry, x=self.document.width / 2, y=self.document.height / 2)

    def put_axes(self, x: float, y: float) -> None:
        """Put the middle of the symmetry at a place of the document, which is taken to the nearest half of a pixel."""
        x, y = round(2 * x) / 2, round(2 * y) / 2
        self.set_lines(replace(self.lines, symmetry=replace(self.lines.symmetry, x=x, y=y), placed=True))

    def centre_axes(self) -> None:
        """Put the middle of the symmetry into the middle of the canvas."""
        self.set_lines(replace(self.lines, placed=False))

    @property
    def assistants(self) -> tuple[Assistant, ...]:
        """List the assistants that lines are laid along at this moment."""
        wanted = self.aids.assistants and self.aids.snap_to_assistants
        return self.document.state.assistants if wanted else ()

    def axes_at(self, point: QPointF) -> bool:
        """Tell whether a press at a point of the widget would move the axes."""
        return self.axis_mover.holds(point)

    def draw_over(self, painter: QPainter) -> None:
        if self.aids.assistants:
            for assistant in self.document.state.assistants:
                draw_assistant(painter, self.viewport, assistant)
        if self.symmetry.on:
            draw_axes(painter, self.viewport, self.symmetry)
        super().draw_over(painter)

    def signs(self) -> list[str]:
        signs = super().signs()
        if self.repeats:
            signs.append(self.tr("Wrap-around: the picture repeats (W)"))
        return signs

    def set_document(self, document: Document) -> None:
        super().set_document(document)
        self.centre_axes()
        self._note_assistants()

    def _on_changed(self, change: Change) -> None:
        super()._on_changed(change)
        self._note_assistants()

    def _note_assistants(self) -> None:
        if self.document.state.assistants is not self._assistants_seen:
            self._assistants_seen = self.document.state.assistants
            self.update()
