"""The steps of the document, oldest first; a click goes there."""

from PySide6.QtWidgets import QFrame, QListWidget, QVBoxLayout, QWidget

from aipaint_desktop.document.document import Document


class HistoryPanel(QFrame):
    """Follows one document at a time."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("History"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 4, 12, 12)
        rows.addWidget(self._list)
        self._list.currentRowChanged.connect(self._go)
        self._follow(document)

    def set_document(self, document: Document) -> None:
        self._stop_following()
        self._follow(document)

    def _follow(self, document: Document) -> None:
        self._document = document
        self._stop_following = document.history_changed.add(self._show)
        self._show()

    def _show(self) -> None:
        history = self._document.history
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems(list(history.names))
        for row in range(history.index + 1, self._list.count()):
            self._list.item(row).setForeground(self.palette().placeholderText())
        self._list.setCurrentRow(history.index)
        self._list.blockSignals(False)
        self._list.scrollToItem(self._list.currentItem())

    def _go(self, row: int) -> None:
        if row >= 0:
            self._document.jump(row)
