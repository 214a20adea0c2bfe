"""How a command gets into a menu: with its words, its name in the settings, its keys and its icon."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from aipaint_desktop.ui.keyboard.shortcuts import name_shortcut
from aipaint_desktop.ui.look.icons import name_icon

Keys = str | QKeySequence.StandardKey


def add_command(
    menu: QMenu, name: str, words: str, act: Callable[[], object], *keys: Keys, icon: str = ""
) -> QAction:
    """Add what does something. name: of the action in the settings, where the artist's own keys for it stand."""
    action = menu.addAction(words)
    action.triggered.connect(lambda _checked: act())
    name_shortcut(action, name, *keys)
    if icon:
        name_icon(action, icon)
    return action


def add_switch(
    menu: QMenu, name: str, words: str, switch: Callable[[bool], object], *keys: Keys, icon: str = ""
) -> QAction:
    """Add what is on or off, as `add_command`. switch: called with which it is to be."""
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setAutoRepeat(False)
    action.triggered.connect(lambda on: switch(on))
    name_shortcut(action, name, *keys)
    if icon:
        name_icon(action, icon)
    return action
