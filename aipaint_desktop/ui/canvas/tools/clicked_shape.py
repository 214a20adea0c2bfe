"""What the tools share whose shape is clicked point by point."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.clicks import BACK, END, KEYS, NEAR, follows_at_once, is_near
from aipaint_desktop.ui.canvas.tools.dragged_line import turned_to_step
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.shape_tool import ShapeTool
from aipaint_desktop.ui.canvas.tools.snapping import snapped_point

_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Node:
    """A point of a path, and how far from it the handle lies that the curve leaves towards; it comes from the other
    side."""

    place: QPointF
    handle: QPointF


class ClickedShape(ShapeTool):
    """Takes a point from each click, with Shift in steps of 15 degrees. Enter or a double click ends, a click on the
    first point closes, Backspace or Undo takes a point back, Esc gives up.

    closes: whether the end is always joined to the beginning. bends: whether a drag pulls a handle out of a point.
    """

    closes = False
    bends = False

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._nodes: list[Node] = []
        self._pressed: Pointer | None = None
        self._clicked: Pointer | None = None  # the last time
        self._ending = self._closing = False

    def press(self, pointer: Pointer) -> None:
        if not self._nodes and not self.ready():
            return
        before, self._pressed = self._clicked, pointer
        again = before is not None and (pointer.again or follows_at_once(self.host, before, pointer))
        self._closing = len(self._nodes) > 2 and is_near(self.host, self._nodes[0].place, pointer)
        self._ending = self._closing or (again and bool(self._nodes))
        if not self._ending:
            self._nodes.append(Node(self._placed(pointer), QPointF()))

    def _placed(self, pointer: Pointer) -> QPointF:
        """Where a press puts a point."""
        place = snapped_point(self.host, pointer.position)
        turns = self._nodes and pointer.modifiers & _SHIFT
        return turned_to_step(self._nodes[-1].place, place) if turns else place

    def move(self, pointer: Pointer) -> None:
        if self.bends and self._pressed is not None and not self._ending and self._nodes:
            node = self._nodes[-1]
            away = pointer.widget_position - self._pressed.widget_position
            pulled = away.manhattanLength() > NEAR / 2
            end = pointer.position
            if pointer.modifiers & _SHIFT:
                end = turned_to_step(node.place, end)
            self._nodes[-1] = Node(node.place, end - node.place if pulled else QPointF())

    def release(self, pointer: Pointer) -> None:
        if self._pressed is None:
            return
        if pointer.position != self._pressed.position:
            self.move(pointer)
        self._clicked, self._pressed = self._pressed, None
        if self._ending:
            self._finish()
        self.host.update()

    def _finish(self) -> None:
        path, enough = self._path(closed=self.closes or self._closing), len(self._nodes) > 1
        self._forget()
        if enough:
            self.draw(path)

    def _forget(self) -> None:
        self._nodes = []
        self._pressed = self._clicked = None
        self._ending = self._closing = False
        self.host.update()

    def cancel(self) -> None:
        self._forget()

    def put_away(self) -> None:
        self._forget()

    def take_back(self) -> bool:
        if not self._nodes:
            return False
        self._nodes.pop()
        self._clicked = None
        self.host.update()
        return True

    def own_keys(self) -> Collection[int]:
        return KEYS if self._nodes else ()

    def press_key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:  # noqa: ARG002
        if key in BACK:
            self.take_back()
        elif key in END:
            self._finish()
        else:
            self._forget()

    def _path(self, *, closed: bool, to: QPointF | None = None) -> QPainterPath:
        """Draw the path through the points. to: where the next one would be."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        if not self._nodes:
            return path
        nodes = [*self._nodes, *([Node(to, QPointF())] if to is not None else [])]
        path.moveTo(nodes[0].place)
        ways = zip(nodes, [*nodes[1:], *(nodes[:1] if closed else ())], strict=False)
        for begin, end in ways:
            if begin.handle.isNull() and end.handle.isNull():
                path.lineTo(end.place)
            else:
                path.cubicTo(begin.place + begin.handle, end.place - end.handle, end.place)
        if closed:
            path.closeSubpath()
        return path

    def shown_path(self) -> QPainterPath:
        pointer = self.host.pointer
        hovers = self._nodes and pointer is not None and self._pressed is None
        return self._path(closed=False, to=self._placed(pointer) if hovers and pointer else None)
