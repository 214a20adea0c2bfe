"""What a picture's nodes compile into: a flat list of operations that is run tile by tile, at any size.

After MyPaint's `lib/layer/rendering.py`. Operations work on a stack of sheets: `LAY` puts a layer over the topmost one,
`PUSH` begins an empty sheet and `COPY` one that begins as what is below it, `POP` lays the topmost sheet over the next
and `MIX` puts it in the next one's place as far as it is opaque.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.tile import Tile
from aipaint_desktop.document.tiles import Key, TileStore


class Kind(Enum):
    LAY = "lay"
    PUSH = "push"
    COPY = "copy"
    POP = "pop"
    MIX = "mix"


@dataclass(frozen=True, eq=False, slots=True)
class Operation:
    """One operation, for every tile. node_id: of the node that it shows, if of one. tiles: of a layer that is laid.

    atop: only the colours of what is below change, where there are any.
    """

    kind: Kind
    node_id: str = ""
    tiles: TileStore | None = None
    mask: TileStore | None = None
    opacity: float = 1.0
    mode: Mode = Mode.NORMAL
    atop: bool = False


Program = Sequence[Operation]


class Step(NamedTuple):
    """An operation on one tile. Equal ones have the same effect: tiles are values."""

    kind: Kind
    tile: Tile | None = None
    mask: Tile | None = None
    opacity: float = 1.0
    mode: Mode = Mode.NORMAL
    atop: bool = False

    @property
    def plain(self) -> bool:
        """Tell whether the tile is laid over all that is below as it is."""
        return self.mask is None and self.opacity == 1 and self.mode is Mode.NORMAL and not self.atop

    @property
    def hides(self) -> bool:
        """Tell whether nothing below a tile that is laid is seen."""
        return self.plain and self.tile is not None and self.tile.opaque


def compile_nodes(nodes: Sequence[Node]) -> Program:
    """Compile nodes, bottom to top, into what shows them over nothing."""
    return tuple(_forest(nodes))


def _forest(nodes: Sequence[Node]) -> Iterator[Operation]:
    for base, clipped in runs(nodes):
        over = [node for node in clipped if node.seen]
        if not base.seen:
            continue
        if not over:
            yield from _node(base, base.opacity, base.mode, atop=False)
            continue
        # A run is laid together, as Photoshop does: what is clipped changes the colours of its base.
        yield Operation(Kind.PUSH)
        yield from _node(base, 1.0, Mode.NORMAL, atop=False)
        for node in over:
            yield from _node(node, node.opacity, node.mode, atop=True)
        yield Operation(Kind.POP, opacity=base.opacity, mode=base.mode)


def runs(nodes: Sequence[Node]) -> Iterator[tuple[Node, list[Node]]]:
    """Go through the nodes that are not clipped, each with those that are clipped to it. The lowest node is never
    clipped: there is nothing to clip it to."""
    base: Node | None = None
    clipped: list[Node] = []
    for node in nodes:
        if node.clip and base is not None:
            clipped.append(node)
            continue
        if base is not None:
            yield base, clipped
        base, clipped = node, []
    if base is not None:
        yield base, clipped


def _node(node: Node, opacity: float, mode: Mode, *, atop: bool) -> Iterator[Operation]:
    if isinstance(node, Layer):
        yield Operation(Kind.LAY, node.id, node.tiles, node.hidden_by, opacity, mode, atop)
    elif isinstance(node, Group):
        mask = node.hidden_by
        is_whole = opacity == 1 and mask is None
        if node.passes_through and not atop:
            if is_whole:
                yield from _forest(node.children)
                return
            yield Operation(Kind.COPY)
            yield from _forest(node.children)
            yield Operation(Kind.MIX, node.id, mask=mask, opacity=opacity)
            return
        yield Operation(Kind.PUSH)
        yield from _forest(node.children)
        yield Operation(Kind.POP, node.id, mask=mask, opacity=opacity, mode=mode, atop=atop)


def resolve(program: Program, key: Key, level: int, held: str = "") -> tuple[list[Step], list[str]]:
    """Find what the program does to one tile, and for each step the id of its node. Steps without effect are left out.

    level: 0 for full size, 1 for half of it …; `key` is of that. held: the id of a node whose step stays even where it
    has no tile, and below which nothing is left out for its sake.
    """
    steps: list[Step] = []
    ids: list[str] = []
    begun: list[int] = []  # where the sheets above the lowest have begun
    for operation in program:
        match operation.kind:
            case Kind.LAY:
                assert operation.tiles is not None
                tile = operation.tiles.tile(*key, level)
                is_held = operation.node_id == held
                if tile is None and not is_held:
                    continue
                mask = None if operation.mask is None else operation.mask.tile(*key, level)
                if mask is not None and mask.opaque and not is_held:
                    continue
                step = Step(Kind.LAY, tile, mask, operation.opacity, operation.mode, operation.atop)
                bottom = begun[-1] + 1 if begun else 0
                if operation.atop and len(steps) == bottom and begun:
                    continue  # there is nothing to be clipped to
                if step.hides and not is_held:
                    del steps[bottom:], ids[bottom:]
            case Kind.PUSH | Kind.COPY:
                begun.append(len(steps))
                step = Step(operation.kind)
            case Kind.POP | Kind.MIX:
                bottom = begun.pop()
                mask = None if operation.mask is None else operation.mask.tile(*key, level)
                if len(steps) == bottom + 1 or (mask is not None and mask.opaque):
                    del steps[bottom:], ids[bottom:]
                    continue
                kind = operation.kind
                step = Step(kind, None, mask, operation.opacity, operation.mode, operation.atop)
                if operation.kind is Kind.POP and step.plain and _laid_flat(steps, bottom):
                    del steps[bottom], ids[bottom]
                    continue
        steps.append(step)
        ids.append(operation.node_id)
    return steps, ids


def derive(program: Program, key: Key, level: int, until: float) -> bool:
    """Derive all tiles that the program needs for one of a level, as `TileStore.derive`; returns whether they are
    there."""
    for operation in program:
        for store in (operation.tiles, operation.mask):
            if store is not None and not store.derive(*key, level, until):
                return False
    return True


def _laid_flat(steps: Sequence[Step], bottom: int) -> bool:
    """Whether the sheet that begins here could as well be laid step by step: onto nothing, and as *over* is
    associative."""
    if steps[bottom].kind is not Kind.PUSH:
        return False
    if bottom == 0 or steps[bottom - 1].kind is Kind.PUSH:
        return True
    return all(
        step.kind is Kind.LAY and step.mode is Mode.NORMAL and not step.atop for step in steps[bottom + 1 :]
    )
