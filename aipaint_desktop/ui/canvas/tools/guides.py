"""Moving guides: no tool of its own, but what a press on a guide, or a drag out of a ruler, does."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.guides import with_guide, without_guide
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.values.titles import StepTitle

_NEAR = 5.0  # px on the screen


@dataclass(frozen=True)
class _Held:
    """The guide that is being dragged: its place among the document's, None for a new one; and where it is by now."""

    place: int | None
    guide: Guide
    inside: bool


class GuideMover(Tool):
    """Drags a guide over its host; one that is let go outside is removed. A drag is one step of the history."""

    id = "guide"
    icon = "hand"
    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._held: _Held | None = None

    @property
    def holds(self) -> bool:
        """Tell whether a guide is being dragged."""
        return self._held is not None

    @property
    def dragged(self) -> tuple[int | None, Guide | None]:
        """Give the place among the document's guides of the one that is dragged, None for none or a new one, and where
        it is, None where it would be removed."""
        held = self._held
        if held is None:
            return None, None
        return held.place, held.guide if held.inside else None

    def found(self, point: QPointF) -> int | None:
        """Find the guide at a point of the widget: its place among the document's; None where there is none."""
        viewport = self.host.viewport
        at, scale = viewport.to_document(point), viewport.scale
        near = [
            (distance, place)
            for place, guide in enumerate(self.host.document.state.guides)
            if (distance := abs(guide.position - (at.x() if guide.upright else at.y())) * scale) <= _NEAR
        ]
        return min(near)[1] if near else None

    def hold_new(self, *, upright: bool) -> None:
        """Begin to drag a new guide, that comes from a ruler."""
        self._held = _Held(None, Guide(upright, 0), inside=False)

    def hold(self, place: int) -> None:
        """Begin to drag the guide at this place among the document's."""
        self._held = _Held(place, self.host.document.state.guides[place], inside=True)

    def press(self, pointer: Pointer) -> None:
        place = self.found(pointer.widget_position)
        if place is not None:
            self.hold(place)

    def move(self, pointer: Pointer) -> None:
        self.drag_to(pointer.widget_position)

    def release(self, _pointer: Pointer) -> None:
        self.let_go()

    def drag_to(self, point: QPointF) -> None:
        """Have the guide follow to a point of the widget, or beyond its edge to be removed."""
        held = self._held
        if held is None:
            return
        at = self.host.viewport.to_document(point)
        position = float(round(at.x() if held.guide.upright else at.y()))
        inside = QRectF(self.host.rect()).contains(point)
        self._held = _Held(held.place, Guide(held.guide.upright, position), inside)
        self.host.update()

    def let_go(self) -> None:
        """Leave the guide where it is, or remove it where it is outside."""
        held, self._held = self._held, None
        document = self.host.document
        if held is None or (held.place is not None and held.place >= len(document.state.guides)):
            return  # it was undone meanwhile
        place = held.place
        if held.inside:
            name = StepTitle("Add guide") if place is None else StepTitle("Move guide")
            document.apply(name, lambda state: with_guide(state, held.guide, place))
        elif place is not None:
            document.apply(StepTitle("Remove guide"), lambda state: without_guide(state, place))
        self.host.update()

    def cancel(self) -> None:
        self._held = None
        self.host.update()
