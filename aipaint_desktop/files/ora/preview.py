"""How the whole picture looks, large and small, for programs that only show pictures."""

import numpy as np
from PIL import Image

from aipaint_desktop.document.change import between
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE, Pixels
from aipaint_desktop.files.ora import layout
from aipaint_desktop.files.ora.packing import BandSource, Sheet
from aipaint_desktop.values.geometry import Rect

_THUMBNAIL_SIDE = 256


class Preview:
    """Composites a document row of tiles by row of tiles, and again only those that changed since the last time."""

    def __init__(self) -> None:
        self._state: State | None = None
        self._rows: list[_Row] = []

    def sheet(self, state: State) -> Sheet:
        """Tell how the whole looks, at full size."""
        if self._state is None:
            changed = set(range(-(-state.height // TILE)))
        else:
            changed = {row for _column, row in between(self._state, state).tiles}
        self._rows = [
            _Row(state, number) if number in changed else self._rows[number]
            for number in range(-(-state.height // TILE))
        ]
        self._state = state
        bands = [BandSource(row, row, row.look) for row in self._rows]
        return Sheet(layout.MERGED, state.width, state.height, 4, bands)

    def thumbnail(self) -> Pixels:
        """Make the small picture, once the bands of the sheet have been made."""
        image = Image.fromarray(np.concatenate([row.small for row in self._rows]), "RGBa")
        image.thumbnail((_THUMBNAIL_SIDE, _THUMBNAIL_SIDE))
        return np.asarray(image.convert("RGBA"))


class _Row:
    """A row of tiles as it is seen. small: about as small as a thumbnail, premultiplied."""

    def __init__(self, state: State, number: int) -> None:
        self._nodes = state.nodes
        self._rect = Rect(0, number * TILE, state.width, TILE).intersection(state.rect)
        self._reduction = 1
        while (
            self._reduction < TILE and max(state.width, state.height) >= 4 * _THUMBNAIL_SIDE * self._reduction
        ):
            self._reduction *= 2
        self.small: Pixels = np.zeros((0, 0, 4), np.uint8)

    def look(self) -> Pixels:
        pixels = composite(self._nodes, self._rect)
        # What is transparent has no colour that could shine through.
        image = Image.fromarray(pixels).convert("RGBa").reduce(self._reduction)
        self.small = np.asarray(image)
        return pixels
