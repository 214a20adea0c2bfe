"""The middle of the window: the canvas, what floats above it, and the progress panel below."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.files.incoming import accept_as_copy, carries_addresses, carries_pictures
from aipaint_desktop.ui.paint.progress_panel import ProgressPanel
from aipaint_desktop.ui.paint.source_inset import SourceInset
from aipaint_desktop.ui.widgets.message_bar import MessageBar

_MARGIN = 12
_WIDEST_MESSAGE = 640


class Stage(QWidget):
    """Lays out the canvas; messages and the source inset float over it, so that it never jumps."""

    dropped = Signal(object)  # QMimeData, only while it is handled

    def __init__(self, canvas: CanvasView, progress: ProgressPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 4)
        rows.setSpacing(4)
        rows.addWidget(canvas, 1)
        rows.addWidget(progress)
        self._rows = rows
        self.messages = MessageBar(self)
        self.messages.changed.connect(self._place)
        self.inset = SourceInset(self)
        self.setAcceptDrops(True)

    def show_below(self, card: QWidget) -> None:
        """Put a card between the canvas and the progress panel, until it is deleted."""
        self._rows.insertWidget(1, card)

    def keep_inset_clear_of(self, point: QPoint) -> None:
        """Put the inset into the right or left lower corner, away from the pointer at `point`."""
        canvas = self._canvas.geometry()
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
        self.dropped.emit(event.mimeData())
