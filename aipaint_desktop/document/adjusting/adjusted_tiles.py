"""Tiles that are adjusted when they are asked for, at the size at which they are: for a look at what would be."""

from collections.abc import Callable, Iterable

import numpy as np

from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.document.adjusting.applying import Subject, TileAdjuster, keys
from aipaint_desktop.document.mask_paint import hidden_by_paint
from aipaint_desktop.document.tile import TILE, Tile
from aipaint_desktop.document.tiles import Key, TileStore


class AdjustedTiles(TileStore):
    """The tiles of a subject as an adjustment makes them. To be looked at: what is written to it is lost.

    Each is computed once, and from afar none but those that are seen from there.
    """

    __slots__ = ("_adjusters", "_made", "_subject", "adjustment")

    def __init__(self, subject: Subject, adjustment: Adjustment) -> None:
        # Whoever compares it with another store is to find that these tiles differ.
        unlike = Tile(np.zeros((TILE, TILE, 4), np.uint8))
        tiles = {key: tile for key in subject.tiles if (tile := subject.tiles.tile(*key)) is not None}
        super().__init__(tiles | dict.fromkeys(keys(subject, adjustment), unlike))
        self._subject = subject
        self.adjustment = adjustment
        self._adjusters: dict[int, TileAdjuster] = {}
        self._made: dict[tuple[Key, int], Tile | None] = {}

    def tile(self, column: int, row: int, level: int = 0) -> Tile | None:
        """Give the adjusted tile, read-only, or None where all is transparent."""
        place = (column, row), level
        if place not in self._made:
            if level not in self._adjusters:
                self._adjusters[level] = TileAdjuster(self._subject, self.adjustment, level)
            self._made[place] = self._adjusters[level].tile((column, row))
        return self._made[place]

    def prepare(self, tile_keys: Iterable[Key], level: int, check: Callable[[], object]) -> None:
        """Compute tiles before they are asked for. check: called before each; what it raises ends the work."""
        for key in tile_keys:
            check()
            self.tile(*key, level)


class AdjustedMask(TileStore):
    """A mask, of one channel, as its adjusted picture makes it."""

    __slots__ = ("picture",)

    def __init__(self, mask: TileStore, picture: AdjustedTiles) -> None:
        """picture: of the mask, as `mask_picture` makes it."""
        unlike = Tile(np.zeros((TILE, TILE), np.uint8))
        tiles = {key: tile for key in mask if (tile := mask.tile(*key)) is not None}
        super().__init__(tiles | dict.fromkeys(picture, unlike), channels=1)
        self.picture = picture

    def tile(self, column: int, row: int, level: int = 0) -> Tile | None:
        """Give the tile of the mask, read-only, or None where nothing is hidden."""
        tile = self.picture.tile(column, row, level)
        return None if tile is None else Tile(hidden_by_paint(tile.pixels))
