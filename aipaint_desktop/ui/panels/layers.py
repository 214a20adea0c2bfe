"""The layers, top to bottom: see, hide, choose, name, reorder them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.tiles import reduced
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.jobs.images import thumbnail
from aipaint_desktop.ui.look.checkerboard import on_checkerboard
from aipaint_desktop.ui.look.icons import name_icon, untinted
from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.duration import duration
from aipaint_desktop.ui.words.names import layer_title

_ID = Qt.ItemDataRole.UserRole
_THUMBNAIL = QSize(40, 32)
_FINENESS = 2  # pixels that become one of a thumbnail, at least, along each side
_CHECK = 4  # px, of the squares that show through
_THUMBNAIL_DELAY_MS = 250  # thumbnails follow the brush, but not every dab


class LayersPanel(QFrame):
    """Shows the layers of one document at a time."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn: dict[str, Layer] = {}
        self._thumbnails_due = QTimer(self)
        self._thumbnails_due.setSingleShot(True)
        self._thumbnails_due.setInterval(_THUMBNAIL_DELAY_MS)
        self._thumbnails_due.timeout.connect(self._draw_thumbnails)
        self.setObjectName("panel")
        self.opacity = ValueSlider(self.tr("Opacity"), 0, 100, " %")
        self.list = QListWidget()
        self.list.setObjectName("layers")
        self.list.setAccessibleName(self.tr("Layers"))
        self.list.setIconSize(_THUMBNAIL)
        # The end of a name tells results of one reference apart.
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for icon, words, act in (
            ("plus", self.tr("New layer"), self.add),
            ("copy", self.tr("Duplicate layer"), self.duplicate),
            ("chevron-up", self.tr("Move layer up"), lambda: self._move(1)),
            ("chevron-down", self.tr("Move layer down"), lambda: self._move(-1)),
            ("trash-2", self.tr("Delete layer"), self._remove),
        ):
            button = QToolButton()
            name_icon(button, icon)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(act)
            buttons.addWidget(button)
            self._delete = button
        buttons.insertStretch(4)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 4, 12, 8)
        rows.setSpacing(8)
        rows.addWidget(self.opacity)
        rows.addWidget(self.list, 1)
        rows.addLayout(buttons)

        self.opacity.edited.connect(
            lambda percent: self._document.set_opacity(self._document.active.id, percent / 100)
        )
        self.list.currentItemChanged.connect(self._activate)
        self.list.itemChanged.connect(self._changed)
        # The list is rebuilt only after its own drop has ended.
        self.list.model().rowsMoved.connect(self._dropped, Qt.ConnectionType.QueuedConnection)
        self._follow(document)

    def set_document(self, document: Document) -> None:
        self.stop_following()
        self._follow(document)

    def stop_following(self) -> None:
        """Let go of the document; the panel is not used any more."""
        self._stop_following()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:  # the thumbnails' edges are of the theme
            self._drawn.clear()
            self._thumbnails_due.start()

    def _follow(self, document: Document) -> None:
        self._document = document
        self._stop_following = document.changed.add(self._on_changed)
        self._size = document.rect
        self._drawn.clear()
        self._show()

    def _on_changed(self, change: Change) -> None:
        if change.properties:
            if self._document.rect != self._size:
                self._size = self._document.rect
                self._drawn.clear()
            self._show()
        elif change.nodes:
            self._thumbnails_due.start()

    def _show(self) -> None:
        """Show the layers as they are: rows are made anew where there are others, or in another order."""
        layers = tuple(reversed(self._document.layers))
        self.list.blockSignals(True)
        if [self.list.item(row).data(_ID) for row in range(self.list.count())] != [
            each.id for each in layers
        ]:
            self._make_rows(layers)
        for row, layer in enumerate(layers):
            item = self.list.item(row)
            item.setText(layer_title(layer.name))
            item.setToolTip(plain(self._made_by(layer)))
            item.setCheckState(Qt.CheckState.Checked if layer.visible else Qt.CheckState.Unchecked)
            if layer.id == self._document.active.id:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.opacity.set_number(100 * self._document.active.opacity)
        self._delete.setEnabled(len(layers) > 1)
        self._draw_thumbnails()

    def _make_rows(self, layers: Sequence[Layer]) -> None:
        self.list.clear()
        self._drawn.clear()
        blank = QPixmap(_THUMBNAIL)
        blank.fill(Qt.GlobalColor.transparent)
        for layer in layers:
            item = QListWidgetItem(QIcon(blank), layer_title(layer.name))
            item.setData(_ID, layer.id)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsEditable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            self.list.addItem(item)

    def _draw_thumbnails(self) -> None:
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            item = self.list.item(row)
            layer = self._document.layer(item.data(_ID))
            drawn = self._drawn.get(layer.id)
            if drawn is None or drawn.tiles is not layer.tiles:
                item.setIcon(untinted(self._thumbnail(layer)))
                self._drawn[layer.id] = layer
        self.list.blockSignals(False)

    def _thumbnail(self, layer: Layer) -> QPixmap:
        side = round(_THUMBNAIL.width() * self.devicePixelRatioF())
        level = 0
        while max(self._size.width, self._size.height) >> level > _FINENESS * side:
            level += 1
        image = thumbnail(layer.tiles.read(reduced(self._size, level), level), side)
        pixmap = QPixmap.fromImage(on_checkerboard(image, round(_CHECK * self.devicePixelRatioF())))
        painter = QPainter(pixmap)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 2))  # half of it is outside
        painter.drawRect(pixmap.rect())
        painter.end()
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        return pixmap

    def _made_by(self, layer: Layer) -> str:
        run = layer.provenance
        if not isinstance(run, EngineRun):
            return ""
        words = self.tr("Painted by {0} on {1}, seed {2}, in {3}")
        return words.format(run.request.engine, run.device.upper(), run.request.seed, duration(run.seconds))

    def _activate(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            # Not while the view still handles the click that chose it: activating rebuilds the list.
            layer_id = item.data(_ID)
            QTimer.singleShot(0, self, lambda: self._document.activate(layer_id))

    def _changed(self, item: QListWidgetItem) -> None:
        layer = self._document.layer(item.data(_ID))
        visible = item.checkState() is Qt.CheckState.Checked
        name = item.text().strip()

        def apply() -> None:
            if visible != layer.visible:
                self._document.set_visible(layer.id, visible)
            if name and name != layer_title(layer.name):
                self._document.rename_layer(layer.id, name)

        QTimer.singleShot(0, self, apply)

    def _dropped(self) -> None:
        last = self.list.count() - 1
        active = self._document.active.id
        row = next(row for row in range(last + 1) if self.list.item(row).data(_ID) == active)
        self._document.move_layer(active, last - row)

    def _place(self, node_id: str) -> int:
        return [node.id for node in self._document.state.siblings(node_id)].index(node_id)

    def _move(self, steps: int) -> None:
        active = self._document.active.id
        self._document.move_layer(active, self._place(active) + steps)

    def add(self) -> None:
        """Put an empty layer above the active one."""
        self._document.add_layer(self.tr("Layer {0}").format(len(self._document.layers)))

    def duplicate(self) -> None:
        """Put a copy of the active layer above it."""
        active = self._document.active
        self._document.duplicate_layer(active.id, self.tr("{0} copy").format(layer_title(active.name)))

    def merge_down(self) -> None:
        """Merge the active layer into the one below."""
        self._document.merge_down()

    def merge_visible(self) -> None:
        self._document.merge_visible()

    def flatten(self) -> None:
        """Merge all that is seen into one layer, and leave out what is hidden."""
        self._document.flatten()

    def _remove(self) -> None:
        self._document.remove_layer(self._document.active.id)
