"""Rulers at the edges of the canvas: they show places in the document, and guides are drawn out of them."""

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from aipaint_desktop.document.guide import Guide
from aipaint_desktop.ui.canvas.aids import GUIDE_COLOUR
from aipaint_desktop.ui.canvas.view import CanvasView

THICKNESS = 20  # px
_LABELLED_EVERY = 60.0  # px on the screen at least
_NEAR = 5.0
_MARK = 5.0


class Ruler(QWidget):
    """Shows document pixels along one edge of a canvas. A drag from it onto the canvas makes a guide along the edge; a
    mark shows where a guide meets it, by which that is dragged too.

    In a view that is turned by other than quarters there is nothing along the edge that could be counted.
    """

    def __init__(self, canvas: CanvasView, *, top: bool) -> None:
        """top: whether it lies above the canvas, else at its left."""
        super().__init__()
        self._canvas = canvas
        self._top = top
        self._pointer: QPointF | None = None
        self._dragging = False
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if top else QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Fixed if top else QSizePolicy.Policy.Expanding,
        )
        self.setCursor(Qt.CursorShape.SplitVCursor if top else Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(self.tr("Ruler"))
        self.setToolTip(self.tr("Drag a guide out of the ruler; drag it back to remove it."))
        for signal in (canvas.zoom_changed, canvas.mirrored_changed):
            signal.connect(self._refresh)
        canvas.aids_changed.connect(self._refresh)
        canvas.hover.connect(self._point)
        canvas.hover_left.connect(self._point_elsewhere)

    def sizeHint(self) -> QSize:
        return QSize(THICKNESS, THICKNESS)

    def _refresh(self) -> None:
        self.update()

    def _point(self, place: QPointF) -> None:
        if self.isVisible():
            self._pointer = self._canvas.viewport.to_widget(place)
            self.update()

    def _point_elsewhere(self) -> None:
        self._pointer = None
        self.update()

    @property
    def _counts_x(self) -> bool | None:
        """Whether it is the document's x that runs along it, else y; None where neither does."""
        rotation = self._canvas.viewport.rotation
        if rotation % 90:
            return None
        return (rotation % 180 == 0) is self._top

    def _along(self, point: QPointF) -> float:
        return point.x() if self._top else point.y()

    def _place(self, guide: Guide) -> float | None:
        """Where a guide meets it; None for one that runs along it."""
        if self._counts_x is not guide.upright:
            return None
        at = QPointF(guide.position, 0) if guide.upright else QPointF(0, guide.position)
        return self._along(self._canvas.viewport.to_widget(at))

    def _guide_at(self, point: QPointF) -> int | None:
        if not self._canvas.aids.guides or self._canvas.aids.guides_locked:
            return None
        for index, guide in enumerate(self._canvas.document.state.guides):
            place = self._place(guide)
            if place is not None and abs(place - self._along(point)) <= _NEAR:
                return index
        return None

    # Guides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            found = self._guide_at(event.position())
            self._dragging = True
            if found is not None:
                self._canvas.guide_mover.hold(found)
            else:
                # an upright guide comes out of the ruler at the left, unless the view is turned by a quarter
                lies = round(self._canvas.viewport.rotation / 90) % 2 == 1
                self._canvas.hold_new_guide(upright=self._top is lies)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._canvas.guide_mover.drag_to(QPointF(self._canvas.mapFromGlobal(event.globalPosition())))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False
            self._canvas.guide_mover.let_go()
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._guide_at(event.position())
        if found is not None:
            self._canvas.guide_opened.emit(found)

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        edge = self.palette().color(QPalette.ColorRole.Mid)
        painter.setPen(QPen(edge, 1))
        if self._top:
            painter.drawLine(0, THICKNESS - 1, self.width(), THICKNESS - 1)
        else:
            painter.drawLine(THICKNESS - 1, 0, THICKNESS - 1, self.height())
        if self._counts_x is not None:
            self._draw_ticks(painter, x=self._counts_x)
        if self._canvas.aids.guides:
            self._draw_marks(painter)
        if self._pointer is not None:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1))
            self._draw_tick(painter, self._along(self._pointer), THICKNESS)
        painter.end()

    def _draw_ticks(self, painter: QPainter, *, x: bool) -> None:
        viewport = self._canvas.viewport
        length = self.width() if self._top else self.height()
        ends = [
            viewport.to_document(QPointF(along, 0) if self._top else QPointF(0, along))
            for along in (0.0, length)
        ]
        first, last = sorted(end.x() if x else end.y() for end in ends)
        step = _round_step(_LABELLED_EVERY / viewport.scale)
        parts = 10 if step >= 10 else step
        font = self.font()
        font.setPixelSize(9)
        painter.setFont(font)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1))
        for count in range(math.floor(first / step) * parts, math.ceil(last / step) * parts + 1):
            value = count * step / parts
            at = self._along(viewport.to_widget(QPointF(value, 0) if x else QPointF(0, value)))
            labelled = count % parts == 0
            self._draw_tick(painter, at, THICKNESS if labelled else 7 if count % 5 == 0 else 4)
            if labelled:
                self._draw_number(painter, at, f"{value:.0f}")

    def _draw_tick(self, painter: QPainter, at: float, length: float) -> None:
        if self._top:
            painter.drawLine(QPointF(at, THICKNESS - length), QPointF(at, THICKNESS))
        else:
            painter.drawLine(QPointF(THICKNESS - length, at), QPointF(THICKNESS, at))

    def _draw_number(self, painter: QPainter, at: float, number: str) -> None:
        if self._top:
            painter.drawText(QPointF(at + 3, 9), number)
            return
        painter.save()
        painter.translate(9, at + 3)
        painter.rotate(90)
        painter.drawText(QPointF(0, 6), number)
        painter.restore()

    def _draw_marks(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(GUIDE_COLOUR)
        for guide in self._canvas.shown_guides:
            at = self._place(guide)
            if at is None:
                continue
            base, tip = THICKNESS - _MARK - 1, THICKNESS - 1.0
            corners = [(at - _MARK, base), (at + _MARK, base), (at, tip)]
            painter.drawPolygon(
                QPolygonF([QPointF(x, y) if self._top else QPointF(y, x) for x, y in corners])
            )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


class RuledCanvas(QWidget):
    """Lays rulers around a canvas, where the artist wants them."""

    def __init__(self, canvas: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.top, self.left = Ruler(canvas, top=True), Ruler(canvas, top=False)
        self._corner = QWidget()
        self._corner.setFixedSize(THICKNESS, THICKNESS)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._corner, 0, 0)
        grid.addWidget(self.top, 0, 1)
        grid.addWidget(self.left, 1, 0)
        grid.addWidget(canvas, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        canvas.aids_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        for part in (self.top, self.left, self._corner):
            part.setVisible(self._canvas.aids.rulers)


def _round_step(least: float) -> int:
    """The least of 1, 2, 5, 10, 20, 50 … that is not less."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if digit * power >= least:
                return digit * power
        power *= 10
