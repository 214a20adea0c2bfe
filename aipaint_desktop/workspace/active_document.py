"""The document of the moment."""

from PySide6.QtCore import QObject, Signal

from aipaint_desktop.document.document import Document


class ActiveDocument(QObject):
    """Holds the document that is worked on, and tells when another one comes."""

    replaced = Signal(object)  # Document, the new one

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document

    @property
    def document(self) -> Document:
        return self._document

    def replace(self, document: Document) -> None:
        """Work on another document from now on."""
        self._document = document
        self.replaced.emit(document)
