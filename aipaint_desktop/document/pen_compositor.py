"""Compositing around a node that is being painted on: what lies below and above it on a tile is computed once."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from aipaint_desktop.document.affine import AFFINE, Affine, laying, mixing, popping
from aipaint_desktop.document.compositing import Stack, lay, run_steps
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.program import Kind, Program, Step, resolve
from aipaint_desktop.document.sheet import (
    PLACES,
    Sheet,
    Slices,
    Source,
    laid,
    laid_tile,
    share_shown,
    source_of_sheet,
    source_of_tile,
)
from aipaint_desktop.document.tile import TILE, Pixels
from aipaint_desktop.document.tiles import Key
from aipaint_desktop.kernels import native
from aipaint_desktop.values.geometry import Rect

_WHOLE: Slices = slice(0, TILE), slice(0, TILE)
_MOST_BYTES = 128 * 2**20
_NEARLY_ALL = 0.95  # of these, where there may be no room for one more
_LAID, _MAPPED, _POPPED, _TILED = range(4)  # as the kernel `show` calls what is above
_MOST_PARTS, _MOST_PLANES, _MOST_NUMBERS = 24, 100, 32  # that it takes


class PenCompositor:
    """Composites tiles on which one node is painted.

    It keeps what the nodes below come to, and what those above do to it, by the identity of their tiles, so that
    nothing ever needs to be thrown away; what was used longest ago goes when there is too much of it.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._cuts: OrderedDict[tuple[Key, int], _Cut] = OrderedDict()
        self._around = _Around((), "")

    def sheet(self, program: Program, node_id: str, key: Key, level: int, inner: Slices) -> Sheet | None:
        """Composite a part of a tile, None where nothing is. node_id: of the node that is painted on."""
        cut, step = self._found(program, node_id, key, level)
        if cut is None:
            stack: Stack = [None]
            run_steps(resolve(program, key, level)[0], stack, inner)
            return stack[0]
        return cut.sheet(step, inner)

    def show(
        self,
        program: Program,
        node_id: str,
        key: Key,
        level: int,
        part: Rect,
        out: Pixels,
        *,
        for_screen: bool,
    ) -> bool:
        """Composite a part of a tile into pixels, (part.height, part.width, 4) uint8; returns whether they are known to
        be opaque.

        node_id: as of `sheet`. part: within the tile. for_screen: whether premultiplied and blue first, as screens take
        them, else with straight alpha.
        """
        cut, step = self._found(program, node_id, key, level)
        opaque = None if cut is None else cut.show(step, part, out, for_screen=for_screen)
        if opaque is not None:
            return opaque
        sheet = self.sheet(program, node_id, key, level, part.slices)
        if sheet is None:
            out[:] = 0
            return False
        out[:] = sheet.premultiplied_bgra() if for_screen else sheet.straight()
        return sheet.alpha is None

    def prepare(
        self, program: Program, node_id: str, key: Key, level: int, kept: Collection[Key] = frozenset()
    ) -> bool:
        """Compute what lies around the node on a tile, in case it is painted there; returns whether that was new.

        kept: tiles of the level for which what is kept stays, even if there is no room for more.
        """
        known = self._cuts.get((key, level))
        if known is None and self._bytes > self._most_bytes * _NEARLY_ALL:
            oldest, depth = next(iter(self._cuts))
            if depth == level and oldest in kept:
                return False
        cut, _ = self._found(program, node_id, key, level)
        return cut is not None and cut is not known

    def _found(self, program: Program, node_id: str, key: Key, level: int) -> "tuple[_Cut | None, Step]":
        """The cut of a tile at the node's step, None where that has none, and this step as it is now."""
        around = self._around = self._around.of(program, node_id)
        known = self._cuts.get((key, level))
        if known is not None and known.around is around and around.painted is not None:
            self._cuts.move_to_end((key, level))
            return known, around.step(key, level)
        steps, ids = resolve(program, key, level, held=node_id)
        if node_id not in ids:
            return None, Step(Kind.LAY)
        at = len(ids) - 1 - ids[::-1].index(node_id)
        if known is None or not known.is_of(steps, at):
            self._bytes -= 0 if known is None else known.bytes
            known = _Cut(steps[:at], steps[at].kind, steps[at + 1 :])
            self._bytes += known.bytes
        known.around = around
        self._cuts[key, level] = known
        self._cuts.move_to_end((key, level))
        while self._bytes > self._most_bytes and len(self._cuts) > 1:
            self._bytes -= self._cuts.popitem(last=False)[1].bytes
        return known, steps[at]


