"""Shows a document: zoomed, turned, with what is emerging on it and the outline of its selection."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QCursor,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import reduced
from aipaint_desktop.jobs.images import pixels_of, to_qimage
from aipaint_desktop.ui.canvas.composite_image import CompositeImage
from aipaint_desktop.ui.canvas.outline import Outline
from aipaint_desktop.ui.canvas.selection_view import SelectionView
from aipaint_desktop.ui.canvas.stand_in import StandIn
from aipaint_desktop.ui.canvas.viewport import Viewport
from aipaint_desktop.ui.look.checkerboard import checkerboard
from aipaint_desktop.values.geometry import NOTHING, Rect
from aipaint_desktop.values.luminance import greys

_CHECK = 8
_PREPARE_DELAY_MS, _PREPARE_PAUSE_MS = 40, 1
_CRISP = 2.0
_MOST_COPIES = 400  # of a picture that repeats
_SIGN = QColor(0, 0, 0, 170)
_SIGN_AT = QPointF(12, 12)
_HALO = QColor(0, 0, 0, 140)  # around the outlines of regions, so that they are seen on every picture


@dataclass(frozen=True, eq=False)
class _Emerging:
    """A picture that is being made, and where in the document it is shown."""

    image: QImage
    rect: Rect

    @cached_property
    def in_greys(self) -> QImage:
        return to_qimage(greys(pixels_of(self.image, self.image.width(), self.image.height())))


class CanvasDisplay(QWidget):
    """Shows a document; repaints only what has changed in it.

    surround: the colour around the document; neutral, so that it does not tint the picture.
    """

    zoom_changed = Signal(float)
    rotation_changed = Signal(float)
    mirrored_changed = Signal(bool)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        self.surround = QColor(82, 82, 82)
        self._checks = checkerboard(_CHECK)
        self._fitted = True
        self._in_greys = False
        self._emerging: _Emerging | None = None
        self._repeats = False
        self._regions: list[tuple[NDArray[np.uint8], Outline, QColor]] = []
        self._selection = SelectionView(self)
        self._stand_in: StandIn | None = None
        self._refine = QTimer(self)
        self._refine.setSingleShot(True)
        self._refine.timeout.connect(self._show_finely)
        self._prepare = QTimer(self)
        self._prepare.setSingleShot(True)
        self._prepare.timeout.connect(self._prepare_pen)
        self._stop_following: Callable[[], None] = lambda: None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._show_document(document)

    # What is shown

    @property
    def document(self) -> Document:
        return self._document

    def set_document(self, document: Document) -> None:
        """Show another document, all of it, upright and as it is."""
        self._stop_following()
        self.clear_emerging()
        self.set_mirrored(False)
        self.set_rotation(0)
        self._show_document(document)

    def _show_document(self, document: Document) -> None:
        self._document = document
        self._composite = CompositeImage(document, in_greys=self._in_greys)
        self._previews = False
        self._shown_size = document.rect
        self._stop_following = document.changed.add(self._on_changed)
        self.end_preview()
        self.fit()

    def show_emerging(self, image: QImage, rect: Rect) -> None:
        """Draw a picture that is being made over the document, scaled to the rectangle of document pixels."""
        before = self._emerging
        self._emerging = _Emerging(image, rect)
        self._update_document(rect if before is None else rect.union(before.rect))

    def show_instead(self, stand_in: StandIn | None) -> None:
        """Draw something in place of the document and the outline of its selection, until it is None."""
        self._stand_in = stand_in
        self.update()

    def preview_state(self, state: State | None) -> None:
        """Show another state of the document, of its size, until the document changes; None shows its own again."""
        self._previews = state is not None
        self._update_document(self._composite.preview(state).rect)

    @property
    def seen(self) -> tuple[Rect, int]:
        """Tell which part of the document is seen, in pixels of the level at which it is drawn, and which level that
        is."""
        inverted, _ = self.viewport.transform.inverted()
        box = inverted.mapRect(QRectF(self.rect())).toAlignedRect()
        part = Rect(box.x(), box.y(), box.width(), box.height()).intersection(self._document.rect)
        level = self._composite.depth(self.viewport.zoom)
        return reduced(part, level), level

    def clear_emerging(self) -> None:
        if self._emerging is not None:
            rect = self._emerging.rect
            self._emerging = None
            self._update_document(rect)

    def show_regions(self, regions: Sequence[tuple[NDArray[np.uint8], QColor]]) -> None:
        """Draw the outlines of these masks of the document's size, each in its colour, instead of those before."""
        known = {id(mask): outline for mask, outline, _ in self._regions}
        if [(id(mask), colour) for mask, colour in regions] != [
            (id(mask), colour) for mask, _, colour in self._regions
        ]:
            self._regions = [(mask, known.get(id(mask)) or Outline(mask), colour) for mask, colour in regions]
            self.update()

    # How it is shown

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Enlarge the view. zoom: device pixels in a document pixel. at: the widget point that stays, else the
        middle."""
        self.viewport.zoom_to(zoom, at or self._middle())
        self._view_changed()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        self.set_zoom(self.viewport.zoom * factor, at)

    def actual_size(self) -> None:
        """Show one document pixel as one pixel of the screen: 100 %."""
        self.set_zoom(1.0)

    def fit(self) -> None:
        """Fit all of the document into the widget, and again whenever that changes its size, until the view is
        changed."""
        self.viewport.fit(_qt_rect(self._document.rect))
        self._view_changed(fitted=True)

    def fit_width(self) -> None:
        """Make the document as wide as the widget, whether or not its height has room."""
        self.viewport.fit(_qt_rect(self._document.rect), width_alone=True)
        self._view_changed()

    @property
    def middle(self) -> tuple[float, float]:
        """Give the place of the document in the middle of what is seen of it."""
        seen = self.viewport.transform.inverted()[0].mapRect(QRectF(self.rect()))
        part = seen.intersected(_qt_rect(self._document.rect))
        place = (seen if part.isEmpty() else part).center()
        return place.x(), place.y()

    def look_at(self, place: QPointF) -> None:
        """Bring a place of the document into the middle of the widget."""
        self.viewport.centre = QPointF(place)
        self._view_changed()

    def set_rotation(self, degrees: float) -> None:
        """Turn the view around its middle. degrees: clockwise."""
        self.viewport.rotate_to(degrees, self._middle())
        self._view_changed()

    def shift_view(self, before: QPointF, now: QPointF, factor: float, degrees: float) -> None:
        """Move what was seen at one place of the widget to another, and zoom and turn the view about there."""
        self.viewport.pan(now - before)
        self.viewport.zoom_to(self.viewport.zoom * factor, now)
        if degrees:
            self.viewport.rotate_to(self.viewport.rotation + degrees, now)
        self._view_changed()

    def set_mirrored(self, mirrored: bool) -> None:
        """Show the document as a mirror does, or not; a sign says so."""
        if mirrored is not self.viewport.mirrored:
            self.viewport.mirror()
            self._view_changed(self._fitted)
            self.mirrored_changed.emit(mirrored)

    @property
    def in_greys(self) -> bool:
        """Tell whether the picture is shown by its lights and darks alone."""
        return self._in_greys

    def show_in_greys(self, on: bool) -> None:
        """Show how light everything is, without its colours; the picture itself stays as it is."""
        if on is not self._in_greys:
            shown = self._composite.shown
            self._in_greys = on
            self._composite = CompositeImage(self._document, in_greys=on)
            if self._previews:
                self._composite.preview(shown)
            self.update()

    @property
    def repeats(self) -> bool:
        """Tell whether the picture is shown again and again, beside itself."""
        return self._repeats

    def repeat(self, on: bool) -> None:
        """Show the picture again and again, beside itself, or once."""
        if on is not self._repeats:
            self._repeats = on
            self.update()

    def _copies(self, part: Rect) -> list[tuple[int, int]]:
        """How far copies of the picture that meet a rectangle of the document are shifted; the picture is the first."""
        if not self._repeats:
            return [(0, 0)]
        width, height = self._document.rect.width, self._document.rect.height
        columns = range(part.left // width, -(-part.right // width))
        rows = range(part.top // height, -(-part.bottom // height))
        shifts = [(column * width, row * height) for row in rows for column in columns]
        return sorted(shifts, key=lambda shift: max(map(abs, shift)))[:_MOST_COPIES]

    def pan(self, delta: QPointF) -> None:
        """Move the view. delta: in widget coordinates."""
        self.viewport.pan(delta)
        self._view_changed()

    def _middle(self) -> QPointF:
        return QRectF(self.rect()).center()

    def _view_changed(self, fitted: bool = False) -> None:
        self._fitted = fitted
        self._selection.place(self.viewport.transform)
        self.update()
        self.zoom_changed.emit(self.viewport.zoom)
        self.rotation_changed.emit(self.viewport.rotation)

    # What happens to it

    def _on_changed(self, change: Change) -> None:
        if self._previews and self._document.rect == self._shown_size:
            self.preview_state(None)
        self._previews = False
        if self._document.rect != self._shown_size:
            self._shown_size = self._document.rect
            self._composite = CompositeImage(self._document, in_greys=self._in_greys)
            self.fit()
        elif change.tiles:
            self._composite.invalidate(change)
            self._update_document(change.rect)
        if change.selection:
            self.end_preview()
        if not change.selected.empty:
            self._selection.show(self._document.selection, red=self._document.quick_mask)
            self._update_document(change.selected)

    # The selection

    def preview_selection(self, mask: NDArray[np.uint8] | None) -> None:
        """Show what would be selected, (height, width) uint8, until `end_preview` or until something else is."""
        self._selection.show(mask)

    def end_preview(self) -> None:
        """Show what is selected."""
        self._selection.show(self._document.selection, red=self._document.quick_mask)

    def shift_ants(self, dx: int, dy: int) -> None:
        """Show the outline of the selection elsewhere, by so many document pixels, until another one is shown."""
        self._selection.shift(dx, dy)

    @property
    def ants_shown(self) -> bool:
        """Tell whether the outline of a selection is seen."""
        return self._selection.shown

    def show_ants(self, shown: bool) -> None:
        """Let the outline of a selection be seen, or not."""
        self._selection.set_shown(shown)

    def _update_document(self, rect: Rect) -> None:
        # Smooth scaling looks at neighbours, hence the margin.
        for dx, dy in self._copies(self._whole_view()):
            seen = self.viewport.transform.mapRect(_qt_rect(rect.moved(dx, dy))).toAlignedRect()
            self.update(seen.adjusted(-2, -2, 2, 2))

    def _whole_view(self) -> Rect:
        """What of the document's plane is seen, or may be where the view is turned."""
        whole = self.viewport.transform.inverted()[0].mapRect(QRectF(self.rect())).toAlignedRect()
        return Rect(whole.x(), whole.y(), whole.width(), whole.height())

    def _show_finely(self) -> None:
        """Draw again what is only seen coarsely, bit by bit."""
        for rect in self._composite.refine():
            self._update_document(rect)
        if self._composite.coarse:
            self._refine.start()

    def _prepare_pen(self) -> None:
        """Compute what lies around the pen before it paints, tile by tile, between what is more urgent."""
        at = self.viewport.to_document(QPointF(self.mapFromGlobal(QCursor.pos())))
        if self.isVisible() and self._composite.prepare(at.x(), at.y()):
            self._prepare.start(_PREPARE_PAUSE_MS)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._resize_viewport()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize_viewport()

    def _resize_viewport(self) -> None:
        self.viewport.size = QSizeF(self.size())
        self.viewport.pixel_ratio = self.devicePixelRatioF()
        if self._fitted:
            self.fit()
        else:
            self._selection.place(self.viewport.transform)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        exposed = event.region().boundingRect()
        transform = self.viewport.transform
        zoom = self.viewport.zoom
        turned = self.viewport.rotation % 90 != 0
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, turned or (zoom < _CRISP and zoom != 1)
        )
        # Smooth edges of copies side by side would let the surround shine through between them.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, turned and not self._repeats)

        seen = transform.inverted()[0].mapRect(QRectF(exposed)).toAlignedRect()
        margin = 4 * max(1, round(1 / zoom))
        part = Rect(seen.x(), seen.y(), seen.width(), seen.height()).expanded(margin)
        if part.intersection(self._document.rect) != part:
            painter.fillRect(exposed, self.surround)
        coarse = NOTHING
        for dx, dy in self._copies(part):
            painter.setTransform(QTransform.fromTranslate(dx, dy) * transform)
            coarse = coarse.union(self._draw_document(painter, part.moved(-dx, -dy), zoom))
        painter.setTransform(transform)
        if not coarse.empty:
            self._refine.start()
        elif not self._prepare.isActive():
            self._composite.show(self._whole_view(), zoom)
            self._prepare.start(_PREPARE_DELAY_MS)
        if self._emerging is not None:
            image = self._emerging.in_greys if self._in_greys else self._emerging.image
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(_qt_rect(self._emerging.rect), image)
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for _, outline, colour in self._regions:
            for pen in (QPen(_HALO, 4), QPen(colour, 2)):
                painter.setPen(pen)
                outline.draw(painter, transform)
        if self._stand_in is None:
            self._selection.draw(painter, exposed)
        self.draw_over(painter)
        self._draw_signs(painter)
        painter.end()

    def _draw_document(self, painter: QPainter, part: Rect, zoom: float) -> Rect:
        """Returns what is shown coarsely for now."""
        inside, checks = _qt_rect(part.intersection(self._document.rect)), self._check_brush()
        if self._stand_in is not None:
            painter.fillRect(inside, checks)
            if self._stand_in.draw(painter, part, zoom):
                return NOTHING
        return self._composite.draw(painter, part, zoom, lambda: painter.fillRect(inside, checks))

    def signs(self) -> list[str]:
        """List what is said in the upper left corner of how the document is shown, from the top."""
        signs = []
        if self.viewport.mirrored:
            signs.append(self.tr("Mirrored"))
        if self._document.quick_mask:
            signs.append(self.tr("Quick mask: paint what is selected white, the rest black"))
        if self._in_greys:
            signs.append(self.tr("Values: the picture keeps its colours"))
        return signs

    def _draw_signs(self, painter: QPainter) -> None:
        """So that they are seen on every picture."""
        place = _SIGN_AT
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(_SIGN)
        for words in self.signs():
            box = QRectF(self.fontMetrics().boundingRect(words)).adjusted(-8, -4, 8, 4)
            box.moveTopLeft(place)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 6, 6)
            painter.setPen(Qt.GlobalColor.white)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            place = box.bottomLeft() + QPointF(0, _SIGN_AT.y() / 2)

    def draw_over(self, painter: QPainter) -> None:
        """Draw above the document, in widget coordinates."""

    def _check_brush(self) -> QBrush:
        """Squares that keep their size on the screen, whatever the zoom."""
        brush = QBrush(self._checks)
        scale = self.viewport.pixel_ratio / self.viewport.zoom
        brush.setTransform(QTransform.fromScale(scale, scale))
        return brush


def _qt_rect(rect: Rect) -> QRectF:
    return QRectF(rect.left, rect.top, rect.width, rect.height)
