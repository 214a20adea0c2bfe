"""The composite of a document as images that are ready to be drawn, kept up to date where it changed."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import reduced
from aipaint_desktop.values.geometry import Rect


class CompositeImage:
    """Keeps the document's composite at full size and, for a view from afar, at halves of it.

    Only what is drawn is brought up to date, so a change outside the view costs nothing until it is seen, and from afar
    layers are composited at the size at which they are seen.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._levels: dict[int, _Level] = {}

    def invalidate(self, change: Change) -> None:
        """Forget the composite within the rectangle, where it may have changed."""
        for depth, level in self._levels.items():
            for (column, row), part in change.tiles.items():
                level.invalidate(column >> depth, row >> depth, reduced(part, depth))

    def draw(self, painter: QPainter, rect: Rect, scale: float) -> None:
        """Draw the rectangle where the painter's transform puts it.

        scale: device pixels in a document pixel; up to 1/2 a smaller level is drawn lest fine lines break.
        """
        rect = rect.intersection(self._document.rect)
        if rect.empty:
            return
        depth = 0
        while scale * 2 ** (depth + 1) <= 1 and min(self._document.width, self._document.height) >> depth > 1:
            depth += 1
        image = self._refreshed(depth, rect)
        factor = 2**depth
        source = reduced(rect, depth).intersection(Rect(0, 0, image.width(), image.height()))
        target = QRectF(
            source.left * factor, source.top * factor, source.width * factor, source.height * factor
        )
        painter.drawImage(target, image, QRectF(source.left, source.top, source.width, source.height))

    def _refreshed(self, depth: int, rect: Rect) -> QImage:
        """The image of a level, up to date within the rectangle of the document."""
        level = self._levels.get(depth)
        if level is None:
            whole = reduced(self._document.rect, depth)
            level = self._levels[depth] = _Level(whole.width, whole.height)
            for column, row, part in whole.tiles(TILE):
                level.invalidate(column, row, part)
        for part in level.take_stale(reduced(rect, depth)):
            level.pixels[part.slices] = _premultiplied_bgra(composite(self._document.layers, part, depth))
        return level.image


class _Level:
    """pixels: (H, W, 4) uint8, premultiplied, in the byte order QImage draws fastest; shared with `image`."""

    def __init__(self, width: int, height: int) -> None:
        self.pixels = np.zeros((height, width, 4), np.uint8)
        self.image = QImage(
            self.pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied
        )
        self._stale: dict[tuple[int, int], Rect] = {}

    def invalidate(self, column: int, row: int, part: Rect) -> None:
        """part: of the tile with this key."""
        known = self._stale.get((column, row))
        self._stale[column, row] = part if known is None else known.union(part)

    def take_stale(self, rect: Rect) -> list[Rect]:
        """The parts around the rectangle that are to be brought up to date now."""
        if not self._stale:
            return []
        touched = [(column, row) for column, row, _ in rect.tiles(TILE) if (column, row) in self._stale]
        return [self._stale.pop(key) for key in touched]


def _premultiplied_bgra(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    bgra = pixels[..., [2, 1, 0, 3]]
    alpha = bgra[..., 3:]
    if alpha.min(initial=255) < 255:
        product = bgra[..., :3] * alpha.astype(np.uint16)
        bgra[..., :3] = (product + 127) // 255
    return bgra
