"""The composite of a document as images that are ready to be drawn, kept up to date where it changed."""

import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from aipaint_desktop.document.change import Change, between
from aipaint_desktop.document.compositing import Stack, run_steps
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.pen_compositor import PenCompositor
from aipaint_desktop.document.profile import to_srgb
from aipaint_desktop.document.program import Program, compile_nodes, derive, resolve
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import Key, reduced, tile_rect
from aipaint_desktop.document.tree import Forest
from aipaint_desktop.values.geometry import NOTHING, Rect, bounding
from aipaint_desktop.values.luminance import greys

# What bringing up to date may take for one picture, beside what is urgent: pixels of layers, and if that takes less,
# seconds of this thread; and seconds for what is shown coarsely.
_AT_LEAST, _AT_ONCE, _COARSELY = 300_000, 0.004, 0.004

_COARSE_PIXELS = 40_000  # of a picture that is shown at once


class CompositeImage:
    """The document's composite at full size and, for a view from afar, at halves of it.

    Only what is drawn is brought up to date, so a change outside the view costs nothing until it is seen, and from afar
    layers are composited at the size at which they are seen. What is being written, as by the brush, is shown as it is
    at once; of other changes as much as can be without a stall, and the rest coarsely until `refine` has come to it.
    What lies around the layer that the pen is on is computed before it is painted, by `prepare`.
    """

    def __init__(self, document: Document, *, in_greys: bool = False) -> None:
        """in_greys: shows how light everything is, without its colours."""
        self._document = document
        self._in_greys = in_greys
        self._previewed: State | None = None
        self._levels: dict[int, _Level] = {}
        self._compiled: tuple[Forest, Program] | None = None
        self._pen = PenCompositor()
        self._shown: tuple[int, frozenset[Key]] = 0, frozenset()
        self._unprepared: set[Key] = set()  # of what is shown
        self._coarse: tuple[int, set[Key]] = 0, set()

    @property
    def shown(self) -> State:
        """Give the state that is shown."""
        return self._previewed or self._document.state

    def preview(self, state: State | None) -> Change:
        """Show another state, of the same size, in place of the document's; None shows its own again. Returns what that
        changes."""
        before, self._previewed = self.shown, state
        change = between(before, self.shown, showing=self._document.showing)
        self.invalidate(change)
        return change

    def invalidate(self, change: Change) -> None:
        """Bring up to date what has changed, where it is drawn next."""
        urgent = not (change.properties or change.history)
        if not urgent:
            self._unprepared = set(self._shown[1])
        parts = change.tiles
        for depth in range(1 + max(self._levels, default=-1)):
            if depth:
                parts = _halved(parts)
            if depth in self._levels:
                self._levels[depth].invalidate(parts, urgent=urgent)

    def draw(
        self, painter: QPainter, rect: Rect, scale: float, ground: Callable[[], object] = lambda: None
    ) -> Rect:
        """Draw the rectangle where the painter's transform puts it. Returns what of it is shown coarsely for now.

        scale: device pixels in a document pixel; up to 1/2 a smaller level is drawn lest fine lines break.
        ground: draws what shines through the document; called before, unless nothing does.
        """
        rect = rect.intersection(self._document.rect)
        if rect.empty:
            ground()
            return NOTHING
        level = self._level(self.depth(scale))
        source = reduced(rect, level.depth)
        if self._coarse[0] != level.depth:
            self._coarse = level.depth, set()
        later = self._refresh(level, source, time.thread_time() + _AT_ONCE)
        if later or not level.is_opaque(source):
            ground()
        _draw(painter, level, source)
        if not later:
            return NOTHING
        self._coarse[1].update((part.left // TILE, part.top // TILE) for part in later)
        self._draw_coarsely(painter, level, later)
        return _enlarged(bounding(later), level.depth)

    def refine(self) -> list[Rect]:
        """Bring up to date more of what was drawn coarsely. Returns what of the document is to be drawn again."""
        depth, keys = self._coarse
        level = self._level(depth)
        fine: list[Rect] = []
        until = time.thread_time() + _AT_ONCE
        for key in sorted(keys, key=lambda key: (key[1], key[0])):
            part = level.stale_part(key)
            if part is not None and self._refresh(level, part, until):
                break
            keys.discard(key)
            fine.append(_enlarged(tile_rect(key), depth))
            if time.thread_time() > until:
                break
        return fine

    @property
    def coarse(self) -> bool:
        """Tell whether something was drawn coarsely and not refined yet."""
        return bool(self._coarse[1])

    def show(self, rect: Rect, scale: float) -> None:
        """Take note of what is seen of the document, for `prepare`. scale: as in `draw`."""
        depth = self.depth(scale)
        keys = (
            (column, row)
            for column, row, _ in reduced(rect.intersection(self._document.rect), depth).tiles(TILE)
        )
        shown = depth, frozenset(keys)
        if shown != self._shown:
            self._shown, self._unprepared = shown, set(shown[1])

    def prepare(self, x: float, y: float) -> bool:
        """Compute what lies around the layer that may be painted on, on one more tile that is shown: the one nearest to
        a pixel of the document. Returns whether there may be more."""
        depth = self._shown[0]
        if not _may_be_painted(self._document.active, on_mask=self._document.state.on_mask):
            return False
        middle = x / (TILE << depth) - 0.5, y / (TILE << depth) - 0.5
        while self._unprepared:
            key = min(self._unprepared, key=lambda key: max(abs(key[0] - middle[0]), abs(key[1] - middle[1])))
            self._unprepared.discard(key)
            active = self._document.state.active_id
            if self._pen.prepare(self._program, active, key, depth, self._shown[1]):
                return True
        return False

    @property
    def _program(self) -> Program:
        nodes = self._document.showing(self.shown)
        if self._compiled is None or self._compiled[0] is not nodes:
            self._compiled = nodes, compile_nodes(nodes)
        return self._compiled[1]

    def depth(self, scale: float) -> int:
        """Tell at which level the document is drawn. scale: device pixels in a document pixel."""
        depth = 0
        while scale * 2 ** (depth + 1) <= 1 and min(self._document.width, self._document.height) >> depth > 1:
            depth += 1
        return depth

    def _level(self, depth: int) -> "_Level":
        if depth not in self._levels:
            whole = reduced(self._document.rect, depth)
            self._levels[depth] = _Level(depth, whole.width, whole.height)
        return self._levels[depth]

    def _refresh(self, level: "_Level", rect: Rect, until: float) -> list[Rect]:
        """Bring a level up to date within a rectangle of its own; returns the parts that are left for later.

        until: when to stop; something is done each time, and all that is urgent.
        """
        later: list[Rect] = []
        stopped = False
        left = _AT_LEAST // max(1, len(self._program))
        for key, part, urgent in level.stale(rect):
            if not urgent and (stopped or not derive(self._program, key, level.depth, until)):
                later.append(part)
                stopped = True
                continue
            level.take(key)
            out = level.pixels[part.slices]
            is_opaque = (
                self._paint(key, level.depth, part, out)
                if urgent
                else self._look(key, level.depth, part, out)
            )
            level.note(key, part, is_opaque=is_opaque)
            left -= 0 if urgent else part.area
            stopped = stopped or (left <= 0 and time.thread_time() > until)
        return later

    def _paint(self, key: Key, depth: int, part: Rect, out: NDArray[np.uint8]) -> bool:
        """Write how a part of a tile looks that is being painted on; returns whether that is known to be opaque."""
        inside, as_it_is = part.moved(-key[0] * TILE, -key[1] * TILE), self._seen_as_it_is
        active = self._document.state.active_id
        opaque = self._pen.show(self._program, active, key, depth, inside, out, for_screen=as_it_is)
        if not as_it_is:
            out[:] = self._for_screen(out)
        return opaque

    def _look(self, key: Key, depth: int, part: Rect, out: NDArray[np.uint8]) -> bool:
        """Write how a part of a tile looks; returns whether that is known to be opaque."""
        inner = part.moved(-key[0] * TILE, -key[1] * TILE).slices
        steps, _ = resolve(self._program, key, depth)
        if len(steps) == 1 and steps[0].plain and steps[0].tile is not None:
            tile = steps[0].tile
            out[:] = self._for_screen(tile.pixels[inner])
            return tile.opaque
        stack: Stack = [None]
        run_steps(steps, stack, inner)
        sheet = stack[0]
        if sheet is None:
            out[:] = 0
            return False
        out[:] = sheet.premultiplied_bgra() if self._seen_as_it_is else self._for_screen(sheet.straight())
        return sheet.alpha is None

    @property
    def _seen_as_it_is(self) -> bool:
        return self._document.state.profile is None and not self._in_greys

    def _for_screen(self, straight: NDArray[np.uint8]) -> NDArray[np.uint8]:
        srgb = to_srgb(straight, self._document.state.profile)
        return _premultiplied_bgra(greys(srgb) if self._in_greys else srgb)

    def _draw_coarsely(self, painter: QPainter, level: "_Level", parts: Sequence[Rect]) -> None:
        coarser = 1
        while sum(part.area for part in parts) >> (2 * coarser) > _COARSE_PIXELS:
            coarser += 1
        coarse = self._level(level.depth + coarser)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        until = time.thread_time() + _COARSELY
        for strip in _strips(parts):
            source = reduced(strip, coarser)
            self._refresh(coarse, source, until)
            _draw(painter, coarse, source)  # where that took too long, as it was before
        painter.restore()


def _enlarged(rect: Rect, depth: int) -> Rect:
    return Rect(rect.left << depth, rect.top << depth, rect.width << depth, rect.height << depth)


def _halved(parts: Mapping[Key, Rect]) -> dict[Key, Rect]:
    """The same parts of tiles at half the size."""
    halved: dict[Key, Rect] = {}
    for (column, row), (left, top, width, height) in parts.items():
        key = column >> 1, row >> 1
        left, top, right, bottom = left >> 1, top >> 1, (left + width + 1) >> 1, (top + height + 1) >> 1
        known = halved.get(key)
        if known is not None:
            left, top = min(left, known.left), min(top, known.top)
            right, bottom = max(right, known.left + known.width), max(bottom, known.top + known.height)
        halved[key] = Rect(left, top, right - left, bottom - top)
    return halved


def _may_be_painted(node: Node, *, on_mask: bool) -> bool:
    return node.visible and (isinstance(node, Layer) or (on_mask and node.mask is not None))


class _Level:
    """pixels: (H, W, 4) uint8, premultiplied, in the byte order QImage draws fastest; shared with `image`."""

    def __init__(self, depth: int, width: int, height: int) -> None:
        self.depth = depth
        self.pixels = np.zeros((height, width, 4), np.uint8)
        self.image = QImage(
            self.pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied
        )
        self._stale = {(column, row): part for column, row, part in Rect(0, 0, width, height).tiles(TILE)}
        self._count = len(self._stale)  # of all tiles
        self._urgent: set[Key] = set()
        self._opaque: set[Key] = set()

    def note(self, key: Key, part: Rect, *, is_opaque: bool) -> None:
        """A part of the tile with this key has been brought up to date."""
        left, top = key[0] * TILE, key[1] * TILE
        is_whole = part == Rect(left, top, TILE, TILE).intersection(
            Rect(0, 0, self.pixels.shape[1], self.pixels.shape[0])
        )
        if not is_opaque:
            self._opaque.discard(key)
        elif is_whole:
            self._opaque.add(key)

    def is_opaque(self, rect: Rect) -> bool:
        """Tell whether nothing shines through within a rectangle."""
        if len(self._opaque) == self._count:
            return True
        return all((column, row) in self._opaque for column, row, _ in rect.tiles(TILE))

    def invalidate(self, parts: Mapping[Key, Rect], *, urgent: bool) -> None:
        """parts: of the tiles with these keys."""
        if not self._stale:
            self._stale = dict(parts)
        else:
            for key, part in parts.items():
                known = self._stale.get(key)
                self._stale[key] = part if known is None else known.union(part)
        if urgent:
            self._urgent.update(parts)

    def stale_part(self, key: Key) -> Rect | None:
        """The part of the tile with this key that is not up to date, None where it is."""
        return self._stale.get(key)

    def stale(self, rect: Rect) -> list[tuple[Key, Rect, bool]]:
        """The parts around the rectangle that are not up to date, those nearest to its middle first."""
        if not self._stale:
            return []
        x, y = (rect.left + rect.right) / (2 * TILE) - 0.5, (rect.top + rect.bottom) / (2 * TILE) - 0.5
        keys = [(column, row) for column, row, _ in rect.tiles(TILE) if (column, row) in self._stale]
        keys.sort(key=lambda key: abs(key[0] - x) + abs(key[1] - y))
        return [(key, self._stale[key], key in self._urgent) for key in keys]

    def take(self, key: Key) -> None:
        """The tile with this key is up to date from now on."""
        del self._stale[key]
        self._urgent.discard(key)


def _strips(parts: Sequence[Rect]) -> list[Rect]:
    """Neighbours in a row as one: drawing many small pieces takes longer than drawing few wide ones."""
    strips: list[Rect] = []
    for part in sorted(parts, key=lambda part: (part.top, part.height, part.left)):
        last = strips[-1] if strips else NOTHING
        if (last.top, last.height, last.right) == (part.top, part.height, part.left):
            strips[-1] = last.union(part)
        else:
            strips.append(part)
    return strips


def _draw(painter: QPainter, level: _Level, rect: Rect) -> None:
    factor = 2**level.depth
    inside = rect.intersection(Rect(0, 0, level.image.width(), level.image.height()))
    target = QRectF(inside.left * factor, inside.top * factor, inside.width * factor, inside.height * factor)
    # What is below need not be looked at where nothing of it is seen; edges that are smoothed do look at it.
    is_moved = not (painter.transform().isScaling() or painter.transform().isRotating())
    is_opaque = is_moved and level.depth == 0 and level.is_opaque(inside)
    if is_opaque:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.drawImage(target, level.image, QRectF(inside.left, inside.top, inside.width, inside.height))
    if is_opaque:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _premultiplied_bgra(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    bgra = pixels[..., [2, 1, 0, 3]]
    alpha = bgra[..., 3:]
    if alpha.min(initial=255) < 255:
        product = bgra[..., :3] * alpha.astype(np.uint16)
        bgra[..., :3] = (product + 127) // 255
    return bgra
