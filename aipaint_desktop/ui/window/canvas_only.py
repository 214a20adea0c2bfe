"""The canvas and nothing around it, for as long as the artist wants no panels."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDockWidget, QWidget

if TYPE_CHECKING:
    from aipaint_desktop.ui.window.main_window import MainWindow


class CanvasOnly(QObject):
    """Hides a window's panels and bars together, and brings back those that it has hidden.

    The menus stay, so that there is a way back for those who hit the key by chance.
    """

    changed = Signal(bool)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
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
        window = self._window
        if on:
            around = (*window.docks.all, window.tools, window.tool_options, window.progress)
            self._in_front = [dock for dock in window.docks.all if not dock.visibleRegion().isEmpty()]
            self._hidden = [widget for widget in around if not widget.isHidden()]
            for widget in self._hidden:
                widget.hide()
            window.canvas.setFocus()
        else:
            for widget in self._hidden:
                widget.show()
            for dock in self._in_front:
                dock.raise_()
            self._hidden, self._in_front = [], []
        self.changed.emit(on)
