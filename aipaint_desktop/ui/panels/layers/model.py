"""The nodes of a document as an item model, the topmost first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from aipaint_desktop.document.node import Group, Node
from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.ui.words.names import layer_title

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(eq=False)
class _Row:
    """number: by which an index knows it; a row that is gone is found no more."""

    node: Node | None
    around: "_Row | None"
    number: int
    rows: list["_Row"] = field(default_factory=list)


class LayerModel(QAbstractItemModel):
    """Shows the nodes of a state, and goes from one state to the next by as little as differs: rows that come, go and
    move, and data of those whose node is another.

    renamed, shown: what the artist wants of the node with this id; the model itself changes nothing.
    """

    renamed = Signal(str, str)
    shown = Signal(str, bool)

    def __init__(self, told: Callable[[Node], str], parent: QObject | None = None) -> None:
        """told: what is said of a node where the pointer rests on it."""
        super().__init__(parent)
        self._told = told
        self._count = 0
        self._root = _Row(None, None, 0)
        self._by_number: dict[int, _Row] = {0: self._root}
        self._by_id: dict[str, _Row] = {}

    # From state to state

    def show(self, nodes: Sequence[Node]) -> None:
        """Show these nodes, bottom to top."""
        self._bring(self._root, nodes)

    def _bring(self, around: _Row, nodes: Sequence[Node]) -> None:
        wanted = nodes[::-1]
        ids = {node.id for node in wanted}
        index = self._index_of(around)
        for place in reversed(range(len(around.rows))):
            if self._node(around.rows[place]).id not in ids:
                self.beginRemoveRows(index, place, place)
                self._forget(around.rows.pop(place))
                self.endRemoveRows()
        for place, node in enumerate(wanted):
            rest = range(place, len(around.rows))  # of which the first is the one, unless rows were moved
            known = next((at for at in rest if self._node(around.rows[at]).id == node.id), None)
            if known is None:
                self.beginInsertRows(index, place, place)
                around.rows.insert(place, self._made(node, around))
                self.endInsertRows()
                continue
            if known != place:
                self.beginMoveRows(index, known, known, index, place)
                around.rows.insert(place, around.rows.pop(known))
                self.endMoveRows()
            row = around.rows[place]
            if row.node is not node:
                row.node = node
                self.touch(node.id)
                self._bring(row, node.children if isinstance(node, Group) else ())

    def touch(self, node_id: str) -> None:
        """Have the row of a node drawn anew, if it has one."""
        row = self._by_id.get(node_id)
        if row is not None:
            index = self._index_of(row)
            self.dataChanged.emit(index, index)

    def _made(self, node: Node, around: _Row) -> _Row:
        self._count += 1
        row = _Row(node, around, self._count)
        self._by_number[row.number] = self._by_id[node.id] = row
        if isinstance(node, Group):
            row.rows = [self._made(child, row) for child in reversed(node.children)]
        return row

    def _forget(self, row: _Row) -> None:
        for child in row.rows:
            self._forget(child)
        del self._by_number[row.number]
        if self._by_id.get(self._node(row).id) is row:
            del self._by_id[self._node(row).id]

    # Rows

    def node(self, index: Index) -> Node:
        """Give the node of a row. Raises `KeyError` where there is none."""
        row = self._by_number[index.internalId()] if index.isValid() else self._root
        return self._node(row)

    def index_of(self, node_id: str) -> QModelIndex:
        """Find the row of a node; an invalid index where there is none."""
        row = self._by_id.get(node_id)
        return QModelIndex() if row is None else self._index_of(row)

    def depth(self, index: Index) -> int:
        """Count the groups around the node of a row."""
        depth, row = 0, self._by_number[index.internalId()].around
        while row is not None and row is not self._root:
            depth, row = depth + 1, row.around
        return depth

    @staticmethod
    def _node(row: _Row) -> Node:
        if row.node is None:
            raise KeyError("no node")
        return row.node

    def _index_of(self, row: _Row) -> QModelIndex:
        if row.around is None:
            return QModelIndex()
        return self.createIndex(row.around.rows.index(row), 0, row.number)

    # As Qt asks

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        around = self._row(parent)
        if around is None or column != 0 or not 0 <= row < len(around.rows):
            return QModelIndex()
        return self.createIndex(row, 0, around.rows[row].number)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        row = self._row(index)
        return QModelIndex() if row is None or row.around is None else self._index_of(row.around)

    def _row(self, index: Index) -> _Row | None:
        return self._by_number.get(index.internalId()) if index.isValid() else self._root

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        row = self._row(parent)
        return 0 if row is None else len(row.rows)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag
        if not index.isValid():
            return flags.NoItemFlags
        return (
            flags.ItemIsEnabled
            | flags.ItemIsSelectable
            | flags.ItemIsEditable
            | flags.ItemIsUserCheckable
            | flags.ItemIsDragEnabled
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._row(index)
        if row is None or row.node is None:
            return None
        node = row.node
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole | Qt.ItemDataRole.AccessibleTextRole:
                return layer_title(node.name)
            case Qt.ItemDataRole.ToolTipRole:
                return plain(self._told(node))
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if node.visible else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self._row(index)
        if row is None or row.node is None:
            return False
        node = row.node
        if role == Qt.ItemDataRole.EditRole:
            name = str(value).strip()
            if name and name != layer_title(node.name):
                self.renamed.emit(node.id, name)
            return bool(name)
        if role == Qt.ItemDataRole.CheckStateRole:
            self.shown.emit(node.id, Qt.CheckState(value) is Qt.CheckState.Checked)
            return True
        return False
