"""What is drawn on the canvas in place of the document for a while."""

from typing import Protocol

from PySide6.QtGui import QPainter

from aipaint_desktop.values.geometry import Rect


class StandIn(Protocol):
    def draw(self, painter: QPainter, part: Rect, scale: float) -> bool:
        """Draw a part of the document where the painter's transform puts it; returns whether there is anything to draw
        yet.

        scale: device pixels in a document pixel.
        """
