"""A node's mask as a picture that tools can paint: white shows, black hides, and so does what paint is taken off."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect

_RED, _GREEN, _BLUE = 77, 151, 28  # shares of a grey of the same luminosity, in 256ths


class Readable(Protocol):
    """What pixels can be read from."""

    def read(self, rect: Rect) -> Pixels:
        """Copy the pixels, writable: (rect.height, rect.width, 4) uint8."""


class MaskPicture:
    """Shows a mask as opaque greys."""

    def __init__(self, mask: TileStore) -> None:
        """mask: of one channel, 255 where all is hidden."""
        self._mask = mask

    def read(self, rect: Rect) -> Pixels:
        """Copy the greys, writable: (rect.height, rect.width, 4) uint8."""
        return greys(255 - self._mask.read(rect))


def greys(shown: NDArray[np.uint8]) -> Pixels:
    """Make a picture of opaque greys, (H, W, 4), of how far each pixel is shown, (H, W) uint8."""
    return np.dstack([shown, shown, shown, np.full_like(shown, 255)])


def hidden_by_paint(pixels: Pixels) -> NDArray[np.uint8]:
    """Tell how far paint of a mask, (H, W, 4) uint8, hides what lies under it: (H, W) uint8."""
    red, green, blue, alpha = (pixels[..., channel].astype(np.uint16) for channel in range(4))
    shown = (_RED * red + _GREEN * green + _BLUE * blue + 128) >> 8
    return (255 - (shown * alpha + 127) // 255).astype(np.uint8)
