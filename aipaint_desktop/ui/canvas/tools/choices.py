"""A choice among the options of a tool, with its name before it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QComboBox, QLabel


def add_choice(row: QBoxLayout, name: str, titles: Sequence[str], index: int) -> QComboBox:
    """Put a box to choose from at the end of a row. index: what is chosen of `titles`."""
    words, choice = QLabel(name), QComboBox()
    words.setProperty("role", "muted")
    words.setBuddy(choice)
    choice.setAccessibleName(name)
    choice.addItems(list(titles))
    choice.setCurrentIndex(index)
    row.addWidget(words)
    row.addWidget(choice)
    return choice
