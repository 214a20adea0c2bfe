"""The artist's model files as rows: what each is called, what it is, and what it is for or why it cannot be used."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from aipaint_desktop.modelstore.model_files.model_file import KIND_TITLES, Kind, ModelFile
from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.text import as_text

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ORDER = {kind: number for number, kind in enumerate(Kind)}


class ModelTable(QAbstractTableModel):
    """Lists files by kind and title, those that cannot be used at the end. A row costs nothing until it is seen."""

    NAME, KIND, BASE = COLUMNS = range(3)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.files: list[ModelFile] = []
        self._heads = (self.tr("Name"), self.tr("Kind"), self.tr("Base"))

    def show_files(self, files: Iterable[ModelFile]) -> None:
        """Show these files instead of those before."""
        self.beginResetModel()
        self.files = sorted(files, key=lambda file: (_ORDER[file.kind], file.title.lower(), file.path))
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.files)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if across else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        file = self.files[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(described(file))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match index.column():
            case self.NAME:
                return file.title
            case self.KIND:
                return refusal(KIND_TITLES[file.kind])
        if file.identity.reason is not None:
            return refusal(file.identity.reason)
        return " ".join(filter(None, (file.family_title, file.identity.variant)))


def described(file: ModelFile) -> str:
    """Say where a file lies, and why it cannot be used."""
    reason = file.identity.reason
    return as_text(file.path) if reason is None else f"{as_text(file.path)}\n{refusal(reason)}"
