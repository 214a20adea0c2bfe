"""The list of layers as a tree that is clicked, dragged and typed in."""

from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.ui.panels.layers.delegate import RowDelegate
from aipaint_desktop.ui.panels.layers.model import LayerModel
from aipaint_desktop.ui.panels.layers.row import INDENT, Row, Zone

_BETWEEN = 5  # px on both sides of the line between two rows
_SCROLL_ZONE = 20  # px from the edge on, within which a drag scrolls
_SCROLL_STEP = 8
_SCROLL_MS = 30
_CONTROL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@dataclass(frozen=True)
class Target:
    """Where a drop would put what is dragged. parent, place: as for `arranging.moved`. line: where that is shown; as
    high as a row where it goes into a group."""

    parent: str | None
    place: int
    line: QRect


class NodeList(QTreeView):
    """Shows the rows, and says what the artist does to them; it changes nothing by itself.

    Ctrl and Shift choose several. Alt or Shift on an eye show that node alone, Alt on the line between two rows clips
    the upper one, Ctrl on a thumbnail selects what is painted there.
    """

    chosen = Signal(
        str, object, bool
    )  # the active node, the ids of all chosen ones, whether its mask was clicked
    switched = Signal(str, object)  # a node, and the `Zone` of the switch that was clicked
    alone_requested = Signal(str)
    clip_requested = Signal(str)
    alpha_requested = Signal(str, object)  # a node, and the modifiers that were held
    mask_switched = Signal(str)
    text_opened = Signal(str)
    menu_requested = Signal(QPoint)
    dropped = Signal(object, object)  # the ids of what was dragged, and the `Target`

    def __init__(self, model: LayerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._showing = False
        self._dragged: frozenset[str] = frozenset()
        self._target: Target | None = None
        self._swiped: tuple[bool, set[str]] | None = None  # eyes that one press has switched, and to what
        self._switching = False  # whether a press was none that chooses
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        self.setObjectName("layers")
        self.setAccessibleName(self.tr("Layers"))
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self.selectionModel().selectionChanged.connect(self._tell_chosen)
        self.selectionModel().currentChanged.connect(self._tell_chosen)

    # What is shown

    def show_state(self, state: State) -> None:
        """Show the nodes of a state, and which are chosen."""
        self._showing = True
        self._model.show(state.nodes)
        self._unfold(QModelIndex())
        current = self._model.index_of(state.active_id)
        wanted = QItemSelection()
        for node_id in state.worked_on:
            index = self._model.index_of(node_id)
            if index.isValid():
                wanted.select(index, index)
        selection = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        if {*selection.selectedIndexes()} != {*wanted.indexes()}:
            selection.select(wanted, flags.ClearAndSelect)
        if self.currentIndex() != current:
            selection.setCurrentIndex(current, flags.NoUpdate)
            self.scrollTo(current)
        self._showing = False

    def _unfold(self, around: QModelIndex) -> None:
        for place in range(self._model.rowCount(around)):
            index = self._model.index(place, 0, around)
            node = self._model.node(index)
            if isinstance(node, Group):
                if self.isExpanded(index) is node.folded:
                    self.setExpanded(index, not node.folded)
                self._unfold(index)

    def rename(self) -> None:
        """Let the artist type another name for the active node."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self.edit(self.currentIndex())

    def row_at(self, at: QPoint) -> Row | None:
        """Find the row at a point of the viewport."""
        index = self.indexAt(at)
        return self._row(index, pointed=True) if index.isValid() else None

    def row_of(self, node_id: str) -> Row:
        """Lay out the row of a node, as it is when the pointer is on it. Raises `KeyError` where it has none."""
        return self._row(self._model.index_of(node_id), pointed=True)

    def _row(self, index: QModelIndex, *, pointed: bool) -> Row:
        delegate = self.itemDelegate()
        assert isinstance(delegate, RowDelegate)
        return delegate.row(index, self.visualRect(index), pointed=pointed)

    def _tell_chosen(self, *_changes: object) -> None:
        if self._showing:
            return
        ids = self._selected_ids
        current = self.currentIndex()
        active = self._model.node(current).id if current.isValid() else ""
        if active not in ids:
            if not ids:
                return
            active = next(iter(ids))
        self.chosen.emit(active, ids, False)

    @property
    def _selected_ids(self) -> frozenset[str]:
        return frozenset(self._model.node(index).id for index in self.selectionModel().selectedIndexes())

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        row, held = self.row_at(at), event.modifiers()
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            super().mousePressEvent(event)
            return
        node, zone = row.node, row.zone(at)
        self._switching = True
        if zone is Zone.EYE:
            if held & (_ALT | _SHIFT):
                self.alone_requested.emit(node.id)
            else:
                self._swiped = not node.visible, {node.id}
                self._model.shown.emit(node.id, not node.visible)
        elif zone is Zone.PICTURE and held & _CONTROL:
            self.alpha_requested.emit(node.id, held)
        elif held & _ALT:
            self._press_with_alt(row, at)
        elif zone in (Zone.FOLD, Zone.CLIP, Zone.ALPHA, Zone.THROUGH, Zone.LOCK):
            self.switched.emit(node.id, zone)
        elif zone is Zone.MASK and held & _SHIFT:
            self.mask_switched.emit(node.id)
        else:
            self._switching = False
            super().mousePressEvent(event)
            if zone in (Zone.MASK, Zone.PICTURE) and not held & (_CONTROL | _SHIFT):
                self.chosen.emit(node.id, self._selected_ids, zone is Zone.MASK)

    def _press_with_alt(self, row: Row, at: QPoint) -> None:
        upper: Row | None = None
        if row.rect.bottom() - at.y() < _BETWEEN:
            upper = row
        elif at.y() - row.rect.top() < _BETWEEN:
            upper = self.row_at(QPoint(at.x(), row.rect.top() - 1))
        if upper is not None:
            self.clip_requested.emit(upper.node.id)
        else:
            self.alone_requested.emit(row.node.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        row = self.row_at(at)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if row.zone(at) is Zone.NAME and not event.modifiers() & _ALT:
            self.edit(self.indexAt(at))
        elif row.zone(at) is Zone.PICTURE and isinstance(row.node, Layer) and row.node.text is not None:
            self.text_opened.emit(row.node.id)
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._dragged:
            self._drag_to(at)
        elif self._swiped is not None:
            visible, done = self._swiped
            row = self.row_at(QPoint(self.viewport().rect().left() + 8, at.y()))
            if row is not None and row.node.id not in done and row.node.visible is not visible:
                done.add(row.node.id)
                self._model.shown.emit(row.node.id, visible)
        elif not self._switching:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, target = self._dragged, self._target
        if dragged:
            self._end_drag()
            if target is not None:
                self.dropped.emit(dragged, target)
        elif not self._switching:
            super().mouseReleaseEvent(event)
        self._switching, self._swiped = False, None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._dragged and event.key() == Qt.Key.Key_Escape:
            self._end_drag()
        else:
            super().keyPressEvent(event)

    def _ask_for_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        self.menu_requested.emit(self.viewport().mapToGlobal(at))

    # Dragging, without Qt's own, which knows no place below a group that is open

    def startDrag(self, _actions: Qt.DropAction) -> None:
        self._dragged = self._selected_ids
        self._scroll.start()

    def _end_drag(self) -> None:
        self._dragged, self._target = frozenset(), None
        self._scroll.stop()
        self.unsetCursor()
        self.viewport().update()

    def _drag_to(self, at: QPoint) -> None:
        target = self._target_at(at)
        if target is not None and self._lies_in_dragged(target.parent):
            target = None
        self.setCursor(Qt.CursorShape.ForbiddenCursor if target is None else Qt.CursorShape.ClosedHandCursor)
        if target != self._target:
            self._target = target
            self.viewport().update()

    def _lies_in_dragged(self, parent: str | None) -> bool:
        index = QModelIndex() if parent is None else self._model.index_of(parent)
        while index.isValid():
            if self._model.node(index).id in self._dragged:
                return True
            index = index.parent()
        return False

    def _target_at(self, at: QPoint) -> Target | None:
        """Where a drop at a point of the viewport goes: above or below a row, or into a group."""
        index = self.indexAt(at)
        if not index.isValid():
            last = self._last()
            edge = self.visualRect(last).bottom()
            return Target(None, 0, QRect(0, edge, self.viewport().width(), 1)) if at.y() > edge else None
        rect, node = self.visualRect(index), self._model.node(index)
        part = (at.y() - rect.top()) / max(1, rect.height())
        if isinstance(node, Group) and 0.25 <= part <= 0.75:
            return Target(node.id, len(node.children), rect)
        if isinstance(node, Group) and not node.folded and part > 0.75:
            return Target(node.id, len(node.children), self._line(index, rect.bottom(), deeper=1))
        around = index.parent()
        parent = self._model.node(around).id if around.isValid() else None
        place = self._model.rowCount(around) - index.row()  # from the top of this row up
        if part < 0.5:
            return Target(parent, place, self._line(index, rect.top()))
        return Target(parent, place - 1, self._line(index, rect.bottom()))

    def _line(self, index: QModelIndex, y: int, deeper: int = 0) -> QRect:
        left = (self._model.depth(index) + deeper) * INDENT
        return QRect(left, y, self.viewport().width() - left, 1)

    def _last(self) -> QModelIndex:
        index = QModelIndex()
        while (count := self._model.rowCount(index)) and (not index.isValid() or self.isExpanded(index)):
            index = self._model.index(count - 1, 0, index)
        return index

    def _scroll_on(self) -> None:
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        bar = self.verticalScrollBar()
        if at.y() < _SCROLL_ZONE:
            bar.setValue(bar.value() - _SCROLL_STEP)
        elif at.y() > self.viewport().height() - _SCROLL_ZONE:
            bar.setValue(bar.value() + _SCROLL_STEP)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
        line = self._target.line
        if line.height() > 1:
            painter.drawRect(line.adjusted(1, 1, -1, -1))
        else:
            painter.drawLine(line.left(), line.top(), line.right(), line.top())
        painter.end()
