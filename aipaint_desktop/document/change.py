"""What differs between two states of a document, so that whoever shows it brings only that up to date."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.program import runs
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import Key, TileStore
from aipaint_desktop.document.tree import Forest, all_nodes, extent, with_tiles
from aipaint_desktop.values.geometry import NOTHING, Rect, bounding


@dataclass(frozen=True)
class Change:
    """Says what differs between two states.

    tiles: where the composite may differ: by the key of each tile, the part of it in document pixels.

    nodes: ids of nodes that are new, gone or other than before, be it in their pixels or in a property.
    properties: whether anything but pixels differs: nodes, their order or properties, which is active, selection,
    regions, size.
    selection: whether what is selected differs. selected: where, as far as a quick mask is being painted.
    history: whether a step was added, taken back or made again.
    """

    tiles: Mapping[Key, Rect] = field(default_factory=dict)
    nodes: frozenset[str] = frozenset()
    properties: bool = False
    selection: bool = False
    history: bool = False
    selected: Rect = NOTHING

    @property
    def rect(self) -> Rect:
        """Span the smallest rectangle around what may differ in the composite, in document pixels."""
        return bounding(self.tiles.values())


def tiles_of(rect: Rect) -> Mapping[Key, Rect]:
    """List the tiles that a rectangle touches, by their keys, and the part of each."""
    return {(column, row): part for column, row, part in rect.tiles(TILE)}


def between(
    old: State,
    new: State,
    *,
    history: bool = False,
    showing: Callable[[State], Forest] = lambda state: state.nodes,
) -> Change:
    """Tell the change from one state to the next. history: as in the change. showing: what is shown of a state."""
    before = {node.id: node for node in all_nodes(old.nodes)}
    after = {node.id: node for node in all_nodes(new.nodes)}
    nodes = {node for node in before.keys() | after.keys() if before.get(node) is not after.get(node)}
    selection = old.selection is not new.selection
    masks = old.regions is not new.regions or old.channels is not new.channels
    properties = selection or masks or _properties(old) != _properties(new)
    tiles = _tiles(showing(old), showing(new), new.rect) if old.rect == new.rect else tiles_of(new.rect)
    return Change(tiles, frozenset(nodes), properties, selection, history)


def _properties(state: State) -> object:
    bare = with_tiles(state.nodes, _without_pixels)
    texts = [(layer.id, layer.text) for layer in state.layers]
    return state.rect, state.active_id, state.chosen_ids, state.on_mask, bare, texts


_NOTHING, _NOTHING_HIDDEN = TileStore(), TileStore(channels=1)


def _without_pixels(_node: Node, tiles: TileStore) -> TileStore:
    return _NOTHING if tiles.channels == _NOTHING.channels else _NOTHING_HIDDEN


def _tiles(old: Forest, new: Forest, canvas: Rect) -> Mapping[Key, Rect]:
    found = {}
    for column, row in _differing(old, new):
        left, top = column * TILE, row * TILE
        if 0 <= left < canvas.width and 0 <= top < canvas.height:
            found[column, row] = Rect(
                left, top, min(TILE, canvas.width - left), min(TILE, canvas.height - top)
            )
    return found


def _differing(old: Sequence[Node], new: Sequence[Node]) -> set[Key]:
    """The tiles on which the one may look otherwise than the other."""
    if old is new:
        return set()
    # What nobody sees changes nothing that is seen, wherever it lies.
    lower, upper = (
        [(base, [node for node in over if node.seen]) for base, over in runs(nodes) if base.seen]
        for nodes in (old, new)
    )
    ids = [[base.id for base, _ in each] for each in (lower, upper)]
    common = set(ids[0]) & set(ids[1])
    keys: set[Key] = set()
    if [one for one in ids[0] if one in common] == [one for one in ids[1] if one in common]:
        before, after = ({run[0].id: run for run in each} for each in (lower, upper))
        pairs = [(before.get(base), after.get(base)) for base in dict.fromkeys(ids[0] + ids[1])]
    else:
        count = max(len(lower), len(upper))
        pairs = [(dict(enumerate(lower)).get(i), dict(enumerate(upper)).get(i)) for i in range(count)]
    for one, other in pairs:
        keys |= _of_runs(one, other)
    return keys


_Run = tuple[Node, list[Node]]


def _of_runs(one: _Run | None, other: _Run | None) -> set[Key]:
    """Of two runs of which the one takes the place of the other."""
    if one is None or other is None:
        return _extents(one) | _extents(other)
    pairs = list(zip([one[0], *one[1]], [other[0], *other[1]], strict=False))
    if len(one[1]) != len(other[1]) or not all(_alike(a, b) for a, b in pairs):
        return _extents(one) | _extents(other)
    keys: set[Key] = set()
    for a, b in pairs:
        keys |= _of_nodes(a, b)
    return keys


def _extents(run: _Run | None) -> set[Key]:
    return set() if run is None else set().union(*(extent(node) for node in [run[0], *run[1]]))


def _of_nodes(one: Node, other: Node) -> set[Key]:
    """Of two that differ in their pixels at most."""
    if one is other:
        return set()
    keys: set[Key] = set()
    masks = one.hidden_by, other.hidden_by
    if masks[0] is not masks[1]:
        keys |= (masks[0] or _NOTHING_HIDDEN).differing(masks[1] or _NOTHING_HIDDEN)
    if isinstance(one, Group) and isinstance(other, Group):
        keys |= _differing(one.children, other.children)
    elif isinstance(one, Layer) and isinstance(other, Layer):
        keys |= one.tiles.differing(other.tiles)
    return keys


def _alike(one: Node, other: Node) -> bool:
    """Whether they differ in their pixels at most, for whoever sees both."""
    return _look(one) == _look(other)


def _look(node: Node) -> Iterable[object]:
    through = isinstance(node, Group) and node.passes_through
    return node.id, type(node), node.opacity, node.mode, through
