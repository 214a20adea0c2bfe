"""A box to choose from that leaves a narrow panel its width."""

from PySide6.QtWidgets import QComboBox

_LETTERS = 8


def narrow_choice(name: str) -> QComboBox:
    """Make a choice as narrow as a few letters, and as wide as there is room. name: for those who cannot see it."""
    choice = QComboBox()
    choice.setAccessibleName(name)
    choice.setMinimumContentsLength(_LETTERS)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return choice
