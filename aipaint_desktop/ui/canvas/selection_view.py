"""What is seen of a selection: ants along its outline, or red where nothing is selected."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QRegion, QTransform
from PySide6.QtWidgets import QWidget

from aipaint_desktop.ui.canvas.ants import Ants

_INTERVAL_MS = 120
_RED = QColor(255, 0, 0, 128)  # of a quick mask, where nothing is selected

_Mask = NDArray[np.uint8]


class SelectionView(QObject):
    """Shows a selection over a widget on which a document is shown.

    It asks the widget to draw anew what changes, and is drawn by it.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._mask: _Mask | None = None
        self._ants: Ants | None = None
        self._offset = QPoint()
        self._shown = True
        self._red = False
        self._transform = QTransform()
        self._region = QRegion()
        self._phase = 0
        self._march = QTimer(self)
        self._march.setInterval(_INTERVAL_MS)
        self._march.timeout.connect(self._step)
        widget.installEventFilter(self)

    def show(self, mask: _Mask | None, *, red: bool = False) -> None:
        """Show this selection instead of the one before. red: as a red film where nothing is selected, without ants."""
        if mask is self._mask and red == self._red:
            return
        if red or self._red:
            self._widget.update()
        self._mask, self._red, self._offset = mask, red, QPoint()
        self._ants = None if mask is None or red else Ants(mask)
        self._renew()

    def set_shown(self, shown: bool) -> None:
        """Let the ants be seen, or not."""
        self._shown = shown
        self._renew()

    @property
    def shown(self) -> bool:
        """Tell whether ants are seen where something is selected."""
        return self._shown

    def shift(self, dx: int, dy: int) -> None:
        """Show the ants elsewhere, by so many document pixels, until another selection is shown."""
        self._offset = QPoint(dx, dy)
        self._renew()

    def place(self, transform: QTransform) -> None:
        """Follow a view that has changed. transform: from the document to the widget."""
        self._transform = transform
        self._renew()

    def _renew(self) -> None:
        """Have drawn anew where ants were and where they are."""
        before = self._region
        ants = self._seen_ants()
        self._region = QRegion() if ants is None else ants.region(self._placed(), self._widget.rect())
        self._widget.update(before)
        self._widget.update(self._region)
        if self._region.isEmpty() or not self._widget.isVisible():
            self._march.stop()
        elif not self._march.isActive():
            self._march.start()

    def _seen_ants(self) -> Ants | None:
        return self._ants if self._shown else None

    def _placed(self) -> QTransform:
        return QTransform.fromTranslate(self._offset.x(), self._offset.y()) * self._transform

    def _step(self) -> None:
        self._phase += 1
        self._widget.update(self._region)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._widget:
            match event.type():
                case QEvent.Type.Show:
                    if not self._region.isEmpty():
                        self._march.start()
                case QEvent.Type.Hide:
                    self._march.stop()
        return super().eventFilter(watched, event)

    def draw(self, painter: QPainter, exposed: QRect) -> None:
        """Draw what is seen of the selection, in widget coordinates. exposed: where something is to be drawn."""
        ants = self._seen_ants()
        if ants is not None and self._region.intersects(exposed):
            ants.draw(painter, self._placed(), self._widget.rect(), self._phase)
        if self._red and self._mask is not None:
            self._draw_red(painter, self._mask, exposed)

    def _draw_red(self, painter: QPainter, mask: _Mask, exposed: QRect) -> None:
        height, width = mask.shape
        image = QImage(mask.data, width, height, mask.strides[0], QImage.Format.Format_Indexed8)
        image.setColorTable(
            [QColor(255, 0, 0, _RED.alpha() * (255 - each) // 255).rgba() for each in range(256)]
        )
        seen = self._transform.inverted()[0].mapRect(exposed).adjusted(-2, -2, 2, 2) & image.rect()
        painter.save()
        painter.setTransform(self._transform)
        painter.drawImage(seen, image, seen)
        painter.restore()
