"""Where a brush that copies copies from."""

from weakref import ref

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas.tools.host import ToolHost

_ARM = 8.0  # px of the cross that marks it


class CopySource:
    """Remembers a place of a document, and how far it is from where was painted first since; strokes keep that."""

    def __init__(self) -> None:
        self._document: ref[Document] | None = None
        self._place = QPointF()
        self._offset: tuple[int, int] | None = None

    def put(self, document: Document, place: QPointF) -> None:
        """Copy from this place from the next stroke on."""
        self._document, self._place, self._offset = ref(document), place, None

    def offset_for(self, document: Document, begin: QPointF) -> tuple[int, int] | None:
        """Tell from how far away a stroke that begins here copies, document pixels; None where no place is known."""
        if self._document is None or self._document() is not document:
            return None
        if self._offset is None:
            way = self._place - begin
            self._offset = round(way.x()), round(way.y())
        return self._offset

    def outline(self, host: ToolHost, pointer: QPointF) -> QRectF:
        """Tell which part of the widget `draw` draws on."""
        place = self._seen_at(host, pointer)
        reach = _ARM + 2
        return (
            QRectF() if place is None else QRectF(place.x() - reach, place.y() - reach, 2 * reach, 2 * reach)
        )

    def draw(self, host: ToolHost, pointer: QPointF, painter: QPainter) -> None:
        """Mark what would be copied with the pointer at this place of the document."""
        place = self._seen_at(host, pointer)
        if place is None:
            return
        across, down = QPointF(_ARM, 0), QPointF(0, _ARM)
        for colour, width in ((QColor(255, 255, 255, 200), 3.0), (QColor(0, 0, 0, 220), 1.0)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QLineF(place - across, place + across))
            painter.drawLine(QLineF(place - down, place + down))

    def _seen_at(self, host: ToolHost, pointer: QPointF) -> QPointF | None:
        if self._document is None or self._document() is not host.document:
            return None
        place = self._place if self._offset is None else pointer + QPointF(*self._offset)
        return host.viewport.to_widget(place)