class _Around:
    """What a program does beside the pixels of one layer: as long as that stays the same, so do all cuts.

    painted: the operation of the layer, None for other nodes.
    """

    def __init__(self, program: Program, node_id: str) -> None:
        self._program, self._node_id = program, node_id
        self.painted = next(
            (each for each in program if each.kind is Kind.LAY and each.node_id == node_id), None
        )
        self._rest = [
            (
                each.kind,
                each.node_id,
                None if each is self.painted else each.tiles,
                None if each is self.painted else each.mask,
                each.opacity,
                each.mode,
                each.atop,
            )
            for each in program
        ]

    def of(self, program: Program, node_id: str) -> "_Around":
        """Go on to another program; the same where nothing differs but the layer's pixels."""
        if program is self._program and node_id == self._node_id:
            return self
        other = _Around(program, node_id)
        if node_id == self._node_id and other._rest == self._rest:
            self._program, self.painted = program, other.painted
            return self
        return other

    def step(self, key: Key, level: int) -> Step:
        """Give the layer's step on a tile."""
        painted = self.painted
        assert painted is not None
        assert painted.tiles is not None
        tile = painted.tiles.tile(*key, level)
        mask = None if painted.mask is None else painted.mask.tile(*key, level)
        return Step(Kind.LAY, tile, mask, painted.opacity, painted.mode, painted.atop)


@dataclass(frozen=True, eq=False)
class _Tile:
    """A tile above in a mode that is not affine, or alone: its pixels are in memory already."""

    step: Step


@dataclass(frozen=True, eq=False)
class _Laid:
    """Something above in a mode that is not affine."""

    source: Source
    mode: Mode
    atop: bool


@dataclass(frozen=True, eq=False)
class _Popped:
    """The end of a group around, in such a mode. below: what it is laid over."""

    below: Sheet | None
    step: Step


_Above = Affine | _Tile | _Laid | _Popped | Sequence[Step]


class _Cut:
    """One tile, cut at a step. around: in what it was last found."""

    def __init__(self, below: Sequence[Step], kind: Kind, above: Sequence[Step]) -> None:
        self.around: _Around | None = None
        self._below, self._above = below, above
        self._stack: Stack = [None]
        run_steps(below, self._stack, _WHOLE)
        around = self._stack[:-1]
        if kind in (Kind.POP, Kind.MIX):  # of a group whose mask is painted
            around = around[:-1]
        ground = self._stack[-1] if kind is Kind.LAY else (self._stack[-2] if len(self._stack) > 1 else None)
        self._parts = list(_fold(above, around, opaque=ground is not None and ground.alpha is None))
        self._stack = (
            self._stack[-1:] if kind is Kind.LAY else self._stack[-2:]
        )  # of the rest nothing is needed now
        self._compiled = _compiled(self._parts)
        self.bytes = _bytes(self._stack, self._parts)

    def is_of(self, steps: Sequence[Step], at: int) -> bool:
        """Whether the steps below and above the one at this place are those that it was made of."""
        return self._below == steps[:at] and self._above == steps[at + 1 :]

    def sheet(self, step: Step, inner: Slices) -> Sheet | None:
        """Composite a part of the tile. step: that of the node that is painted on."""
        stack: Stack = [None if sheet is None else sheet.part(inner) for sheet in self._stack]
        if step.kind is Kind.LAY:
            if step.tile is not None:
                stack[-1] = lay(stack[-1], step, inner)
        else:
            run_steps([step], stack, inner)
        sheet = stack[-1]
        for part in self._parts:
            sheet = _applied(part, sheet, inner)
        return sheet

    def show(self, step: Step, part: Rect, out: Pixels, *, for_screen: bool) -> bool | None:
        """Composite a part of the tile at once, as `PenCompositor.show`; None where no compiled kernel can."""
        below, tile = self._stack[-1], step.tile
        if native is None or self._compiled is None or step.kind is not Kind.LAY:
            return None
        if below is None and (tile is None or step.atop):
            return None
        opaque: bool = native.show(
            out,
            None if below is None else below.planes,
            None if tile is None else tile.pixels,
            None if tile is None or step.mask is None else step.mask.pixels,
            step.opacity / 255,
            PLACES[step.mode],
            step.atop,
            step.hides,
            self._compiled,
            part.left,
            part.top,
            for_screen,
        )
        return opaque


def _compiled(parts: Sequence[_Above]) -> tuple[tuple[object, ...], ...] | None:
    """What is above, as the kernel `show` takes it; None where it does not."""
    compiled: list[tuple[object, ...]] = []
    planes: list[object] = []
    for part in parts:
        match part:
            case Affine():
                added, kept = (*part.added, part.alpha_added), (*part.kept, part.alpha_kept)
                by_alpha = None if part.by_alpha is None else tuple(part.by_alpha)
                opaque = 2 if part.makes_opaque else int(part.stays_opaque)
                compiled.append((_MAPPED, added, kept, by_alpha, opaque))
                planes += [*added, *kept, *(by_alpha or ())]
            case _Tile(step) if step.tile is not None:
                hidden = None if step.mask is None else step.mask.pixels
                pixels = step.tile.pixels
                compiled.append((_TILED, pixels, hidden, step.opacity / 255, PLACES[step.mode], step.atop))
                planes += [pixels, pixels]
            case _Laid(source, mode, atop):
                rows = (*source.premultiplied, source.alpha)
                compiled.append((_LAID, rows, PLACES[mode], atop))
                planes += rows
            case _Popped(below, step) if below is not None or not step.atop:
                share = share_shown(step.mask, step.opacity, _WHOLE)
                sheet = None if below is None else below.planes
                compiled.append((_POPPED, sheet, share, PLACES[step.mode], step.atop))
                planes += [*(sheet or ()), share]
            case _:
                return None
    numbers = sum(not isinstance(plane, np.ndarray) for plane in planes)
    many = len(compiled) > _MOST_PARTS or len(planes) > _MOST_PLANES or numbers > _MOST_NUMBERS
    return None if many else tuple(compiled)


