"""What the selection tools share: how what they select meets what was, and the outline that is moved."""

from collections.abc import Callable, Collection, Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.combining import Combination, combined
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.arrow_keys import ARROWS, step_by
from aipaint_desktop.ui.canvas.tools.beside import work_beside
from aipaint_desktop.ui.canvas.tools.host import Check, ToolHost
from aipaint_desktop.ui.canvas.tools.selection_options import SelectionOptions
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.values.geometry import Rect

_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_STILL = 4.0  # px on the screen that a hand moves in a click
_INSIDE = 128


class SelectionTool(Tool):
    """Selects what `begin`, `follow` and `finish` make of a drag.

    how: the combination without keys. With Shift held a press adds to the selection, with Alt it takes away, with both
    it keeps what is common. A drag that begins within the selection moves its outline; so do the arrow keys.
    antialias: whether edges are softened.
    """

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.how = Combination.REPLACE
        self.antialias = True
        self._asked = Combination.REPLACE  # by the press of the moment
        self._grip: Pointer | None = None  # where a press took hold of the selection
        self._moving = False

    # What a tool says

    def begin(self, pointer: Pointer) -> None:
        """Begin to select where the pointer went down."""

    def follow(self, pointer: Pointer) -> None:
        """Follow the pointer while it is down."""

    def finish(self, pointer: Pointer) -> None:
        """Select what was drawn."""

    def forget(self) -> None:
        """Give up what was begun."""

    def own_options(self) -> Sequence[QWidget]:
        """Make what can be set beside how selections meet."""
        return ()

    def options(self) -> QWidget:
        return SelectionOptions(self.how, self._take_how, self.own_options(), self.hint())

    def _take_how(self, how: Combination) -> None:
        self.how = how

    # The pointer

    def asked(self, modifiers: Qt.KeyboardModifier) -> Combination:
        """Tell how a press with these keys meets what was selected."""
        add, subtract = bool(modifiers & _SHIFT), bool(modifiers & _ALT)
        if add and subtract:
            return Combination.INTERSECT
        return Combination.ADD if add else Combination.SUBTRACT if subtract else self.how

    def press(self, pointer: Pointer) -> None:
        self._asked = self.asked(pointer.modifiers)
        self._moving = False
        if self.holds(pointer):
            self._grip = pointer
        else:
            self.begin(pointer)

    def holds(self, pointer: Pointer) -> bool:
        """Tell whether a press would take hold of the selection to move it."""
        selection, (x, y) = self.host.document.selection, pointer.pixel
        if selection is None or self.asked(pointer.modifiers) is not Combination.REPLACE:
            return False
        return self.host.document.rect.contains(x, y) and bool(selection[y, x] >= _INSIDE)

    def move(self, pointer: Pointer) -> None:
        if self._grip is None:
            self.follow(pointer)
            return
        way = pointer.widget_position - self._grip.widget_position
        self._moving = self._moving or way.manhattanLength() > _STILL
        if self._moving:
            self.host.shift_ants(*_whole(pointer.position - self._grip.position))

    def release(self, pointer: Pointer) -> None:
        grip, self._grip = self._grip, None
        if grip is None:
            self.finish(pointer)
        elif self._moving:
            self.host.document.move_selection(*_whole(pointer.position - grip.position))
            self.host.shift_ants(0, 0)
        else:
            self.begin(grip)
            self.finish(pointer)

    def cancel(self) -> None:
        if self._grip is not None:
            self._grip = None
            self.host.shift_ants(0, 0)
        self.forget()

    def put_away(self) -> None:
        self.forget()

    def cursor_at(self, pointer: Pointer | None) -> Qt.CursorShape:
        held = pointer is not None and self.holds(pointer)
        return Qt.CursorShape.SizeAllCursor if held else self.cursor

    def own_keys(self) -> Collection[int]:
        return () if self.host.document.selection is None else ARROWS.keys()

    def press_key(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        self.host.document.move_selection(*step_by(key, modifiers))

    # The selection

    def select(self, doing: str, find: Callable[[Check], Mask]) -> None:
        """Have what is to be selected found, and make it meet what is by then. doing: in a few words, for a sign."""
        document, how = self.host.document, self._asked
        before, rect = document.selection, document.rect

        def work(check: Check) -> Mask | None:
            found = find(check)
            check()
            return combined(before, found, how)

        def done(selection: Mask | None) -> None:
            if document.rect == rect:  # it has not got another size meanwhile
                document.select(selection)

        self.carry_out(doing, work, done)

    def carry_out(
        self, doing: str, work: Callable[[Check], Mask | None], done: Callable[[Mask | None], None]
    ) -> None:
        """Have the selection made, beside the window where that takes long."""
        work_beside(self.host, doing, work, done)


def drawn_mask(path: QPainterPath, rect: Rect, *, antialias: bool) -> Mask:
    """Set what a path of the document surrounds, (rect.height, rect.width). Any thread may call."""
    image = QImage(rect.width, rect.height, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, antialias)
    painter.fillPath(path, QColor(255, 255, 255))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(rect.height, image.bytesPerLine())
    return rows[:, : rect.width].copy()


def _whole(way: QPointF) -> tuple[int, int]:
    return round(way.x()), round(way.y())
