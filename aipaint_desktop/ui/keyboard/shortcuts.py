"""Which keys do what: the defaults of every action, and what the artist has set instead."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QAction, QKeySequence

_DEFAULTS = "default_shortcuts"
_ACCESS_KEY = re.compile(r"\(&\w\)|&|…$")  # Chinese has it in brackets behind the words


def name_shortcut(action: QAction, name: str, *keys: str | QKeySequence.StandardKey) -> None:
    """Say under which name settings know the action, and its keys where they say nothing.

    `apply_shortcuts` gives it the keys. keys: none for an action that the artist may give some.
    """
    action.setObjectName(name)
    sequences: list[QKeySequence] = []
    for key in keys:
        bound = QKeySequence.keyBindings(key) if isinstance(key, QKeySequence.StandardKey) else [key]
        sequences += [QKeySequence(sequence) for sequence in bound]
    action.setProperty(_DEFAULTS, [sequence.toString() for sequence in sequences])


def named_actions(root: QObject) -> list[QAction]:
    """Find every action under `root` that `name_shortcut` has named."""
    return [action for action in root.findChildren(QAction) if action.property(_DEFAULTS) is not None]


def plain_words(action: QAction) -> str:
    """Give what the action is called, without its access key and dots."""
    return _ACCESS_KEY.sub("", _ACCESS_KEY.sub("", action.text()))


def default_shortcuts(action: QAction) -> list[QKeySequence]:
    return [QKeySequence(keys) for keys in action.property(_DEFAULTS)]


def apply_shortcuts(root: QObject, settings: QSettings) -> None:
    """Give every named action under `root` its keys, and a tool tip that says them."""
    for action in named_actions(root):
        chosen = settings.value(_key(action))
        if chosen is None:
            action.setShortcuts(default_shortcuts(action))
        else:
            action.setShortcuts([QKeySequence(str(chosen))])
        words = plain_words(action)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{words} ({keys})" if keys else words)


def set_shortcut(action: QAction, keys: QKeySequence, settings: QSettings) -> None:
    """Remember these keys for the action, which may be none; its defaults are not kept as a setting."""
    if [keys] == default_shortcuts(action)[:1] or (keys.isEmpty() and not default_shortcuts(action)):
        settings.remove(_key(action))
    else:
        settings.setValue(_key(action), keys.toString())


def conflicts(keys: QKeySequence, actions: Sequence[QAction]) -> list[QAction]:
    """Find the actions that these keys would set off."""
    return [] if keys.isEmpty() else [action for action in actions if keys in action.shortcuts()]


def _key(action: QAction) -> str:
    return f"shortcuts/{action.objectName()}"
