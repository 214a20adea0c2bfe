"""What tools put into the row of their options."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QComboBox, QLabel, QToolButton, QWidget

from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.widgets.plain_text import ElidedLabel

T = TypeVar("T")


def add_choice(
    row: QBoxLayout, name: str, choices: Mapping[T, str], chosen: T, choose: Callable[[T], object]
) -> QComboBox:
    """Put a box to choose from at the end of a row. choices: what people read, by value. choose: called with what is
    chosen."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItems(list(choices.values()))
    values = list(choices)
    box.setCurrentIndex(values.index(chosen))
    box.currentIndexChanged.connect(lambda index: choose(values[index]))
    add_named(row, name, box)
    return box


def add_named(row: QBoxLayout, name: str, field: QWidget) -> None:
    """Put a field at the end of a row, and its name before it."""
    words = QLabel(name)
    words.setProperty("role", "muted")
    words.setBuddy(field)
    row.addWidget(words)
    row.addWidget(field)


def add_button(row: QBoxLayout, icon: str, words: str, act: Callable[[], object]) -> QToolButton:
    """Put a button at the end of a row. words: its tool tip. act: called when it is pressed."""
    button = _button(row, icon, words)
    button.clicked.connect(act)
    return button


def add_switch(row: QBoxLayout, icon: str, words: str, switch: Callable[[], object]) -> QToolButton:
    """Put a button that stays down at the end of a row. switch: called when it has changed."""
    button = _button(row, icon, words)
    button.setCheckable(True)
    button.toggled.connect(switch)
    return button


def _button(row: QBoxLayout, icon: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setToolTip(words)
    button.setAccessibleName(words)
    name_icon(button, icon)
    row.addWidget(button)
    return button


def add_hint(row: QBoxLayout, hint: str) -> None:
    """Put how a tool is used at the end of a row, as much of it as there is room for."""
    words = ElidedLabel(hint)
    words.setProperty("role", "muted")
    row.addWidget(words, 1)
