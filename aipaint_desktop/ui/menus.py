"""The menu bar: every command of the window with its words and its shortcut."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.look.theme import THEMES

if TYPE_CHECKING:
    from aipaint_desktop.ui.main_window import MainWindow

_TURN = 15.0
_CLOSER = 1.25
DEVICES = ("auto", "cuda", "mps", "cpu")


class Menus:
    """Fills the window's menu bar and keeps the actions whose state changes."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._file()
        self._edit()
        self._view()
        self._paint()
        self._help()

    def _menu(self, title: str) -> QMenu:
        return self._window.menuBar().addMenu(title)

    def _add(
        self,
        menu: QMenu,
        words: str,
        act: Callable[[], object],
        shortcut: str | QKeySequence.StandardKey = "",
        icon: str = "",
    ) -> QAction:
        action = menu.addAction(words)
        action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked: act())
        if shortcut:
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{words.replace('&', '').rstrip('…')} ({key})")
        if icon:
            name_icon(action, icon)
        return action

    def _hidden(self, key: str, act: Callable[[], object]) -> None:
        """A key that works without a place in the menus."""
        action = QAction(self._window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked: act())
        self._window.addAction(action)

    def _file(self) -> None:
        window, files = self._window, self._window.files
        menu = self._menu(window.tr("&File"))
        keys = QKeySequence.StandardKey
        self._add(menu, window.tr("&New…"), files.ask_for_new, keys.New, "file-plus")
        self._add(menu, window.tr("&Open…"), files.ask_to_open, keys.Open, "folder-open")
        self._add(menu, window.tr("Open as &sketch…"), files.ask_to_sketch, "Ctrl+Shift+O", "image-plus")
        menu.addSeparator()
        self._add(menu, window.tr("&Export…"), files.ask_to_export, "Ctrl+Shift+E", "download")
        menu.addSeparator()
        self._add(menu, window.tr("&Quit"), window.close, "Ctrl+Q")

    def _edit(self) -> None:
        window = self._window
        menu = self._menu(window.tr("&Edit"))
        keys = QKeySequence.StandardKey
        self.undo = self._add(menu, window.tr("&Undo"), window.undo, keys.Undo, "undo-2")
        self.redo = self._add(menu, window.tr("&Redo"), window.redo, "Ctrl+Shift+Z", "redo-2")
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menu.addSeparator()
        self._add(menu, window.tr("C&lear layer"), window.clear_layer, "Del", "trash-2")
        self._add(menu, window.tr("Select &all"), window.select_all, keys.SelectAll)
        self._add(menu, window.tr("Select &none"), window.select_none, "Ctrl+Shift+A")
        menu.addSeparator()
        self._add(menu, window.tr("E&xchange colours"), window.colours.swap, "X")
        self._hidden("[", window.shrink_brush)
        self._hidden("]", window.grow_brush)
        for digit in range(10):
            share = digit / 10 or 1.0
            self._hidden(str(digit), partial(window.set_brush_opacity, share))

    def _view(self) -> None:
        window, canvas = self._window, self._window.canvas
        menu = self._menu(window.tr("&View"))
        self._add(menu, window.tr("Zoom &in"), lambda: canvas.zoom_by(_CLOSER), "Ctrl++", "zoom-in")
        self._add(menu, window.tr("Zoom &out"), lambda: canvas.zoom_by(1 / _CLOSER), "Ctrl+-", "zoom-out")
        self._add(menu, window.tr("&Whole picture"), canvas.fit, "Ctrl+0", "maximize")
        self._add(menu, window.tr("&100 %"), canvas.actual_size, "Ctrl+1")
        menu.addSeparator()
        self._add(menu, window.tr("Turn &right"), lambda: self._turn(_TURN), "Ctrl+]", "rotate-cw")
        self._add(menu, window.tr("Turn &left"), lambda: self._turn(-_TURN), "Ctrl+[", "rotate-ccw")
        self._add(menu, window.tr("&Upright"), lambda: canvas.set_rotation(0), "Ctrl+Shift+0")
        menu.addSeparator()
        panels = menu.addMenu(window.tr("&Panels"))
        for dock in window.docks.all:
            panels.addAction(dock.toggleViewAction())
        panels.addSeparator()
        self._add(panels, window.tr("As at the &first start"), window.docks.arrange)
        themes = menu.addMenu(window.tr("&Theme"))
        names = dict(zip(THEMES, (window.tr("&Dark"), window.tr("&Light")), strict=True))
        self._choices(themes, names, window.theme.name, window.set_theme)

    def _turn(self, degrees: float) -> None:
        canvas = self._window.canvas
        canvas.set_rotation(canvas.viewport.rotation + degrees)

    def _paint(self) -> None:
        window = self._window
        menu = self._menu(window.tr("&Paint"))
        paint = self._add(menu, window.tr("&Paint"), window.paint, "Ctrl+Return", "paintbrush-vertical")
        paint.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.cancel = self._add(menu, window.tr("&Cancel"), window.cancel, "Esc", "x")
        self.cancel.setEnabled(False)
        menu.addSeparator()
        devices = menu.addMenu(window.tr("Compute &on"))
        names = dict(
            zip(
                DEVICES,
                (window.tr("The best there is"), window.tr("CUDA"), window.tr("MPS"), window.tr("CPU")),
                strict=True,
            )
        )
        self._choices(devices, names, window.device, window.set_device)

    def _choices(
        self, menu: QMenu, names: dict[str, str], chosen: str, choose: Callable[[str], None]
    ) -> None:
        group = QActionGroup(menu)
        for value, words in names.items():
            action = self._add(menu, words, partial(choose, value))
            action.setCheckable(True)
            action.setChecked(value == chosen)
            group.addAction(action)

    def _help(self) -> None:
        window = self._window
        menu = self._menu(window.tr("&Help"))
        self._add(menu, window.tr("&About AIPaint"), window.show_about)
