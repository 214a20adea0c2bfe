"""The canvas and nothing around it, for as long as the artist wants no panels."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDockWidget, QWidget


class CanvasOnly(QObject):
    """Hides a window's panels and bars together, and brings back those that it has hidden.

    The menus stay, so that there is a way back for those who hit the key by chance.
    """

    changed = Signal(bool)

    def __init__(
        self, canvas: QWidget, around: Callable[[], Sequence[QWidget]], parent: QObject | None = None
    ) -> None:
        """around: gives the panels and bars that there are at a moment."""
        super().__init__(parent)
        self._canvas = canvas
        self._around = around
        self._on = False
        self._hidden: list[QWidget] = []
        self._in_front: list[QDockWidget] = []

    @property
    def on(self) -> bool:
        return self._on

    def switch(self, on: bool) -> None:
        if on is self._on:
            return
        self._on = on
        if on:
            around = self._around()
            docks = [widget for widget in around if isinstance(widget, QDockWidget)]
            self._in_front = [dock for dock in docks if not dock.visibleRegion().isEmpty()]
            self._hidden = [widget for widget in around if not widget.isHidden()]
            for widget in self._hidden:
                widget.hide()
            self._canvas.setFocus()
        else:
            for widget in self._hidden:
                widget.show()
            for dock in self._in_front:
                dock.raise_()
            self._hidden, self._in_front = [], []
        self.changed.emit(on)
