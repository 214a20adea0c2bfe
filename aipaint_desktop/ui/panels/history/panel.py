"""The steps of the document, oldest first, below the snapshots that are kept of it; a click goes there."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QIcon, QImage, QKeyEvent, QPainter, QPalette, QPen, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.snapshots import Snapshot
from aipaint_desktop.document.state import bytes_to_undo
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.look.checkerboard import on_checkerboard
from aipaint_desktop.ui.look.icons import name_icon, untinted
from aipaint_desktop.ui.panels.history.model import SnapshotsModel, StateDelegate, StepsModel
from aipaint_desktop.ui.panels.history.thumbnails import StateThumbnails
from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.ui.words.names import step_title

_THUMBNAIL = QSize(32, 24)
_CHECK = 4  # px, of the squares that show through
_MOST_SHOWN = 3  # snapshots, before they scroll
_MEGABYTE = 2**20
_COUNT_DELAY_MS = 300  # counting follows the brush, but not every stroke


class HistoryPanel(QFrame):
    """Shows the steps and the snapshots of one document at a time."""

    def __init__(self, document: Document, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._document = document
        self._showing = False  # what is there, so that no row is meant by a change of the current one
        side = round(_THUMBNAIL.width() * self.devicePixelRatioF())
        self.thumbnails = thumbnails = StateThumbnails(
            side, background, lambda: self._document.open_edit is not None, self
        )
        self._steps = StepsModel(document, thumbnails, self._icon, self._undone, self)
        self._snapshots = SnapshotsModel(document, thumbnails, self._icon, self._told, self)
        self.snapshots = SnapshotList()
        self.snapshots.setAccessibleName(self.tr("Snapshots"))
        self.snapshots.setModel(self._snapshots)
        self.list = _list_view()
        self.list.setAccessibleName(self.tr("History"))
        self.list.setModel(self._steps)
        for view in (self.snapshots, self.list):
            view.setItemDelegate(StateDelegate(thumbnails, view))
        self.keep = QPushButton(self.tr("Keep snapshot"))
        name_icon(self.keep, "camera")
        self.keep.setToolTip(self.tr("Keep the picture as it is now, to come back to it at any time"))
        self.delete = QToolButton()
        name_icon(self.delete, "trash-2")
        self.delete.setToolTip(self.tr("Delete snapshot"))
        self.delete.setAccessibleName(self.tr("Delete snapshot"))
        self._memory = QLabel()
        self._memory.setProperty("role", "muted")
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(_COUNT_DELAY_MS)
        self._count.timeout.connect(self._show_memory)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.delete)
        buttons.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 4, 12, 8)
        rows.setSpacing(8)
        rows.addWidget(self.snapshots)
        rows.addWidget(self.list, 1)
        rows.addLayout(buttons)
        rows.addWidget(self._memory)

        self.list.selectionModel().currentChanged.connect(self._go)
        self.keep.clicked.connect(self.keep_snapshot)
        self.delete.clicked.connect(self.delete_snapshot)
        self.snapshots.delete_pressed.connect(self.delete_snapshot)
        self.snapshots.selectionModel().currentChanged.connect(self._offer_to_delete)
        for signal in (self.snapshots.clicked, self.snapshots.activated):
            signal.connect(lambda index: self._document.go_back_to(self._snapshots.snapshot(index)))
        self._follow(document)

    def set_document(self, document: Document) -> None:
        self.stop_following()
        self.thumbnails.forget()
        self._showing = True
        self._document = document
        self._steps.set_document(document)
        self._snapshots.set_document(document)
        self._showing = False
        self._follow(document)

    def stop_following(self) -> None:
        """Let go of the document; the panel is not used any more."""
        self._stop_following()
        self._stop_following_snapshots()

    def keep_snapshot(self) -> None:
        """Keep the picture as it is now, to come back to it at any time."""
        names = {snapshot.name for snapshot in self._document.snapshots}
        number = len(names) + 1
        while (name := self.tr("Snapshot {0}").format(number)) in names:
            number += 1
        self._document.keep_snapshot(name)

    def delete_snapshot(self) -> None:
        """Let go of the chosen snapshot, if there is one."""
        index = self.snapshots.currentIndex()
        if index.isValid():
            self._document.snapshots.remove(self._snapshots.snapshot(index))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:  # the thumbnails' edges are of the theme
            self.list.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count.start()

    def _follow(self, document: Document) -> None:
        self._stop_following = document.changed.add(self._on_changed)
        self._stop_following_snapshots = document.snapshots.changed.add(self._show_snapshots)
        self._show()
        self._show_snapshots()

    def _on_changed(self, change: Change) -> None:
        if change.history:
            self._show()

    def _show(self) -> None:
        self._showing = True
        self._steps.update()
        current = self._steps.index(self._document.history.index)
        self.list.setCurrentIndex(current)
        self.list.scrollTo(current)
        self._showing = False
        self._count.start()

    def _show_snapshots(self) -> None:
        self._snapshots.update()
        count = self._snapshots.rowCount()
        self.snapshots.setVisible(count > 0)
        self.snapshots.show_rows(min(count, _MOST_SHOWN))
        self.snapshots.scrollToBottom()
        self._offer_to_delete()
        self._count.start()

    def _offer_to_delete(self) -> None:
        self.delete.setEnabled(self.snapshots.currentIndex().isValid())

    def _go(self, current: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            # Not while the view still handles the click that chose it: a jump changes its rows' looks.
            QTimer.singleShot(0, self, partial(self._jump, current.row()))

    def _jump(self, row: int) -> None:
        if row < len(self._document.history.names):
            self._document.jump(row)

    # How it looks

    def _icon(self, image: QImage | None) -> QIcon:
        """On a ground of one size, so that the words stand below one another."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(_THUMBNAIL * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        if image is not None and not image.isNull():
            fits = image.scaled(
                pixmap.size() if image.height() > pixmap.height() else image.size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            shown = on_checkerboard(fits, round(_CHECK * ratio))
            left, top = (pixmap.width() - shown.width()) // 2, (pixmap.height() - shown.height()) // 2
            painter = QPainter(pixmap)
            painter.drawImage(left, top, shown)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
            painter.drawRect(left, top, shown.width() - 1, shown.height() - 1)
            painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return untinted(pixmap)

    def _undone(self) -> QBrush:
        return self.palette().placeholderText()

    def _told(self, snapshot: Snapshot) -> str:
        held = bytes_to_undo(snapshot.state, self._document.state)
        words = self.tr("“{0}” holds {1} MB besides the picture as it is now.")
        return plain(words.format(step_title(snapshot.name), _megabytes(held)))

    def _show_memory(self) -> None:
        history, snapshots = self._document.history, self._document.snapshots
        words = self.tr("Undo: {0} of {1} MB").format(_megabytes(history.bytes), _megabytes(history.limit))
        if len(snapshots):
            held = snapshots.bytes_beyond(self._document.state)
            words += " · " + self.tr("Snapshots: {0} MB").format(_megabytes(held))
        self._memory.setText(words)


class SnapshotList(QListView):
    """Lists the snapshots, no higher than it has to be."""

    delete_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        _set_up(self)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )

    def show_rows(self, count: int) -> None:
        """Be as high as so many rows."""
        row = max(self.sizeHintForRow(0), _THUMBNAIL.height())
        self.setFixedHeight(count * row + 2 * self.frameWidth() + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)


def _list_view() -> QListView:
    view = QListView()
    _set_up(view)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    return view


def _set_up(view: QListView) -> None:
    view.setUniformItemSizes(True)  # so that only rows that are seen are asked for anything
    view.setIconSize(_THUMBNAIL)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _megabytes(count: int) -> int:
    """Round up, so that nothing seems to be nothing."""
    return -(-count // _MEGABYTE)
