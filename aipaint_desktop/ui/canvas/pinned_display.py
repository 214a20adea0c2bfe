"""A display with pictures pinned over the document and beside it."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.pinned import Pinned, Pins
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.images import to_qimage
from aipaint_desktop.ui.canvas.typed_display import TypedDisplay
from aipaint_desktop.values.luminance import greys

_Sizes = dict[int, QImage]  # by how often it is halved


class PinnedDisplay(TypedDisplay):
    """Shows what is pinned, unless the artist has hidden it."""

    def __init__(
        self, document: Document, parent: QWidget | None = None, background: Background | None = None
    ) -> None:
        """background: as of `BusyDisplay`."""
        self._pins_seen: Pins = document.state.pinned
        self._images: dict[tuple[int, bool], tuple[Pinned, _Sizes]] = {}  # by picture, and whether it is grey
        super().__init__(document, parent, background)

    @property
    def shown_pins(self) -> Pins:
        """List what is pinned and seen at this moment."""
        return self.document.state.pinned if self.aids.pinned else ()

    def show_pins(self) -> None:
        """Show what is pinned."""
        self.set_aids(replace(self.aids, pinned=True))

    def pinned_colour(self, place: QPointF) -> QColor | None:
        """Give the colour of the topmost pinned picture at a place of the document; None where there is none."""
        for pin in reversed(self.shown_pins):
            colour = pin.colour_at(place.x(), place.y()) if pin.opacity > 0 else None
            if colour is not None:
                found = QColor(*colour)
                if pin.grey:
                    found = self._image(pin, 0).pixelColor(*_pixel(pin, place))
                    found.setAlpha(255)
                return found
        return None

    def draw_over(self, painter: QPainter) -> None:
        pins = self.shown_pins
        if pins:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setTransform(self.viewport.transform, combine=True)
            for pin in pins:
                seen = pin.width * self.viewport.scale * self.viewport.pixel_ratio / pin.picture.width
                halvings = 0
                while seen * 2 ** (halvings + 1) <= 1:
                    halvings += 1
                painter.setOpacity(pin.opacity)
                painter.drawImage(
                    QRectF(pin.left, pin.top, pin.width, pin.height), self._image(pin, halvings)
                )
            painter.restore()
        super().draw_over(painter)

    def _image(self, pin: Pinned, halvings: int) -> QImage:
        """A pinned picture as it is drawn, at a size such that none of its pixels is passed over."""
        known = id(pin.picture), pin.grey
        if known not in self._images:
            self._images[known] = pin, {}
        _, sizes = self._images[known]
        if 0 not in sizes:
            pixels = pin.picture.pixels
            image = to_qimage(greys(pixels) if pin.grey else pixels)
            sizes[0] = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        for number in range(1, halvings + 1):
            if number not in sizes:
                larger = sizes[number - 1]
                half = QSize(max(1, larger.width() // 2), max(1, larger.height() // 2))
                aspect, smooth = (
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
                sizes[number] = larger.scaled(half, aspect, smooth)
        return sizes[halvings]

    def set_document(self, document: Document) -> None:
        self._images.clear()
        super().set_document(document)
        self._note_pins()

    def _on_changed(self, change: Change) -> None:
        super()._on_changed(change)
        self._note_pins()

    def _note_pins(self) -> None:
        pins = self.document.state.pinned
        if pins is not self._pins_seen:
            self._pins_seen = pins
            there = {id(pin.picture) for pin in pins}
            self._images = {known: made for known, made in self._images.items() if known[0] in there}
            self.update()


def _pixel(pin: Pinned, place: QPointF) -> tuple[int, int]:
    scale = pin.picture.width / pin.width
    column, row = int((place.x() - pin.left) * scale), int((place.y() - pin.top) * scale)
    return min(column, pin.picture.width - 1), min(row, pin.picture.height - 1)