def _fold(steps: Sequence[Step], around: Stack, *, opaque: bool) -> Iterable[_Above]:
    """What steps do to the topmost sheet, in as few parts as can be. around: the sheets below it. opaque: whether it is
    opaque."""
    around = list(around)
    map_: Affine | None = None
    alone: Step | None = None  # that the map is of
    place = 0
    while place < len(steps):
        step = steps[place]
        made: _Above | None
        end = _end(steps, place)
        match step.kind:
            case Kind.LAY:
                made = _Tile(step)
                if step.mode in AFFINE:
                    assert step.tile is not None
                    source = source_of_tile(step.tile, step.mask, step.opacity, _WHOLE)
                    made = laying(source, step.mode, atop=step.atop)
            case Kind.PUSH:
                stack: Stack = [None]
                run_steps(steps[place + 1 : end], stack, _WHOLE)
                step = steps[end]
                if stack[0] is None:
                    made = None
                else:
                    source = source_of_sheet(stack[0], step.mask, step.opacity, _WHOLE)
                    made = laying(source, step.mode, atop=step.atop) or _Laid(source, step.mode, step.atop)
            case Kind.COPY:
                made = steps[place : end + 1]
            case Kind.POP:
                below = around.pop()
                share = share_shown(step.mask, step.opacity, _WHOLE)
                made = popping(below, share, step.mode, atop=step.atop) or _Popped(below, step)
            case Kind.MIX:
                made = mixing(around.pop(), share_shown(step.mask, step.opacity, _WHOLE))
        if isinstance(made, Affine):
            alone = step if map_ is None and step.kind is Kind.LAY else None
            map_ = made if map_ is None else map_.then(made)
        elif made is not None:
            if map_ is not None:
                yield _least(map_, alone, opaque=opaque)
                opaque = map_.makes_opaque or (opaque and map_.stays_opaque)
            if isinstance(made, _Popped):
                opaque = made.below is not None and made.below.alpha is None
            map_ = None
            yield made
        place = end + 1
    if map_ is not None:
        yield _least(map_, alone, opaque=opaque)


def _least(map_: Affine, alone: Step | None, *, opaque: bool) -> _Above:
    """What takes the least memory of a map, and of the tile that it is of, if it is one's alone. opaque: whether it is
    of an opaque sheet."""
    if alone is not None and alone.mode is Mode.NORMAL and not alone.atop:
        return _Tile(alone)  # the same, to the bit
    return (map_.of_opaque() if opaque else map_).at_last()


def _end(steps: Sequence[Step], place: int) -> int:
    """Where the sheet that is begun at this place ends; the place itself for all other steps."""
    depth = 0
    for at in range(place, len(steps)):
        if steps[at].kind in (Kind.PUSH, Kind.COPY):
            depth += 1
        elif steps[at].kind in (Kind.POP, Kind.MIX):
            depth -= 1
        if depth <= 0:
            return at
    raise ValueError("a sheet without an end")


def _applied(part: _Above, sheet: Sheet | None, inner: Slices) -> Sheet | None:
    match part:
        case Affine():
            cut = part.part(inner)
            if sheet is not None:
                return cut(sheet)
            height, width = (side.stop - side.start for side in inner)
            return cut.of_nothing((height, width))
        case _Tile(step):
            assert step.tile is not None
            mask = step.mask
            return laid_tile(sheet, step.tile, mask, step.opacity, step.mode, inner, atop=step.atop)
        case _Laid(source, mode, atop):
            return laid(sheet, source.part(inner), mode, atop=atop)
        case _Popped(below, step):
            stack = [None if below is None else below.part(inner), sheet]
            run_steps([step], stack, inner)
            return stack[0]
    stack = [sheet]
    run_steps(part, stack, inner)
    return stack[0]


def _bytes(stack: Stack, parts: Iterable[_Above]) -> int:
    planes: list[object] = [plane for sheet in stack if sheet is not None for plane in sheet.planes]
    for part in parts:
        match part:
            case Affine():
                planes += part.planes
            case _Laid(source):
                planes += [*source.premultiplied, source.alpha]
            case _Popped(below):
                planes += [] if below is None else below.planes
    arrays = {id(plane): plane.nbytes for plane in planes if isinstance(plane, np.ndarray)}
    return sum(arrays.values())
