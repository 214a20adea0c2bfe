"""Repainted pictures that keep up with the picture while that is being painted."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.style.layered_painting import LayeredPainting
from aipaint_desktop.engines.style.tiled_painting import MARGIN, Tile


class LivePainting:
    """Repaints in the manner of references. Begin with `renew`; then `refresh` repaints only what changed and its
    surroundings.

    begin: makes the painting of a picture (H, W, 3) uint8. What the network normalises with is measured in `renew`
    alone, so that what did not change does not flicker; renew when the artist rests.
    image: (H, W, 3) uint8, the picture repainted.
    """

    most_pixels = 800_000

    def __init__(self, begin: Callable[[NDArray[np.uint8]], LayeredPainting]) -> None:
        self._begin = begin
        self._painting: LayeredPainting | None = None
        self.image: NDArray[np.uint8] = np.zeros((0, 0, 3), np.uint8)

    def renew(self, picture: NDArray[np.uint8]) -> None:
        self._painting = self._begin(picture)
        self.image = self._painting.whole(picture)

    def stop(self) -> None:
        """Do nothing: what is painted takes a moment."""

    def refresh(self, picture: NDArray[np.uint8], left: int, top: int, right: int, bottom: int) -> None:
        if self._painting is None or picture.shape != self.image.shape:
            self.renew(picture)
            return
        height, width = picture.shape[:2]
        top, left = max(0, top - MARGIN), max(0, left - MARGIN)
        bottom, right = min(height, bottom + MARGIN), min(width, right + MARGIN)
        tile = Tile(top, left, bottom - top, right - left)
        self._painting.change(picture)
        self.image[tile.place] = self._painting.tile(tile)
