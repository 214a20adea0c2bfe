"""The composite of a document as images that are ready to be drawn, kept up to date where it changed."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.tiles import TILE
from aipaint_desktop.values.geometry import Rect


class CompositeImage:
    """The document's composite at full size and, for a view from afar, at halves of it.

    Only what is drawn is brought up to date, so a change outside the view costs nothing until it is seen.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._levels = [_Level(document.width, document.height)]
        self.invalidate(document.rect)

    def invalidate(self, rect: Rect) -> None:
        """The composite may have changed within the rectangle."""
        for level in self._levels:
            level.invalidate(rect.intersection(self._document.rect))

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
        self._refresh(depth, rect)
        level = self._levels[depth]
        factor = 2**depth
        source = _reduced(rect, depth).intersection(Rect(0, 0, level.image.width(), level.image.height()))
        target = QRectF(
            source.left * factor, source.top * factor, source.width * factor, source.height * factor
        )
        painter.drawImage(target, level.image, QRectF(source.left, source.top, source.width, source.height))

    def _refresh(self, depth: int, rect: Rect) -> None:
        while len(self._levels) <= depth:
            above = self._levels[-1].pixels
            self._levels.append(_Level((above.shape[1] + 1) // 2, (above.shape[0] + 1) // 2))
            self._levels[-1].invalidate(self._document.rect)
        for stale in self._levels[depth].take_stale(rect):
            if depth == 0:
                pixels = self._levels[0].pixels[stale.slices]
                pixels[...] = _premultiplied_bgra(self._document.composite(stale))
            else:
                self._refresh(depth - 1, stale)
                self._halve(depth, _reduced(stale, depth))

    def _halve(self, depth: int, rect: Rect) -> None:
        above, here = self._levels[depth - 1].pixels, self._levels[depth].pixels
        source = above[2 * rect.top : 2 * rect.bottom, 2 * rect.left : 2 * rect.right]
        odd_rows, odd_columns = source.shape[0] % 2, source.shape[1] % 2
        if odd_rows or odd_columns:
            source = np.pad(source, ((0, odd_rows), (0, odd_columns), (0, 0)), mode="edge")
        height, width = source.shape[0] // 2, source.shape[1] // 2
        total = source.reshape(height, 2, width, 2, 4).sum(axis=(1, 3), dtype=np.uint16)
        here[rect.top : rect.top + height, rect.left : rect.left + width] = (total + 2) >> 2


class _Level:
    """pixels: (H, W, 4) uint8, premultiplied, in the byte order QImage draws fastest; shared with `image`."""

    def __init__(self, width: int, height: int) -> None:
        self.pixels = np.zeros((height, width, 4), np.uint8)
        self.image = QImage(
            self.pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied
        )
        self._stale: dict[tuple[int, int], Rect] = {}

    def invalidate(self, rect: Rect) -> None:
        for column, row, part in rect.tiles(TILE):
            known = self._stale.get((column, row))
            self._stale[column, row] = part if known is None else known.union(part)

    def take_stale(self, rect: Rect) -> list[Rect]:
        """The parts around the rectangle, in document pixels, that are to be brought up to date now."""
        if not self._stale:
            return []
        touched = [(column, row) for column, row, _ in rect.tiles(TILE) if (column, row) in self._stale]
        return [self._stale.pop(key) for key in touched]


def _reduced(rect: Rect, depth: int) -> Rect:
    """The pixels of a level that cover the rectangle of the document."""
    step = 1 << depth
    return Rect.from_edges(
        rect.left >> depth,
        rect.top >> depth,
        (rect.right + step - 1) >> depth,
        (rect.bottom + step - 1) >> depth,
    )


def _premultiplied_bgra(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    bgra = pixels[..., [2, 1, 0, 3]]
    alpha = bgra[..., 3:]
    if alpha.min(initial=255) < 255:
        product = bgra[..., :3] * alpha.astype(np.uint16)
        bgra[..., :3] = (product + 127) // 255
    return bgra
