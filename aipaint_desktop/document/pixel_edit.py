"""Pixels written into a layer, or a mask, bit by bit, as one step: a stroke, a fill."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import numpy as np

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.mask_paint import MaskPicture, Readable
from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.selecting.quick_mask import QuickMask
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE, Pixels, Tile
from aipaint_desktop.document.tiles import Key, TileStore
from aipaint_desktop.values.geometry import NOTHING, Rect

Make = Callable[[Rect, Pixels, Pixels], object]
"""Given a rectangle, its pixels from before, not to be written to, and where to write those that are made of them, all
of them: (height, width, 4) uint8, whose rows may lie apart."""

_NOTHING = np.zeros((TILE, TILE, 4), np.uint8)
_NOTHING.flags.writeable = False


class PixelEdit:
    """Writes pixels into a layer, or the mask of a node; shown as it grows, and one undoable step when it is committed.

    before: the pixels from before. keeps_alpha: whether what is transparent stays so, whatever is written.

    Any other edit, undo or redo of the document ends it first.
    """

    def __init__(
        self,
        name: str,
        node: Node,
        state: State,
        write: Callable[["PixelEdit", Rect, Pixels], None],
        put: Callable[["PixelEdit", TileStore, Mapping[Key, Rect]], None],
        close: Callable[["PixelEdit", bool], None],
        quick_mask: QuickMask | None = None,
    ) -> None:
        """node: a layer, or one whose mask is painted. state: of the document before. write, put, close: of the
        document: the first for masks, the second for layers, told where they have changed; the last is told whether to
        keep the step. quick_mask: what is painted instead of the node, everywhere."""
        self.name = name
        self.node_id = node.id
        self.quick_mask = quick_mask
        self.on_mask = state.paints_mask_of(node)
        self.state_before = state
        self.before: Readable
        self._tiles: TileStore | None = None  # of a layer, as it is by now
        self._tiles_before = TileStore()
        self._fresh: dict[Key, Pixels] = {}  # tiles that are being written
        self._written: dict[Key, Rect] = {}
        self._together = False
        if quick_mask is not None:
            self.before, self.keeps_alpha, self.on_mask = quick_mask, False, False
        elif self.on_mask and node.mask is not None:
            self.before, self.keeps_alpha = MaskPicture(node.mask), False
        elif isinstance(node, Layer):
            self.before, self.keeps_alpha = node.tiles, node.alpha_locked
            self._tiles = self._tiles_before = node.tiles
        else:
            raise TypeError(f"a group cannot be painted on: {node}")
        self.selection = state.selection if quick_mask is None else None
        self.bounds = state.rect
        self._write = write
        self._put = put
        self._close = close
        self._open = True

    @property
    def open(self) -> bool:
        return self._open

    @property
    def period(self) -> None:
        """Tell after how many pixels all repeats, as surfaces do: the canvas does not."""

    def selected(self, rect: Rect) -> Mask | None:
        """Tell how far each pixel of a rectangle within `bounds` is selected; None where all are. Not to be written
        to."""
        return None if self.selection is None else self.selection[rect.slices]

    def write(self, rect: Rect, pixels: Pixels) -> None:
        """Write pixels, (rect.height, rect.width, 4) uint8; `rect` lies within `bounds`. Ignored once ended."""

        def make(part: Rect, _before: Pixels, out: Pixels) -> None:
            out[:] = pixels[part.moved(-rect.left, -rect.top).slices]

        self.repaint(rect, make)

    def repaint(self, rect: Rect, make: Make) -> None:
        """Let the pixels of a rectangle within `bounds` be made anew of those from before, piece by piece. Ignored once
        ended."""
        if not self._open:
            return
        if self._tiles is None:
            before = self.before.read(rect)
            made = np.empty_like(before)
            make(rect, before, made)
            self._write(self, rect, made)
            return
        with self.together():
            for column, row, part in rect.tiles(TILE):
                key, inner = (column, row), part.moved(-column * TILE, -row * TILE).slices
                before = self._before_of(key)[inner]
                out = self._writable(key, self._tiles, whole=part.area == TILE * TILE)[inner]
                make(part, before, out)
                if self.keeps_alpha:
                    out[..., 3] = before[..., 3]
                self._written[key] = self._written.get(key, NOTHING).union(part)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let all that is written within the block be seen at once, at its end."""
        if self._together:
            yield
            return
        self._together = True
        try:
            yield
            if self._open and self._tiles is not None and self._written:
                fresh = {key: Tile(pixels) for key, pixels in self._fresh.items()}
                self._tiles = self._tiles.with_tiles(fresh)
                self._put(self, self._tiles, self._written)
        finally:
            self._together = False
            self._fresh, self._written = {}, {}

    def _before_of(self, key: Key) -> Pixels:
        tile = self._tiles_before.tile(*key)
        return _NOTHING if tile is None else tile.pixels

    def _writable(self, key: Key, tiles: TileStore, *, whole: bool) -> Pixels:
        """A tile that is being written. whole: whether all of it will be."""
        fresh = self._fresh.get(key)
        if fresh is None:
            tile = None if whole else tiles.tile(*key)
            if tile is not None:
                fresh = tile.pixels.copy()
            else:
                fresh = (np.empty if whole else np.zeros)((TILE, TILE, 4), np.uint8)
            self._fresh[key] = fresh
        return fresh

    def commit(self) -> None:
        """End the step; it is in the history from now on if anything was written."""
        self._end(keep=True)

    def cancel(self) -> None:
        """End the step and leave everything as it was."""
        self._end(keep=False)

    def drop(self) -> None:
        """End it without a word to the document, which has gone back already."""
        self._open = False

    def _end(self, *, keep: bool) -> None:
        if self._open:
            self._open = False
            self._close(self, keep)
