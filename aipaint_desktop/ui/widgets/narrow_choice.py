"""A box to choose from that leaves a narrow panel its width."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from aipaint_desktop.ui.widgets.scroll_column import scrolls

_LETTERS = 8


class _Choice(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        if scrolls(self):
            event.ignore()
        else:
            super().wheelEvent(event)


def narrow_choice(name: str) -> QComboBox:
    """Make a choice as narrow as a few letters, and as wide as there is room. name: for those who cannot see it."""
    choice = _Choice()
    choice.setAccessibleName(name)
    choice.setMinimumContentsLength(_LETTERS)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return choice
