"""The colours of a palette, which can be put into another order."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from aipaint_desktop.ui.colour.swatches import SwatchGrid


class PaletteGrid(SwatchGrid):
    """Shows colours to choose from; dragging one, or Alt with an arrow key, moves it; Delete asks to remove it.

    moved: a colour is to be put from one place to another. removed: the one at this place is to go.
    """

    moved = Signal(int, int)
    removed = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._pressed: QPoint | None = None

    @property
    def current(self) -> int:
        """Tell the place of the colour that was chosen last."""
        return self._current

    def make_current(self, place: int) -> None:
        """Let keys mean the colour at a place."""
        self._current = min(max(place, 0), max(0, len(self._colours) - 1))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = at if self._index_at(at) is not None else None
            super().mousePressEvent(event)
        else:  # for the menu that is asked for
            found = self._index_at(at)
            if found is not None:
                self.make_current(found)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        at = event.position().toPoint()
        if pressed is None or (at - pressed).manhattanLength() < QApplication.startDragDistance():
            return
        place, to = self._index_at(pressed), self._index_at(at)
        if place is not None and to is not None and place != to:
            self.moved.emit(place, to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        to = self._current + step
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and step:
            if 0 <= to < len(self._colours):
                self.moved.emit(self._current, to)
        elif event.key() == Qt.Key.Key_Delete and self._colours:
            self.removed.emit(self._current)
        else:
            super().keyPressEvent(event)
