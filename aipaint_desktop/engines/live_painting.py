"""Repainted pictures that keep up with the picture while that is being painted."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base import Mask
from aipaint_desktop.engines.ground import laid
from aipaint_desktop.engines.layered_painting import LayeredPainting
from aipaint_desktop.engines.style_painting import MARGIN, Tile


class Live(Protocol):
    """What an engine makes of a picture that changes. Begin with `renew`; then `refresh` catches up.

    most_pixels: of pictures that it can keep up with; larger ones should be given smaller.
    image: (H, W, 3) uint8, the picture repainted.
    """

    most_pixels: int
    image: NDArray[np.uint8]

    def renew(self, picture: NDArray[np.uint8]) -> None:
        """Repaint all of a picture (H, W, 3) uint8."""

    def refresh(self, picture: NDArray[np.uint8], left: int, top: int, right: int, bottom: int, /) -> None:
        """Repaint after a change within these px; the size is that of the last `renew`."""


class LivePainting:
    """In the manner of references. Begin with `renew`; then `refresh` repaints only what changed and its surroundings.

    begin: makes the painting of a picture (H, W, 3) uint8. What the network normalises with is measured in `renew`
    alone, so that what did not change does not flicker; renew when the artist rests. selection: outside of which the
    picture stays, of its shape.
    image: (H, W, 3) uint8, the picture repainted.
    """

    most_pixels = 800_000

    def __init__(
        self, begin: Callable[[NDArray[np.uint8]], LayeredPainting], selection: Mask | None = None
    ) -> None:
        self._begin = begin
        self._selection = selection
        self._painting: LayeredPainting | None = None
        self._paint = np.zeros((0, 0, 3), np.uint8)
        self.image: NDArray[np.uint8] = np.zeros((0, 0, 3), np.uint8)

    def renew(self, picture: NDArray[np.uint8]) -> None:
        self._painting = self._begin(picture)
        self._paint = self._painting.whole(picture)
        self.image = laid(picture, self._paint, self._selection)

    def refresh(self, picture: NDArray[np.uint8], left: int, top: int, right: int, bottom: int) -> None:
        if self._painting is None or picture.shape != self.image.shape:
            self.renew(picture)
            return
        height, width = picture.shape[:2]
        top, left = max(0, top - MARGIN), max(0, left - MARGIN)
        bottom, right = min(height, bottom + MARGIN), min(width, right + MARGIN)
        tile = Tile(top, left, bottom - top, right - left)
        self._painting.change(picture)
        self._paint[tile.place] = self._painting.tile(tile)
        self.image = laid(picture, self._paint, self._selection)
