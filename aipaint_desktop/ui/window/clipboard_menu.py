"""Cut, copy and paste in the Edit menu."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from aipaint_desktop.ui.files.clipboard import Clipboard
from aipaint_desktop.ui.keyboard.shortcuts import name_shortcut
from aipaint_desktop.ui.look.icons import name_icon

_Keys = str | QKeySequence.StandardKey


class ClipboardMenu(QObject):
    """Adds to a menu what goes into the clipboard and comes out of it, with Krita's keys."""

    def __init__(self, menu: QMenu, clipboard: Clipboard) -> None:
        super().__init__(menu)
        keys = QKeySequence.StandardKey
        self._add(menu, "cut", self.tr("Cu&t"), clipboard.cut, "Ctrl+X", icon="scissors")
        self._add(menu, "copy", self.tr("&Copy"), clipboard.copy, keys.Copy, icon="copy")
        self._add(menu, "copy_merged", self.tr("Copy &merged"), clipboard.copy_merged, "Ctrl+Shift+C")
        self._add(menu, "paste", self.tr("&Paste"), clipboard.paste, keys.Paste, icon="clipboard-paste")
        at_pointer = self.tr("Paste at curs&or")
        self._add(menu, "paste_at", at_pointer, clipboard.paste_at_pointer, "Ctrl+Alt+V")
        into = self.tr("Paste into s&election")
        self._add(menu, "paste_into", into, clipboard.paste_into_selection)
        as_new = self.tr("Paste as ne&w picture")
        self._add(menu, "paste_new", as_new, clipboard.paste_as_new, "Ctrl+Shift+N")
        to_layer, cut_to_layer = self.tr("Copy selection to new layer"), self.tr("Cut selection to new layer")
        self._add(menu, "copy_selection_to_new_layer", to_layer, clipboard.copy_to_layer, "Ctrl+Alt+J")
        self._add(menu, "cut_selection_to_new_layer", cut_to_layer, clipboard.cut_to_layer, "Ctrl+Shift+J")

    def _add(
        self, menu: QMenu, name: str, words: str, act: Callable[[], object], *keys: _Keys, icon: str = ""
    ) -> None:
        action = menu.addAction(words)
        action.triggered.connect(lambda _checked: act())
        name_shortcut(action, name, *keys)
        if icon:
            name_icon(action, icon)
