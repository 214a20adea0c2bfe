"""What there is on the canvas, as far as it decides what painting means."""

from dataclasses import dataclass

import numpy as np

from aipaint_desktop.document.canvas_size import WHITE
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import leaves
from aipaint_desktop.values.geometry import NOTHING, Rect
from aipaint_desktop.workspace.paint_settings import PaintedFrom
from aipaint_desktop.workspace.painted_from import nodes_painted_from
from aipaint_desktop.workspace.region_places import RegionPlace, places_in


@dataclass(frozen=True)
class Situation:
    """What operations may go by. Its size is the canvas's, px.

    selected: the bounds of what is selected, empty where nothing is. blank: whether nothing is painted there, or
    anywhere where nothing is selected: paper counts as nothing, and so does what is hidden. places: what can have words
    of its own.
    """

    width: int
    height: int
    selected: Rect = NOTHING
    blank: bool = True
    places: tuple[RegionPlace, ...] = ()

    @classmethod
    def of(cls, state: State) -> "Situation":
        """Look at a state. Quick where little is painted or much of it: the first paint that is found ends it."""
        selected = NOTHING if state.selection is None else bounds_of(state.selection)
        within = state.rect if selected.empty else selected
        shown = leaves(nodes_painted_from(PaintedFrom.VISIBLE, state))
        blank = not any(_painted(layer, within) for layer in shown)
        return cls(state.width, state.height, selected, blank, places_in(state))

    @property
    def spans(self) -> bool:
        """Tell whether what is selected reaches from one border to the other, and is not all there is."""
        across, down = self.selected.width == self.width, self.selected.height == self.height
        return across != down

    def grows_to(self, width: int, height: int) -> bool:
        """Tell whether a canvas of this size would hold the canvas whole, and more."""
        return width >= self.width and height >= self.height and (width, height) != (self.width, self.height)


def bounds_of(mask: Mask) -> Rect:
    """Span the smallest rectangle around what a mask (H, W) selects."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not rows.size:
        return NOTHING
    return Rect.from_edges(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def _painted(layer: Layer, within: Rect) -> bool:
    if layer.paper:
        return not layer.tiles.plain(within, WHITE)
    return _anything(layer.tiles, within)


def _anything(tiles: TileStore, within: Rect) -> bool:
    for column, row, part in within.tiles(TILE):
        tile = tiles.tile(column, row)
        if tile is not None and not tile.empty:
            rows, columns = part.moved(-column * TILE, -row * TILE).slices
            if tile.pixels[rows, columns, 3].any():
                return True
    return False
