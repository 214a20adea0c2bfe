"""Adjusting the tiles of a layer: within a selection, and with its alpha kept where it is locked.

Tiles of which nothing changes are shared with what was before; one that occurs many times, as on blank paper, is
adjusted once.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.document.adjusting.blurring import BlurringAdjustment
from aipaint_desktop.document.adjusting.gaussian import Gaussian, Planes, means, premultiplied
from aipaint_desktop.document.mask import Mask, bounds
from aipaint_desktop.document.tile import TILE, Pixels, Tile
from aipaint_desktop.document.tiles import Key, TileStore, reduced, tile_rect
from aipaint_desktop.values.geometry import Rect


@dataclass(frozen=True, eq=False)
class Subject:
    """What is adjusted: the tiles of a layer.

    canvas: what lies outside counts for nothing where a pixel becomes of those around it, and is not written to then.
    selection: (height, width) uint8 of the canvas; None selects all.
    """

    tiles: TileStore
    canvas: Rect
    selection: Mask | None = None
    alpha_locked: bool = False


def adjusted(
    subject: Subject, adjustment: Adjustment, check: Callable[[], object] = lambda: None
) -> TileStore:
    """Adjust all tiles; the same store where nothing changes. check: called before each; what it raises ends the
    work."""
    changed: dict[Key, Tile] = {}
    adjuster = TileAdjuster(subject, adjustment)
    for key in [] if adjustment.identity else keys(subject, adjustment):
        check()
        after = adjuster.tile(key)
        if after is not subject.tiles.tile(*key):
            changed[key] = after or Tile(np.zeros((TILE, TILE, 4), np.uint8))
    return subject.tiles.with_tiles(changed) if changed else subject.tiles


def keys(subject: Subject, adjustment: Adjustment) -> list[Key]:
    """Find the tiles that may change, row by row."""
    within = subject.canvas if subject.selection is None else bounds(subject.selection)
    margin = 0 if subject.alpha_locked else -(-adjustment.reach // TILE)
    found = set(subject.tiles)
    if margin:
        found = {
            (column + dx, row + dy)
            for column, row in found
            for dx in range(-margin, margin + 1)
            for dy in range(-margin, margin + 1)
        }
    everywhere = subject.selection is None and not adjustment.reach
    return sorted(
        (key for key in found if everywhere or not tile_rect(key).intersection(within).empty),
        key=lambda key: (key[1], key[0]),
    )


class TileAdjuster:
    """Adjusts tiles of one level, equal ones once. Any thread may ask."""

    def __init__(self, subject: Subject, adjustment: Adjustment, level: int = 0) -> None:
        """level: 1 for half the size …; `adjustment` is for the full size."""
        self._subject = subject
        self._level = level
        self._adjustment = adjustment.at(level)
        self._canvas = reduced(subject.canvas, level)
        self._known: dict[Tile, Tile] = {}
        self._smaller: dict[Key, Planes] = {}

    def tile(self, key: Key) -> Tile | None:
        """Adjust one tile; the same one where nothing changes, None where it is empty."""
        subject = self._subject
        before = subject.tiles.tile(*key, self._level)
        if self._adjustment.identity:
            return before
        selected = self._selected(key)
        if selected is not None and not selected.any():
            return before
        if isinstance(self._adjustment, BlurringAdjustment):
            return self._reaching(self._adjustment, key, selected)
        if before is None:
            return None
        if selected is None:
            if before not in self._known:
                self._known[before] = _changed(before, self._adjustment.of(before.pixels))
            return self._known[before]
        return _changed(before, blended(before.pixels, self._adjustment.of(before.pixels), selected))

    def _reaching(self, adjustment: BlurringAdjustment, key: Key, selected: Mask | None) -> Tile | None:
        subject = self._subject
        before = subject.tiles.tile(*key, self._level)
        if before is None and subject.alpha_locked:
            return None
        blurred = self._blurred(adjustment.gaussian, key)
        if blurred is None:
            return before
        own = np.zeros((TILE, TILE, 4), np.uint8) if before is None else before.pixels
        after = adjustment.with_blur(own, blurred)
        inside = tile_rect(key).intersection(self._canvas).moved(-key[0] * TILE, -key[1] * TILE).slices
        if subject.alpha_locked:
            after[..., 3] = own[..., 3]
        if selected is not None:
            after = blended(own, after, selected)
        pixels = own.copy()
        pixels[inside] = after[inside]
        if before is None:
            return Tile(pixels) if pixels[..., 3].any() else None
        return _changed(before, pixels)

    def _blurred(self, gaussian: Gaussian, key: Key) -> Planes | None:
        """The blur of one tile of the picture; None where all around is transparent."""
        step = gaussian.step
        around = tile_rect(key).expanded(gaussian.reach)
        side, margin = TILE // step, gaussian.margin
        small = np.zeros((4, side + 2 * margin, side + 2 * margin), np.float32)
        shares = (
            None if around.intersection(self._canvas) == around else np.zeros(small.shape[1:], np.float32)
        )
        left, top = key[0] * side - margin, key[1] * side - margin
        empty = True
        for column, row, part in around.tiles(TILE):
            piece = Rect.from_edges(
                *(edge // step for edge in (part.left, part.top, part.right, part.bottom))
            )
            place, within = piece.moved(-left, -top).slices, piece.moved(-column * side, -row * side).slices
            if shares is not None:
                shares[place] = self._share(column, row, step)[within]
            squares = self._means(column, row, step)
            if squares is not None:
                empty = False
                small[:, *place] = squares[:, *within]
        return None if empty else gaussian.blurred(small, shares)

    def _means(self, column: int, row: int, step: int) -> Planes | None:
        """Of squares of a tile, premultiplied, 0 beyond the canvas; None where there is none."""
        tile = self._subject.tiles.tile(column, row, self._level)
        if tile is None:
            return None
        if (column, row) not in self._smaller:
            rect = tile_rect((column, row))
            inside = rect.intersection(self._canvas)
            planes = premultiplied(tile.pixels)
            if inside != rect:
                planes *= _within(rect, inside)
            if step == 1:
                return planes
            self._smaller[column, row] = means(planes, step)
        return self._smaller[column, row]

    def _share(self, column: int, row: int, step: int) -> Planes:
        """How much of each of these squares lies on the canvas."""
        rect = tile_rect((column, row))
        inside = rect.intersection(self._canvas)
        side = TILE // step
        if inside == rect:
            return np.ones((side, side), np.float32)
        return np.zeros((side, side), np.float32) if inside.empty else means(_within(rect, inside), step)

    def _selected(self, key: Key) -> Mask | None:
        """How far each pixel of a tile is selected; None where all are."""
        selection = self._subject.selection
        if selection is None:
            return None
        step = 1 << self._level
        rect = tile_rect(key)
        part = rect.intersection(self._canvas)
        selected = np.zeros((TILE, TILE), np.uint8)
        rows, columns = (
            np.minimum(np.arange(side.start, side.stop) * step + step // 2, most - 1)
            for side, most in zip(part.slices, selection.shape, strict=True)
        )
        selected[part.moved(-rect.left, -rect.top).slices] = selection[np.ix_(rows, columns)]
        return None if selected.min() == 255 else selected


def blended(before: Pixels, after: Pixels, share: Mask) -> Pixels:
    """Go from one to the other, (H, W, 4) uint8 of straight alpha, as far as `share` says, (H, W) uint8."""
    weight = share.astype(np.float32) * np.float32(1 / 255)
    alphas = before[..., 3].astype(np.float32), after[..., 3].astype(np.float32)
    weights = alphas[0] * (1 - weight), alphas[1] * weight
    alpha = weights[0] + weights[1]
    # Where both are transparent neither colour is seen.
    part = np.where(alpha > 0, weights[1] / np.maximum(alpha, np.float32(1e-3)), weight)
    mixed = np.empty_like(before)
    for channel in range(3):
        low = before[..., channel].astype(np.float32)
        mixed[..., channel] = low + (after[..., channel] - low) * part + np.float32(0.5)
    mixed[..., 3] = alpha + np.float32(0.5)
    return mixed


def _changed(before: Tile, pixels: Pixels) -> Tile:
    """The tile with these pixels; the same one where they are those that it has, wherever they are seen."""
    alpha = pixels[..., 3]
    same = (pixels == before.pixels).all(2) | ((alpha == 0) & (before.alpha == 0))
    return before if same.all() else Tile(pixels)


def _within(rect: Rect, part: Rect) -> Planes:
    """1 in a part of a rectangle, 0 around it."""
    shares = np.zeros((rect.height, rect.width), np.float32)
    shares[part.moved(-rect.left, -rect.top).slices] = 1
    return shares
