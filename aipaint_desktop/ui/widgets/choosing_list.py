"""A list in which a click or an arrow key chooses, and the focus alone does not."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListWidget


class ChoosingList(QListWidget):
    """Lists what can be chosen. What is selected is what the artist has chosen; listen to `itemSelectionChanged`."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt makes the first item the current one, from which arrow keys would go on to the second.
        super().focusInEvent(event)
        if not self.selectedIndexes():
            self.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)
