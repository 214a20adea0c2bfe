"""Pinned pictures in the View menu."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from aipaint_desktop.ui.files.pinning import Pinning
from aipaint_desktop.ui.window.menu_commands import add_command


class PinnedMenu(QObject):
    """Adds to a menu what pins pictures and removes them."""

    def __init__(self, menu: QMenu, pinning: Pinning) -> None:
        super().__init__(menu)
        add_command(menu, "pin_picture", self.tr("&Pin a picture…"), pinning.ask, icon="image-pin")
        add_command(menu, "paste_pinned", self.tr("Pi&n from the clipboard"), pinning.paste)
        add_command(menu, "remove_pinned", self.tr("&Remove all pinned pictures"), pinning.remove_all)
