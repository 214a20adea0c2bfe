"""The selection as a picture that tools can paint: white selects, black deselects, and so does what paint is taken
off."""

import numpy as np

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.mask_paint import greys, hidden_by_paint
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.geometry import Rect


class QuickMask:
    """Shows a selection as opaque greys, and takes paint.

    selection: what is selected by now, (height, width) uint8, that nobody else can write to; always the same array.
    """

    def __init__(self, state: State) -> None:
        self._before = state.selection
        # Where nothing is selected, which is all, there is nothing black.
        full = np.full((state.height, state.width), 255, np.uint8)
        self._pixels = full if state.selection is None else state.selection.copy()
        self.selection: Mask = self._pixels.view()
        self.selection.flags.writeable = False

    def read(self, rect: Rect) -> Pixels:
        """Copy the greys from before, writable: (rect.height, rect.width, 4) uint8."""
        if self._before is None:
            return np.full((rect.height, rect.width, 4), 255, np.uint8)
        return greys(self._before[rect.slices])

    def write(self, rect: Rect, pixels: Pixels) -> None:
        """Take paint, (rect.height, rect.width, 4) uint8."""
        self._pixels[rect.slices] = 255 - hidden_by_paint(pixels)
