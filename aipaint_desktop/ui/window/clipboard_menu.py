"""Cut, copy and paste in the Edit menu."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from aipaint_desktop.ui.files.clipboard import Clipboard
from aipaint_desktop.ui.window.menu_commands import add_command


class ClipboardMenu(QObject):
    """Adds to a menu what goes into the clipboard and comes out of it, with Krita's keys."""

    def __init__(self, menu: QMenu, clipboard: Clipboard) -> None:
        super().__init__(menu)
        keys = QKeySequence.StandardKey
        add_command(menu, "cut", self.tr("Cu&t"), clipboard.cut, "Ctrl+X", icon="scissors")
        add_command(menu, "copy", self.tr("&Copy"), clipboard.copy, keys.Copy, icon="copy")
        add_command(menu, "copy_merged", self.tr("Copy &merged"), clipboard.copy_merged, "Ctrl+Shift+C")
        add_command(menu, "paste", self.tr("&Paste"), clipboard.paste, keys.Paste, icon="clipboard-paste")
        at_pointer = self.tr("Paste &at cursor")
        add_command(menu, "paste_at", at_pointer, clipboard.paste_at_pointer, "Ctrl+Alt+V")
        into = self.tr("Paste into s&election")
        add_command(menu, "paste_into", into, clipboard.paste_into_selection)
        as_new = self.tr("Paste as ne&w picture")
        add_command(menu, "paste_new", as_new, clipboard.paste_as_new, "Ctrl+Shift+N")
        to_layer, cut_to_layer = self.tr("Copy selection to new layer"), self.tr("Cut selection to new layer")
        add_command(menu, "copy_selection_to_new_layer", to_layer, clipboard.copy_to_layer, "Ctrl+Alt+J")
        add_command(menu, "cut_selection_to_new_layer", cut_to_layer, clipboard.cut_to_layer, "Ctrl+Shift+J")
