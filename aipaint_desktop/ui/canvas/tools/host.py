"""What a tool knows of the canvas that it is used on."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.line import Drawn
from aipaint_desktop.brushes.steadying.steadiness import Steadiness
from aipaint_desktop.brushes.symmetry import Symmetry
from aipaint_desktop.document.assistant import Assistant
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.pinned import Pins
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.stand_in import StandIn
from aipaint_desktop.ui.canvas.typed_into import TypedInto
from aipaint_desktop.ui.canvas.viewport import Viewport
from aipaint_desktop.values.snapping import SnapLines

Check = Callable[[], None]
"""Raises an exception once the work that calls it has been given up."""

T = TypeVar("T")


class ToolHost(Protocol):
    """A widget that shows a document and lets a tool work on it.

    document: what is worked on. viewport: how it is shown. colour: what is painted with. other_colour: the one in
    waiting. brush: the one in hand, or that was last. pointer: where the mouse or
    pen is, while it is over the widget. snap_lines: what is to be clung to at this moment, as `snapped_point` does.
    steadiness: how lines are steadied. symmetry: how they are mirrored at this moment. wraps: whether what leaves the
    canvas comes in at the opposite edge. assistants: along one of which lines are laid.
    """

    @property
    def document(self) -> Document: ...

    @property
    def pointer(self) -> Pointer | None: ...

    @property
    def colour(self) -> QColor: ...

    @property
    def other_colour(self) -> QColor: ...

    @property
    def brush(self) -> Brush: ...

    @property
    def viewport(self) -> Viewport: ...

    @property
    def snap_lines(self) -> SnapLines: ...

    @property
    def shown_pins(self) -> Pins:
        """List what is pinned over the document and seen."""

    def pinned_colour(self, place: QPointF) -> QColor | None:
        """Give the colour of the topmost pinned picture at a place of the document; None where there is none."""

    @property
    def steadiness(self) -> Steadiness: ...

    @property
    def wraps(self) -> bool: ...

    @property
    def symmetry(self) -> Symmetry: ...

    @property
    def assistants(self) -> tuple[Assistant, ...]: ...

    def put_axes(self, x: float, y: float) -> None:
        """Put the middle of the symmetry at a place of the document."""

    def line_drawn(self, drawn: Drawn, /) -> object:
        """Hear of what a press of the brush has drawn, where that has left a mark."""

    def held(self, key: int) -> bool:
        """Tell whether one of the keys that the canvas knows while they are held, as Space, is down."""

    def rect(self) -> QRect:
        """Give the widget's own rectangle."""

    def update(self) -> None:
        """Draw all of the widget anew, soon."""

    def shift_ants(self, dx: int, dy: int) -> None:
        """Show the outline of the selection elsewhere, by so many document pixels, until another one is shown."""

    def pan(self, delta: QPointF) -> None:
        """Move the view. delta: in widget coordinates."""

    def set_rotation(self, degrees: float) -> None:
        """Turn the view around its middle. degrees: clockwise."""

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom. zoom: device pixels in a document pixel. at: the point of the widget that stays, else the middle."""

    def take_colour(self, colour: QColor) -> None:
        """Paint with another colour from now on."""

    def work(
        self,
        doing: str,
        work: Callable[[Check], T],
        done: Callable[[T], object],
        given_up: Callable[[], object] = lambda: None,
    ) -> None:
        """Do what takes long beside the window, then `done` with what came of it.

        doing: says in a few words what is done meanwhile. The artist, another document or other work can end it; then
        `given_up` is called instead.
        """

    def aside(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do beside the window what nobody waits for, then `done` with what came of it, if anything did."""

    def show_instead(self, stand_in: StandIn | None) -> None:
        """Draw something in place of the document and the outline of its selection, until it is None."""

    def type_into(self, what: TypedInto | None) -> None:
        """Let keys and input methods write into something from now on, until it is None; again whenever its caret has
        moved."""

    def refuse(self, why: str) -> None:
        """Say in a sentence why the tool does nothing."""
