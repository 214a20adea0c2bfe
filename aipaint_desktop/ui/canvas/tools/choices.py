"""What tools put into their options: a choice with its name before it, and how the tool is used."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QComboBox, QLabel

from aipaint_desktop.ui.widgets.plain_text import ElidedLabel

T = TypeVar("T")


def add_choice(
    row: QBoxLayout, name: str, choices: Mapping[T, str], chosen: T, choose: Callable[[T], object]
) -> QComboBox:
    """Put a box to choose from at the end of a row. choices: what people read, by value. choose: called with what is
    chosen."""
    words, box = QLabel(name), QComboBox()
    words.setProperty("role", "muted")
    words.setBuddy(box)
    box.setAccessibleName(name)
    box.addItems(list(choices.values()))
    values = list(choices)
    box.setCurrentIndex(values.index(chosen))
    box.currentIndexChanged.connect(lambda index: choose(values[index]))
    row.addWidget(words)
    row.addWidget(box)
    return box


def add_hint(row: QBoxLayout, hint: str) -> None:
    """Put how a tool is used at the end of a row, as much of it as there is room for."""
    words = ElidedLabel(hint)
    words.setProperty("role", "muted")
    row.addWidget(words, 1)
