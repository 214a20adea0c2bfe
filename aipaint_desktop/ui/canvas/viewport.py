"""Which part of a document is seen, how large and at what angle."""

import math

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

MIN_ZOOM = 1 / 64
MAX_ZOOM = 64.0
_MARGIN = 24.0


class Viewport:
    """Maps document pixels to widget coordinates and back.

    zoom: device pixels in a document pixel, so 1 is sharp on every screen.
    rotation: degrees clockwise as it is seen, 0 to 360. mirrored: left and right of the document are exchanged.
    centre: the document point in the middle of the widget.
    """

    def __init__(self) -> None:
        self.zoom = 1.0
        self.rotation = 0.0
        self.mirrored = False
        self.centre = QPointF()
        self.size = QSizeF(1, 1)
        self.pixel_ratio = 1.0

    @property
    def scale(self) -> float:
        """Give the length of a document pixel in widget coordinates."""
        return self.zoom / self.pixel_ratio

    @property
    def transform(self) -> QTransform:
        """Give the map from document pixels to widget coordinates."""
        scale = self.scale
        transform = QTransform()
        transform.translate(self.size.width() / 2, self.size.height() / 2)
        transform.rotate(self.rotation)
        transform.scale(-scale if self.mirrored else scale, scale)
        transform.translate(-self.centre.x(), -self.centre.y())
        if self.rotation % 90:
            return transform
        # Document pixels are put on whole device pixels, or they would blur at 100 %.
        ratio = self.pixel_ratio
        dx = round(transform.dx() * ratio) / ratio - transform.dx()
        dy = round(transform.dy() * ratio) / ratio - transform.dy()
        return transform * QTransform.fromTranslate(dx, dy)

    def to_document(self, point: QPointF) -> QPointF:
        return self.transform.inverted()[0].map(point)

    def to_widget(self, point: QPointF) -> QPointF:
        return self.transform.map(point)

    def pan(self, delta: QPointF) -> None:
        """Move what is seen by widget coordinates."""
        middle = QPointF(self.size.width() / 2, self.size.height() / 2)
        self.centre = self.to_document(middle - delta)

    def zoom_to(self, zoom: float, at: QPointF) -> None:
        """Zoom so that what lies under the widget point `at` stays there."""
        fixed = self.to_document(at)
        self.zoom = min(MAX_ZOOM, max(MIN_ZOOM, zoom))
        self._keep(fixed, at)

    def rotate_to(self, degrees: float, at: QPointF) -> None:
        """Rotate so that what lies under the widget point `at` stays there."""
        fixed = self.to_document(at)
        self.rotation = degrees % 360
        self._keep(fixed, at)

    def mirror(self) -> None:
        """Exchange left and right of what is seen."""
        self.mirrored = not self.mirrored
        self.rotation = -self.rotation % 360

    def fit(self, rect: QRectF, *, width_alone: bool = False) -> None:
        """Fit all of the document rectangle, as large as the widget has room for, at most at 100 %.

        width_alone: no matter whether there is room for its height, and as large as that takes.
        """
        turned = QTransform().rotate(self.rotation).mapRect(rect)
        room = self.size * self.pixel_ratio
        margin = min(_MARGIN * self.pixel_ratio, room.width() / 8, room.height() / 8)
        zoom = (room.width() - 2 * margin) / max(turned.width(), 1)
        if not width_alone:
            zoom = min(zoom, (room.height() - 2 * margin) / max(turned.height(), 1), 1.0)
        self.zoom = min(MAX_ZOOM, max(MIN_ZOOM, zoom))
        self.centre = rect.center()

    def _keep(self, fixed: QPointF, at: QPointF) -> None:
        angle = math.radians(-self.rotation)
        scale = self.scale
        dx, dy = at.x() - self.size.width() / 2, at.y() - self.size.height() / 2
        across = -scale if self.mirrored else scale
        self.centre = fixed - QPointF(
            (dx * math.cos(angle) - dy * math.sin(angle)) / across,
            (dx * math.sin(angle) + dy * math.cos(angle)) / scale,
        )
