"""A box to choose from that leaves a narrow panel its width, and whose list is as wide as what is in it."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from aipaint_desktop.ui.widgets.scroll_column import scrolls

_LETTERS = 8
_WIDEST, _MARGIN = 480, 40  # px: of the list, and of what is around its words
_ROWS = 24


class _Choice(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        if scrolls(self):
            event.ignore()
        else:
            super().wheelEvent(event)

    def showPopup(self) -> None:
        view = self.view()
        wanted = view.sizeHintForColumn(0) + _MARGIN
        view.setMinimumWidth(min(max(wanted, self.width()), _WIDEST))
        super().showPopup()


def narrow_choice(name: str) -> QComboBox:
    """Make a choice as narrow as a few letters, and as wide as there is room. name: for those who cannot see it."""
    choice = _Choice()
    choice.setAccessibleName(name)
    choice.setMinimumContentsLength(_LETTERS)
    choice.setMaxVisibleItems(_ROWS)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return choice
