"""The middle of the window: the canvas, what floats above it, and the progress panel below."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aipaint_desktop.ui.canvas.rulers import RuledCanvas
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.files.incoming import accept_as_copy, carries_addresses, carries_pictures
from aipaint_desktop.ui.paint.progress_panel import ProgressPanel
from aipaint_desktop.ui.paint.source_inset import SourceInset
from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.values.picture import Picture

_MARGIN = 12
_WIDEST_MESSAGE = 640


class Stage(QWidget):
    """Lays out the canvas; messages and the source inset float over it, so that it never jumps."""

    dropped = Signal(object)  # QMimeData, only while it is handled
    dropped_to_pin = Signal(object, object)  # the same, with Alt held, and the place of the document

    def __init__(
        self,
        canvas: CanvasView,
        progress: ProgressPanel,
        source_at: Callable[[int, int], tuple[Picture, int, int] | None],
        parent: QWidget | None = None,
    ) -> None:
        """source_at: says what the paint at a column and row of the document came from, as `SourceMap.at`."""
        super().__init__(parent)
        self._canvas = canvas
        self._progress = progress
        self._source_at = source_at
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 4)
        rows.setSpacing(4)
        rows.addWidget(RuledCanvas(canvas), 1)
        rows.addWidget(progress)
        self._rows = rows
        self.messages = MessageBar(self)
        self.messages.changed.connect(self._place)
        self.inset = SourceInset(self)
        canvas.hover.connect(self._show_source)
        canvas.hover_left.connect(self.inset.hide)
        progress.sources_toggled.connect(self.inset.hide)
        self.setAcceptDrops(True)

    def show_below(self, card: QWidget) -> None:
        """Put a card between the canvas and the progress panel, until it is deleted."""
        self._rows.insertWidget(1, card)

    def _show_source(self, place: QPointF) -> None:
        """Show in the inset where the paint at a place of the document came from, if that is asked for and known."""
        found = None
        if self._progress.asks_for_sources:
            found = self._source_at(math.floor(place.x()), math.floor(place.y()))
        if found is None:
            self.inset.hide()
            return
        pointer = self._canvas.viewport.to_widget(place).toPoint()
        self._keep_inset_clear_of(self._canvas.mapTo(self, pointer))
        self.inset.show_spot(*found)

    def _keep_inset_clear_of(self, point: QPoint) -> None:
        """Put the inset into the right or left lower corner, away from the pointer at `point`."""
        canvas = QRect(self._canvas.mapTo(self, QPoint()), self._canvas.size())
        bottom = canvas.bottom() - self.inset.height() - _MARGIN
        right = canvas.right() - self.inset.width() - _MARGIN
        near = point.x() > right - _MARGIN and point.y() > bottom - _MARGIN
        self.inset.move(canvas.left() + _MARGIN if near else right, bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width = min(_WIDEST_MESSAGE, self.width() - 2 * _MARGIN)
        height = self.messages.heightForWidth(width)
        self.messages.setGeometry((self.width() - width) // 2, _MARGIN, width, height)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carries_pictures(event.mimeData()) or carries_addresses(event.mimeData()):
            accept_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        accept_as_copy(event)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and carries_pictures(event.mimeData()):
            at = self._canvas.mapFrom(self, event.position().toPoint())
            place = self._canvas.viewport.to_document(QPointF(at))
            self.dropped_to_pin.emit(event.mimeData(), (place.x(), place.y()))
        else:
            self.dropped.emit(event.mimeData())
