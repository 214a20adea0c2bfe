"""The navigator: all of the picture, small, with a frame around what is seen of it."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.profile import to_srgb
from aipaint_desktop.document.tiles import reduced
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.canvas.viewport import MAX_ZOOM, MIN_ZOOM
from aipaint_desktop.ui.look.checkerboard import checkerboard
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.widgets.value_slider import ValueSlider

_SIDE = 320  # px that the longer side of the picture has at least, where it is so large
_SOON_MS = 250
_WHEEL_STEP = 1.2
_TURN = 15.0
_FRAME, _HALO = QColor(230, 60, 50), QColor(255, 255, 255, 200)


class Navigator(QFrame):
    """Shows a canvas's document as a whole; a drag in it moves the view, the wheel and the slider zoom it.

    The picture is composited beside the window, at the size at which it is seen, a moment after something has changed.
    """

    def __init__(self, canvas: CanvasView, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._canvas = canvas
        self.overview = Overview(canvas, background)
        self.zoom = ValueSlider(self.tr("Zoom"), 100 * MIN_ZOOM, 100 * MAX_ZOOM, " %", curved=True)
        self.zoom.edited.connect(lambda percent: canvas.set_zoom(percent / 100))
        self.turn_left = self._button("rotate-ccw", self.tr("Turn left"), lambda: self._turn(-_TURN))
        self.upright = self._button("", self.tr("Upright"), lambda: canvas.set_rotation(0))
        self.upright.setText("0°")
        self.turn_right = self._button("rotate-cw", self.tr("Turn right"), lambda: self._turn(_TURN))
        self.mirrored = self._button("flip-horizontal-2", self.tr("Mirrored"), lambda: None)
        self.mirrored.setCheckable(True)
        self.mirrored.toggled.connect(canvas.set_mirrored)
        self.whole = self._button("maximize", self.tr("Whole picture"), canvas.fit)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for button in (self.turn_left, self.upright, self.turn_right, self.mirrored):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.whole)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 4, 12, 12)
        rows.setSpacing(6)
        rows.addWidget(self.overview, 1)
        rows.addWidget(self.zoom)
        rows.addLayout(buttons)
        canvas.zoom_changed.connect(self._show_view)
        canvas.rotation_changed.connect(self._show_view)
        canvas.mirrored_changed.connect(self._show_view)
        self._show_view()

    def _button(self, icon: str, words: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setToolTip(words)
        button.setAccessibleName(words)
        if icon:
            name_icon(button, icon)
        button.clicked.connect(lambda _checked: act())
        return button

    def set_document(self, document: Document) -> None:
        self.overview.set_document(document)

    def stop_following(self) -> None:
        """Let go of the document; the panel is not used any more."""
        self.overview.stop_following()

    def take_over(self, _other: "Navigator") -> None:
        """It shows what the canvas shows, whatever another one was set to."""

    def _turn(self, degrees: float) -> None:
        self._canvas.set_rotation(self._canvas.viewport.rotation + degrees)

    def _show_view(self) -> None:
        viewport = self._canvas.viewport
        self.zoom.set_number(100 * viewport.zoom)
        self.mirrored.blockSignals(True)
        self.mirrored.setChecked(viewport.mirrored)
        self.mirrored.blockSignals(False)
        self.upright.setEnabled(viewport.rotation != 0)


class Overview(QWidget):
    """Draws the picture and the frame, and takes the mouse."""

    def __init__(self, canvas: CanvasView, background: Background) -> None:
        super().__init__()
        self._canvas = canvas
        self._background = background
        self._image = QImage()
        self._of: State | None = None  # what the image shows
        self._busy = False
        self._checks = checkerboard(6)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._draw_anew)
        self._stop_following: Callable[[], None] = lambda: None
        self.setMinimumSize(QSize(120, 80))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Navigator"))
        for signal in (canvas.zoom_changed, canvas.rotation_changed, canvas.mirrored_changed):
            signal.connect(self._refresh)
        self.set_document(canvas.document)

    def sizeHint(self) -> QSize:
        return QSize(260, 180)

    def _refresh(self) -> None:
        self.update()

    # The picture

    def set_document(self, document: Document) -> None:
        self.stop_following()
        self._document = document
        self._of = None
        self._stop_following = document.changed.add(self._on_changed)
        self._image = QImage()
        self._on_changed(None)

    def stop_following(self) -> None:
        self._stop_following()
        self._soon.stop()

    def _on_changed(self, change: Change | None) -> None:
        if (change is None or change.tiles) and self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._of is not self._document.state:
            self._soon.start()

    def _draw_anew(self) -> None:
        if self._busy:
            self._soon.start()
            return
        self._busy = True
        state = self._document.state
        self._background.run(
            lambda: _overview(state),
            lambda image: self._take(state, image),
            lambda _why: self._take(state, self._image),
            asked_by=self,
        )

    def _take(self, state: State, image: QImage) -> None:
        self._busy = False
        self._of, self._image = state, image
        self.update()
        if self._document.state is not state:
            self._on_changed(None)

    # The view

    @property
    def _map(self) -> QTransform:
        """From the document to the widget: turned and mirrored as the canvas is, all of it in sight."""
        document, viewport = self._document.rect, self._canvas.viewport
        turned = QTransform().rotate(viewport.rotation)
        turned.scale(-1 if viewport.mirrored else 1, 1)
        bounds = turned.mapRect(QRectF(0, 0, document.width, document.height))
        scale = min(self.width() / max(1, bounds.width()), self.height() / max(1, bounds.height()))
        middle = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        placed = QTransform.fromTranslate(-document.width / 2, -document.height / 2)
        return placed * turned * QTransform.fromScale(scale, scale) * middle

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, self._document.width, self._document.height)
        place = self._map
        outline = place.map(QPolygonF(whole))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._checks)
        painter.drawPolygon(outline)
        if not self._image.isNull():
            painter.setTransform(place)
            painter.drawImage(whole, self._image)
            painter.resetTransform()
        frame = self._frame()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(_HALO, 3), QPen(_FRAME, 1.5)):
            painter.setPen(pen)
            painter.drawPolygon(frame)
        painter.end()

    def _frame(self) -> QPolygonF:
        """What of the document is seen on the canvas, in the widget."""
        canvas = self._canvas
        seen = canvas.viewport.transform.inverted()[0].map(QPolygonF(QRectF(canvas.rect())))
        return self._map.map(seen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._look(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look(event)

    def _look(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            place: QPointF = self._map.inverted()[0].map(event.position())
            rect = self._document.rect
            x, y = min(max(place.x(), 0), rect.right), min(max(place.y(), 0), rect.bottom)
            self._canvas.look_at(QPointF(x, y))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        self._canvas.zoom_by(_WHEEL_STEP ** (event.angleDelta().y() / 120))


def _overview(state: State) -> QImage:
    """Composite the state at the coarsest level that is large enough; takes its time."""
    level = max(0, math.floor(math.log2(max(1, max(state.width, state.height) / _SIDE))))
    return to_qimage(to_srgb(composite(state.nodes, reduced(state.rect, level), level), state.profile))
