"""One picture painted in several manners, each where it shows."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.style.layers import blended
from aipaint_desktop.engines.style.tiled_painting import StylePainting, Tile

Cover = NDArray[np.uint8] | None


class LayeredPainting:
    """Lays paintings of one picture (H, W, 3 or 4) uint8 over it. Begin with `whole`; then `tile` paints parts.

    layers: each with its cover: (H, W) how much of it shows, 255 is all; None where it is all everywhere.
    check: called before every layer is painted, may raise to stop. strength: how much of the paint is seen, where it is
    below 1.
    """

    def __init__(
        self,
        picture: NDArray[np.uint8],
        layers: Sequence[tuple[StylePainting, Cover]],
        check: Callable[[], None],
        strength: float = 1.0,
    ) -> None:
        self._picture = picture
        self._layers = layers
        self._check = check
        self._strength = strength

    def whole(self, under: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Paint all of it and lay that over `under`, the picture at any size; alpha is kept."""
        size = under.shape[1], under.shape[0]
        painted = [resized(painting, *size) for painting in self.paintings()]
        covers = [cover if cover is None else resized(cover, *size) for _, cover in self._layers]
        result = under.copy()
        result[..., :3] = blended(under[..., :3], painted, covers, self._strength)
        return result

    def paintings(self) -> list[NDArray[np.uint8]]:
        """Paint all of it in every manner, each by itself; of a large picture, small."""
        painted = []
        for painting, _ in self._layers:
            self._check()
            painted.append(painting.whole())
        return painted

    def change(self, picture: NDArray[np.uint8]) -> None:
        """Paint another opaque picture of the same size from now on, with what was measured on the first."""
        self._picture = picture
        for painting, _ in self._layers:
            painting.change(picture)

    def tile(self, tile: Tile) -> NDArray[np.uint8]:
        """Paint one tile over the picture there, (height, width, 3)."""
        painted, covers = [], []
        for painting, cover in self._layers:
            part = None if cover is None else cover[tile.place]
            if part is None or part.any():
                self._check()
                painted.append(painting.tile(tile))
                covers.append(part)
        return blended(self._picture[..., :3][tile.place], painted, covers, self._strength)
