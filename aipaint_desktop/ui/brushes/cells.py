"""Presets as cells side by side: a stroke of each, and its name below."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from aipaint_desktop.brushes.preset_file import Preset
from aipaint_desktop.ui.look.icons import drawn
from aipaint_desktop.ui.panels.brush_previews import SIZE, BrushPreviews
from aipaint_desktop.ui.words.names import brush_title
from aipaint_desktop.workspace.brush_library import BrushLibrary

NAME = Qt.ItemDataRole.UserRole
_LEAST_WIDTH = 118
_HEIGHT = 66
_STAR = 14
_GAP = 4
Index = QModelIndex | QPersistentModelIndex


class PresetModel(QAbstractListModel):
    """Lists presets by their titles; `NAME` is what the library knows them by."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presets: tuple[Preset, ...] = ()

    def show(self, presets: Sequence[Preset]) -> None:
        """List these."""
        if tuple(presets) != self._presets:
            self.beginResetModel()
            self._presets = tuple(presets)
            self.endResetModel()

    def preset(self, index: Index) -> Preset:
        return self._presets[index.row()]

    def index_of(self, name: str) -> QModelIndex:
        """Find the preset of that name; an invalid index where it is not listed."""
        rows = (row for row, preset in enumerate(self._presets) if preset.name == name)
        return self.index(next(rows, -1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt's own
        return 0 if parent.isValid() else len(self._presets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        preset = self.preset(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return brush_title(preset.brush)
        return preset.name if role == NAME else None


class PresetDelegate(QStyledItemDelegate):
    """Draws a preset: its stroke, its name, and a star where it is a favourite."""

    def __init__(
        self, model: PresetModel, library: BrushLibrary, previews: BrushPreviews, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._library = library
        self._previews = previews
        self.width = _LEAST_WIDTH  # of a cell
        self.in_hand = ""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self.width, _HEIGHT)

    def star(self, cell: QRect) -> QRect:
        """Tell where in a cell the star is."""
        return QRect(cell.right() - _STAR - _GAP, cell.top() + _GAP, _STAR, _STAR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        preset, cell, colours = self._model.preset(index), option.rect, option.palette
        self._previews.ask_for([preset.brush])
        painter.save()
        style = option.widget.style()
        if preset.name == self.in_hand:
            option.state |= QStyle.StateFlag.State_Selected
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        words = colours.color(QPalette.ColorRole.Text)
        stroke = self._previews.picture_of(preset.brush, words, option.widget.devicePixelRatioF())
        left = cell.left() + (cell.width() - SIZE.width()) // 2
        painter.drawPixmap(left, cell.top() + _GAP, stroke)
        below = QRect(cell.left() + _GAP, cell.top() + SIZE.height() + _GAP, cell.width() - 2 * _GAP, 22)
        painter.setPen(words)
        title = option.fontMetrics.elidedText(
            brush_title(preset.brush), Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, title)
        favourite = self._library.is_favourite(preset.name)
        if favourite or option.state & QStyle.StateFlag.State_MouseOver:
            role = QPalette.ColorRole.Accent if favourite else QPalette.ColorRole.PlaceholderText
            painter.drawPixmap(self.star(cell).topLeft(), drawn("star", colours.color(role), _STAR))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours.color(QPalette.ColorRole.Accent))
            painter.drawRoundedRect(cell.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()


class PresetCells(QListView):
    """Shows presets in as many columns as there is room for. A click or Enter takes one; a click on its star, or an
    asterisk, makes it a favourite."""

    def __init__(self, library: BrushLibrary, previews: BrushPreviews, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.presets = PresetModel(self)
        self.delegate = PresetDelegate(self.presets, library, previews, self)
        self.setModel(self.presets)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(self.tr("Brushes"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        previews.painted.connect(self.viewport().update)
        library.changed.connect(self.viewport().update)

    def show_in_hand(self, name: str) -> None:
        """Mark the preset of that name, and bring it into sight."""
        self.delegate.in_hand = name
        index = self.presets.index_of(name)
        if index.isValid() and not self.hasFocus():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.viewport().width() - 1
        self.delegate.width = room // max(1, room // _LEAST_WIDTH)
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        on_star = index.isValid() and self.delegate.star(self.visualRect(index)).adjusted(
            -4, -4, 4, 4
        ).contains(event.position().toPoint())
        if on_star and event.button() == Qt.MouseButton.LeftButton:
            self._exchange_star(index)
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            self.clicked.emit(index)
        elif event.key() == Qt.Key.Key_Asterisk and index.isValid():
            self._exchange_star(index)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are for the field above."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _plain(event):
            event.accept()
            return True
        return super().event(event)

    def _exchange_star(self, index: QModelIndex) -> None:
        name = self.presets.preset(index).name
        self._library.set_favourite(name, not self._library.is_favourite(name))


def _plain(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Asterisk)
