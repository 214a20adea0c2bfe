"""The chosen reference pictures, large, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

_SHOWN = 4
_GAP = 2
_RADIUS = 8
_SAMPLE = 0.42  # of the preview's width
_EDGE = 2
_PADDING = 8


class ReferencePreview(QWidget):
    """Shows up to four pictures, each cropped to its share; an invitation where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: list[QImage] = []
        self._sample = QImage()
        self._more = 0
        self._awaited = False
        self._target = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 96)

    def sizeHint(self) -> QSize:
        return QSize(240, 136)

    def show_images(self, images: Sequence[QImage], awaited: bool = False) -> None:
        """Show these. awaited: whether more are being read, so that there is nothing to invite to."""
        self._awaited = awaited
        self._images = list(images[:_SHOWN])
        self._more = len(images) - len(self._images)
        self.update()

    def show_sample(self, sample: QImage) -> None:
        """Show in the corner what the one picture makes of a sketch; null for nothing."""
        self._sample = sample
        self.setToolTip(
            "" if sample.isNull() else self.tr("In the corner: a sketch painted like this picture")
        )
        self.update()

    def show_target(self, target: bool) -> None:
        """Show whether a picture is held above, about to be dropped."""
        self._target = target
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        outline = QPainterPath()
        outline.addRoundedRect(box, _RADIUS, _RADIUS)
        colours = self.palette()
        painter.fillPath(outline, colours.color(QPalette.ColorRole.Base))
        painter.setClipPath(outline)
        painter.setOpacity(1.0 if self.isEnabled() else 0.3)
        if self._images:
            share = (box.width() + _GAP) / len(self._images)
            for index, image in enumerate(self._images):
                place = QRectF(box.left() + index * share, box.top(), share - _GAP, box.height())
                painter.drawImage(place, image, _middle(image, place.size().width() / place.height()))
        elif not self._awaited:
            painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
            words = self.tr("Drop a picture to paint like")
            centred = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box.adjusted(_PADDING, 0, -_PADDING, 0), centred, words)
        if self._images and not self._sample.isNull():
            self._draw_sample(painter, box)
        painter.setClipping(False)
        painter.setOpacity(1.0)
        if self._target or not self._images:
            role = QPalette.ColorRole.Accent if self._target else QPalette.ColorRole.Mid
            painter.setPen(QPen(colours.color(role), 2 if self._target else 1, Qt.PenStyle.DashLine))
            painter.drawPath(outline)
        if self._more:
            painter.setPen(Qt.GlobalColor.white)
            corner = box.adjusted(0, 0, -8, -6)
            painter.drawText(
                corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, f"+{self._more}"
            )
        painter.end()

    def _draw_sample(self, painter: QPainter, box: QRectF) -> None:
        size = self._sample.size().scaled(
            round(box.width() * _SAMPLE), round(box.height() * _SAMPLE), Qt.AspectRatioMode.KeepAspectRatio
        )
        place = QRectF(box.right() - size.width(), box.bottom() - size.height(), size.width(), size.height())
        edge = self.palette().color(QPalette.ColorRole.Window)
        painter.fillRect(place.adjusted(-_EDGE, -_EDGE, 0, 0), edge)
        painter.drawImage(place, self._sample)


def _middle(image: QImage, aspect: float) -> QRectF:
    """The largest part of that width over height around the image's middle."""
    width = min(image.width(), image.height() * aspect)
    height = width / aspect
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
