"""What differs between two states of a document, so that whoever shows it brings only that up to date."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aipaint_desktop.document.layer import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import Key
from aipaint_desktop.values.geometry import Rect, bounding


@dataclass(frozen=True)
class Change:
    """Says what differs between two states.

    tiles: where the composite may differ: by the key of each tile, the part of it in document pixels.

    nodes: ids of layers that are new, gone or other than before, be it in their pixels or in a property.
    properties: whether anything but pixels differs: layers, their order or properties, which is active, selection,
    regions, size.
    selection: whether what is selected differs.
    history: whether a step was added, taken back or made again.
    """

    tiles: Mapping[Key, Rect] = field(default_factory=dict)
    nodes: frozenset[str] = frozenset()
    properties: bool = False
    selection: bool = False
    history: bool = False

    @property
    def rect(self) -> Rect:
        """Span the smallest rectangle around what may differ in the composite, in document pixels."""
        return bounding(self.tiles.values())


def written(layer: Layer, rect: Rect) -> Change:
    """Tell the change that pixels make which were written into a rectangle of a layer."""
    return Change({(column, row): part for column, row, part in rect.tiles(TILE)}, frozenset({layer.id}))


def between(old: State, new: State, *, history: bool) -> Change:
    """Tell the change from one state to the next."""
    before = {layer.id: layer for layer in old.layers}
    after = {layer.id: layer for layer in new.layers}
    nodes = {node for node in before.keys() | after.keys() if before.get(node) != after.get(node)}
    selection = old.selection is not new.selection
    properties = selection or _properties(old) != _properties(new) or old.regions is not new.regions
    return Change(_tiles(old, new), frozenset(nodes), properties, selection, history)


def _properties(state: State) -> object:
    layers = [
        (layer.id, layer.name, layer.visible, layer.opacity, layer.mode, layer.provenance)
        for layer in state.layers
    ]
    return state.rect, state.active_id, layers


def _tiles(old: State, new: State) -> Mapping[Key, Rect]:
    if old.rect != new.rect:
        return {(column, row): part for column, row, part in new.rect.tiles(TILE)}
    keys: set[Key] = set()
    # Layers that nobody sees change nothing that is seen, wherever they lie.
    lower, upper = ([layer for layer in state.layers if layer.seen] for state in (old, new))
    if _kept_in_order(lower, upper):
        before, after = ({layer.id: layer for layer in layers} for layers in (lower, upper))
        pairs = [(before.get(node), after.get(node)) for node in before.keys() | after.keys()]
    else:
        count = max(len(lower), len(upper))
        pairs = [
            (lower[i] if i < len(lower) else None, upper[i] if i < len(upper) else None) for i in range(count)
        ]
    for one, other in pairs:
        if one is not None and other is not None and _alike(one, other):
            keys |= one.tiles.differing(other.tiles)
        else:
            for layer in (one, other):
                keys |= set(layer.tiles if layer is not None else ())
    found = {}
    for column, row in keys:
        part = Rect(column * TILE, row * TILE, TILE, TILE).intersection(new.rect)
        if not part.empty:
            found[column, row] = part
    return found


def _alike(one: Layer, other: Layer) -> bool:
    """Whether they differ in their pixels at most, for whoever sees both."""
    return (one.id, one.opacity, one.mode) == (other.id, other.opacity, other.mode)


def _kept_in_order(before: list[Layer], after: list[Layer]) -> bool:
    """Whether the layers that both have lie in the same order."""
    common = {layer.id for layer in before} & {layer.id for layer in after}
    return [layer.id for layer in before if layer.id in common] == [
        layer.id for layer in after if layer.id in common
    ]
