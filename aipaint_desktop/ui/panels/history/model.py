"""The steps of a history and the snapshots of a document, as models that Qt's views show."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QIcon, QImage, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.history import Step
from aipaint_desktop.document.snapshots import Snapshot
from aipaint_desktop.ui.panels.history.thumbnails import StateThumbnails
from aipaint_desktop.ui.words.names import step_title

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole

Drawn = Callable[[QImage | None], QIcon]
"""Makes an icon of a thumbnail, or of none that is there yet."""


STATE = _ROLE.UserRole
"""Of the state that a row stands for."""


class StateDelegate(QStyledItemDelegate):
    """Draws a row, and has its thumbnail made for that: Qt asks for the icons of rows that nobody sees, too."""

    def __init__(self, thumbnails: StateThumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self._thumbnails.ask_for(index.data(STATE))
        super().paint(painter, option, index)


class _StateModel(QAbstractListModel):
    """What the two have in common: each row is a state with a thumbnail."""

    def __init__(self, thumbnails: StateThumbnails, drawn: Drawn, parent: QObject) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._drawn = drawn
        thumbnails.ready.connect(self._show_thumbnails)

    def _icon(self, state: State) -> QIcon:
        return self._drawn(self._thumbnails.of(state))

    def _show_thumbnails(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1), [_ROLE.DecorationRole])


class StepsModel(_StateModel):
    """Lists the steps of a document, oldest first; those that are undone are greyed.

    Tells Qt of the rows that come and go alone, so that thousands of steps cost nothing.
    """

    def __init__(
        self,
        document: Document,
        thumbnails: StateThumbnails,
        drawn: Drawn,
        undone: Callable[[], QBrush],
        parent: QObject,
    ) -> None:
        """undone: what undone steps are written with."""
        super().__init__(thumbnails, drawn, parent)
        self._undone = undone
        self.set_document(document)

    def set_document(self, document: Document) -> None:
        """List the steps of another document."""
        self.beginResetModel()
        self._history = document.history
        self._steps: tuple[Step[State], ...] = self._history.steps
        self._current = self._history.index
        self.endResetModel()

    def update(self) -> None:
        """Follow the history: steps were made, undone or made again."""
        before, after = self._steps, self._history.steps
        forgotten = next((row for row, step in enumerate(before) if step is after[0]), len(before))
        kept = before[forgotten:]
        same = next(
            (row for row, (one, other) in enumerate(zip(kept, after, strict=False)) if one is not other),
            min(len(kept), len(after)),
        )
        if same < len(kept):
            self.beginRemoveRows(_NOWHERE, forgotten + same, len(before) - 1)
            self._steps = before[: forgotten + same]
            self.endRemoveRows()
        if forgotten:
            self.beginRemoveRows(_NOWHERE, 0, forgotten - 1)
            self._steps = self._steps[forgotten:]
            self.endRemoveRows()
        if same < len(after):
            self.beginInsertRows(_NOWHERE, same, len(after) - 1)
            self._steps = after
            self.endInsertRows()
        first, last = sorted((self._current - forgotten, self._history.index))
        self._current = self._history.index
        first, last = max(0, first), min(last, len(after) - 1)
        if first < last:
            self.dataChanged.emit(self.index(first), self.index(last), [_ROLE.ForegroundRole])

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._steps)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        step = self._steps[index.row()]
        match role:
            case _ROLE.DisplayRole:
                return step_title(step.name)
            case _ROLE.DecorationRole:
                return self._icon(step.state)
            case _ if role == STATE:
                return step.state
            case _ROLE.ForegroundRole if index.row() > self._history.index:
                return self._undone()
        return None


class SnapshotsModel(_StateModel):
    """Lists the snapshots of a document, oldest first; their names can be edited."""

    def __init__(
        self,
        document: Document,
        thumbnails: StateThumbnails,
        drawn: Drawn,
        told: Callable[[Snapshot], str],
        parent: QObject,
    ) -> None:
        """told: what is said of one beside its name."""
        super().__init__(thumbnails, drawn, parent)
        self._told = told
        self._listed: tuple[Snapshot, ...] = ()
        self.set_document(document)

    def set_document(self, document: Document) -> None:
        """List the snapshots of another document."""
        self._snapshots = document.snapshots
        self.update()

    def update(self) -> None:
        """Follow the snapshots: some came, went or got another name."""
        self.beginResetModel()
        self._listed = tuple(self._snapshots)
        self.endResetModel()

    def snapshot(self, index: _Index) -> Snapshot:
        """Give the one in this row."""
        return self._listed[index.row()]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._listed)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        snapshot = self._listed[index.row()]
        match role:
            case _ROLE.DisplayRole | _ROLE.EditRole:
                return step_title(snapshot.name)
            case _ROLE.DecorationRole:
                return self._icon(snapshot.state)
            case _ if role == STATE:
                return snapshot.state
            case _ROLE.ToolTipRole:
                return self._told(snapshot)
        return None

    def setData(self, index: _Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        name = str(value).strip()
        if role != _ROLE.EditRole or not name or name == self.data(index):
            return False
        self._snapshots.rename(self.snapshot(index), name)
        return True
