"""The steps of the document, oldest first; a click goes there."""

from PySide6.QtWidgets import QFrame, QListWidget, QVBoxLayout, QWidget

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.words.names import step_title


class HistoryPanel(QFrame):
    """Shows the steps of one document at a time."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("History"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 4, 12, 12)
        rows.addWidget(self.list)
        self.list.currentRowChanged.connect(self._go)
        self._follow(document)

    def set_document(self, document: Document) -> None:
        self.stop_following()
        self._follow(document)

    def stop_following(self) -> None:
        """Let go of the document; the panel is not used any more."""
        self._stop_following()

    def _follow(self, document: Document) -> None:
        self._document = document
        self._stop_following = document.changed.add(self._on_changed)
        self._show()

    def _on_changed(self, change: Change) -> None:
        if change.history:
            self._show()

    def _show(self) -> None:
        history = self._document.history
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([step_title(name) for name in history.names])
        for row in range(history.index + 1, self.list.count()):
            self.list.item(row).setForeground(self.palette().placeholderText())
        self.list.setCurrentRow(history.index)
        self.list.blockSignals(False)
        self.list.scrollToItem(self.list.currentItem())

    def _go(self, row: int) -> None:
        if row >= 0:
            self._document.jump(row)
