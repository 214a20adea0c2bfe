"""What tools share that paint beside the window what takes long on a large canvas."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QColor

from aipaint_desktop.brushes.blending import Colour
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput

Lay = Callable[[Document, Check], bool]
"""Paints on the active layer of a document; returns whether that has left a mark. Any thread may call."""


@dataclass(frozen=True, eq=False)
class _Order:
    document: Document
    node_id: str
    quick_mask: bool
    step: str
    doing: str
    lay: Lay


class PaintingTool(Tool):
    """Paints on the active layer, its mask or the quick mask; what is asked for meanwhile waits its turn."""

    uses_colour = True

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._orders: deque[_Order] = deque()

    def own_colour(self, colour: QColor) -> Colour:
        """Give a colour in the space of the document."""
        return self.host.document.own_colour(colour.red(), colour.green(), colour.blue())

    def paintable(self) -> bool:
        """Tell whether the document can be painted on at this moment; what is in the way is said."""
        try:
            self.host.document.check_paintable()
        except BadInput as error:
            self.host.refuse(refusal(error.sentence))
            return False
        return True

    def paint(self, step: str, doing: str, lay: Lay) -> None:
        """Have something painted, as one step. doing: in a few words, for a sign."""
        document = self.host.document
        self._orders.append(_Order(document, document.active.id, document.quick_mask, step, doing, lay))
        if len(self._orders) == 1:
            self._begin()

    def painted(self) -> None:
        """Hear that the first of what was asked for is in the document, or given up."""

    def _begin(self) -> None:
        order = self._orders[0]
        before = order.document.state

        def work(check: Check) -> State | None:
            scratch = Document.from_state(before, order.step)
            scratch.set_quick_mask(order.quick_mask)
            return scratch.state if order.lay(scratch, check) else None

        self.host.work(order.doing, work, lambda after: self._take(order, before, after), self._give_up)

    def _give_up(self) -> None:
        while self._orders:
            self._orders.popleft()
            self.painted()
        self.host.update()

    def _take(self, order: _Order, before: State, after: State | None) -> None:
        """Make what was painted the next step; once more where the layer has been painted on meanwhile."""
        document, now = order.document, order.document.state
        as_it_was = now.active is before.active and now.selection is before.selection
        gone_on = now.active_id != order.node_id or now.rect != before.rect
        if after is not None and not as_it_was and not gone_on:
            self._begin()
            return
        self._orders.popleft()
        if after is None:
            self.host.refuse(self.tr("Outside of the selection nothing is painted."))
        elif gone_on:
            pass  # the artist has gone on with something else
        elif order.quick_mask:
            document.select(after.selection, order.step)
        else:
            node = after.active
            document.apply(order.step, lambda state: state.with_node(node))
        self.painted()
        self.host.update()
        if self._orders:
            self._begin()
