"""What the selection tools share: a path drawn by the pointer becomes the selection."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from aipaint_desktop.document.mask import left_of
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.host import ToolHost
from aipaint_desktop.ui.canvas.tools.tool import Tool

_ADD = Qt.KeyboardModifier.ShiftModifier
_SUBTRACT = Qt.KeyboardModifier.AltModifier


class SelectionTool(Tool):
    """Selects what its path surrounds. Shift adds to the selection, Alt takes away from it, both together keep what is
    common.

    A click without a drag selects nothing, which is all.
    """

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self._points: list[QPointF] = []

    def path(self, points: list[QPointF]) -> QPainterPath:
        """Draw the outline that the points make, in the document."""
        raise NotImplementedError

    def press(self, pointer: Pointer) -> None:
        self._points = [pointer.position]

    def move(self, pointer: Pointer) -> None:
        self._points.append(pointer.position)
        self.host.update()

    def release(self, pointer: Pointer) -> None:
        points, self._points = [*self._points, pointer.position], []
        self.host.update()
        document = self.host.document
        drawn = _mask(self.path(points), document.width, document.height)
        document.select(_combined(document.selection, drawn, pointer.modifiers))

    def cancel(self) -> None:
        self._points = []
        self.host.update()

    def outline(self) -> QRect:
        return self.host.rect() if self._points else QRect()

    def draw_over(self, painter: QPainter) -> None:
        if not self._points:
            return
        path = self.host.viewport.transform.map(self.path(self._points))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(255, 255, 255), 1))
        painter.drawPath(path)
        painter.setPen(QPen(QColor(0, 0, 0), 1, Qt.PenStyle.DashLine))
        painter.drawPath(path)


def _mask(path: QPainterPath, width: int, height: int) -> NDArray[np.uint8]:
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, QColor(255, 255, 255))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    return rows[:, :width].copy()


def _combined(
    selection: NDArray[np.uint8] | None, drawn: NDArray[np.uint8], modifiers: Qt.KeyboardModifier
) -> NDArray[np.uint8] | None:
    add, subtract = bool(modifiers & _ADD), bool(modifiers & _SUBTRACT)
    if not drawn.any() and (add or subtract):
        return selection
    before = np.full_like(drawn, 255) if selection is None else selection
    if add and subtract:
        return left_of(before, np.minimum(before, drawn))
    if subtract:
        return left_of(before, np.minimum(before, 255 - drawn))
    if add and selection is not None:
        return np.maximum(before, drawn)
    return drawn
