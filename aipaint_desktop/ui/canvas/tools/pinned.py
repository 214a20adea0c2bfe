"""Pinned pictures: moved, scaled and seen otherwise, over the canvas and beside it."""

from collections.abc import Callable, Collection
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.pinned import LEAST_WIDTH, Pinned, topmost_at
from aipaint_desktop.document.pinning import changed, without
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.option_row import add_button, add_hint
from aipaint_desktop.ui.canvas.tools.outlines import light_and_dark
from aipaint_desktop.ui.canvas.tools.selection_options import amount, switch
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.values.titles import StepTitle

_NEAR = 9.0  # px on the screen that a corner is taken from
_HANDLE = 4.0
_MOST_WIDTH = 100_000.0
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class PinnedTool(Tool):
    """Moves a pinned picture by a drag, and scales it by its corners. Delete removes the chosen one.

    changed: another one is chosen, or it is seen otherwise.
    """

    id = "pinned"
    icon = "image-pin"
    cursor = Qt.CursorShape.PointingHandCursor

    changed = Signal()

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._chosen = ""
        self._corner: int | None = None  # that is dragged, from the upper left one clockwise
        self._drag: tuple[Pinned, QPointF] | None = None
        self._join = object()
        self._stop_following: Callable[[], None] | None = None

    def title(self) -> str:
        return self.tr("Pinned pictures")

    def hint(self) -> str:
        return self.tr("Drop pictures with Alt held to pin them. Drag to move, corners scale, Del removes.")

    def options(self) -> QWidget:
        return _Options(self)

    @property
    def chosen(self) -> Pinned | None:
        """Give the picture that is worked on, if one is."""
        return next((pin for pin in self.host.shown_pins if pin.id == self._chosen), None)

    def take_up(self) -> None:
        self._stop_following = self.host.document.changed.add(self._on_changed)

    def put_away(self) -> None:
        self.cancel()
        self._choose("")
        if self._stop_following is not None:
            self._stop_following()
            self._stop_following = None

    def _on_changed(self, _change: Change) -> None:
        self.changed.emit()

    def _choose(self, pin_id: str) -> None:
        if pin_id != self._chosen:
            self._chosen, self._join = pin_id, object()
            self.host.update()
            self.changed.emit()

    def see(self, *, opacity: float | None = None, grey: bool | None = None) -> None:
        """Let the chosen one be seen otherwise."""
        pin = self.chosen
        if pin is not None:
            opacity = pin.opacity if opacity is None else opacity
            made = replace(pin, opacity=opacity, grey=pin.grey if grey is None else grey)
            self.host.document.apply(
                StepTitle("Pinned picture"), lambda state: changed(state, made), ("seen", self._join)
            )

    def remove(self) -> None:
        """Remove the chosen one."""
        pin = self.chosen
        if pin is not None:
            self.host.document.apply(StepTitle("Remove pinned picture"), lambda state: without(state, pin.id))

    # Pointer and keys

    def press(self, pointer: Pointer) -> None:
        chosen, place = self.chosen, pointer.position
        self._corner = None if chosen is None else self._corner_at(chosen, pointer.widget_position)
        if chosen is None or self._corner is None:
            chosen = topmost_at(self.host.shown_pins, place.x(), place.y())
            self._choose("" if chosen is None else chosen.id)
        self._join = object()
        self._drag = None if chosen is None else (chosen, place)

    def move(self, pointer: Pointer) -> None:
        if self._drag is None:
            return
        pin, start = self._drag
        way = pointer.position - start
        if self._corner is None:
            made = replace(pin, left=pin.left + way.x(), top=pin.top + way.y())
            self._apply(StepTitle("Move pinned picture"), made)
        else:
            self._apply(StepTitle("Scale pinned picture"), _scaled(pin, self._corner, way))

    def _apply(self, step: str, pin: Pinned) -> None:
        self.host.document.apply(step, lambda state: changed(state, pin), self._join)

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._drag = self._corner = None
        self._join = object()

    def cancel(self) -> None:
        drag, self._drag = self._drag, None
        if drag is not None and self.chosen is not None and self.chosen != drag[0]:
            self.host.document.undo()

    def own_keys(self) -> Collection[int]:
        return (*_DELETE, Qt.Key.Key_Escape) if self.chosen is not None else ()

    def press_key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:  # noqa: ARG002
        if key in _DELETE:
            self.remove()
        else:
            self._choose("")

    # What is seen

    def _corner_at(self, pin: Pinned, point: QPointF) -> int | None:
        corners = self._corners(pin)
        ways = [(corners.at(index) - point).manhattanLength() for index in range(4)]
        nearest = min(range(4), key=ways.__getitem__)
        return nearest if ways[nearest] <= _NEAR else None

    def _corners(self, pin: Pinned) -> QPolygonF:
        """On the widget, from the upper left one clockwise."""
        box = QRectF(pin.left, pin.top, pin.width, pin.height)
        places = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
        return QPolygonF([self.host.viewport.to_widget(place) for place in places])

    def draw_over(self, painter: QPainter) -> None:
        pin = self.chosen
        if pin is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corners = self._corners(pin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in light_and_dark(3.0):
            painter.setPen(pen)
            painter.drawPolygon(corners)
        painter.setBrush(Qt.GlobalColor.white)
        for index in range(4):
            at = corners.at(index)
            painter.drawRect(QRectF(at.x() - _HANDLE, at.y() - _HANDLE, 2 * _HANDLE, 2 * _HANDLE))


def _scaled(pin: Pinned, corner: int, way: QPointF) -> Pinned:
    """The picture with one corner dragged along the diagonal, while the opposite one stays."""
    across = way.x() * (1 if corner in (1, 2) else -1) / pin.width
    down = way.y() * (1 if corner in (2, 3) else -1) / pin.height
    width = min(max(pin.width * (1 + (across + down) / 2), LEAST_WIDTH), _MOST_WIDTH)
    height = pin.height * width / pin.width
    left = pin.left if corner in (1, 2) else pin.left + pin.width - width
    top = pin.top if corner in (2, 3) else pin.top + pin.height - height
    return replace(pin, left=left, top=top, width=width)


class _Options(QWidget):
    """Sets how the chosen one is seen."""

    def __init__(self, tool: PinnedTool) -> None:
        super().__init__()
        self._tool = tool
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        tip = self.tr("How much of the pinned picture is seen")
        self.opacity = amount(self.tr("Opacity"), tip, 100, 100, self._take_opacity, " %")
        row.addWidget(self.opacity)
        grey_tip = self.tr("Show the pinned picture without its colours")
        self.grey = switch(self.tr("Grey"), grey_tip, False, lambda on: tool.see(grey=on))
        row.addWidget(self.grey)
        self.removing = add_button(row, "trash-2", self.tr("Remove the pinned picture"), tool.remove)
        add_hint(row, tool.hint())
        changed: SignalInstance = tool.changed
        changed.connect(self._show)
        self._show()

    def _take_opacity(self, percent: int) -> None:
        self._tool.see(opacity=percent / 100)

    def _show(self) -> None:
        pin = self._tool.chosen
        for each in (self.opacity, self.grey, self.removing):
            each.setEnabled(pin is not None)
        if pin is not None:
            self.opacity.set_number(round(100 * pin.opacity))
            blocked = self.grey.blockSignals(True)
            self.grey.setChecked(pin.grey)
            self.grey.blockSignals(blocked)
