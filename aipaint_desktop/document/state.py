"""A document at one moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.assistant import Assistant
from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.mask import Mask, kept
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.pinned import Pins
from aipaint_desktop.document.profile import Profile
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import Forest, all_nodes, find, leaves, outermost, path, replaced, siblings
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput


@dataclass(frozen=True, eq=False)
class State:
    """All of a document at one moment. Immutable, so it may be read on any thread.

    nodes: the tree, bottom to top.
    active_id: of the node that is worked on. chosen_ids: of those that are worked on together with it.
    on_mask: whether paint goes into the mask of the active node, if it has one.
    selection: (height, width) uint8, read-only, 0 where painting has no effect; None selects all.
    profile: what the colours of all pixels mean, None for sRGB.
    regions: where in the picture something is used, by its id; masks like the selection, that never overlap.
    channels: selections that are kept, by the name that the artist has given them.
    guides: lines to align things with; no part of the picture. pinned: pictures to look at; no part of it either.
    assistants: what lines are laid along; no part of it either.

    No mask of a state that a document holds is empty.
    """

    width: int
    height: int
    nodes: Forest
    active_id: str
    selection: Mask | None = None
    regions: Mapping[str, Mask] = field(default_factory=dict)
    chosen_ids: frozenset[str] = frozenset()
    on_mask: bool = False
    guides: tuple[Guide, ...] = ()
    channels: Mapping[str, Mask] = field(default_factory=dict)
    profile: Profile | None = None
    pinned: Pins = ()
    assistants: tuple[Assistant, ...] = ()

    @property
    def rect(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """List all layers, in groups or not, bottom to top."""
        return tuple(leaves(self.nodes))

    @cached_property
    def active(self) -> Node:
        """Give the node that is worked on."""
        return self.node(self.active_id)

    @property
    def worked_on(self) -> frozenset[str]:
        """Give the ids of the active node and of those that are worked on together with it."""
        return self.chosen_ids | {self.active_id}

    @property
    def chosen(self) -> Forest:
        """List the nodes that are worked on, bottom to top; none that lies in a group that is among them."""
        return outermost(self.nodes, self.worked_on)

    def node(self, node_id: str) -> Node:
        """Find the node with this id. Raises `KeyError` where there is none."""
        return find(self.nodes, node_id)

    def layer(self, layer_id: str) -> Layer:
        """Find the layer with this id. Raises `KeyError` where there is none."""
        node = self.node(layer_id)
        if not isinstance(node, Layer):
            raise KeyError(layer_id)
        return node

    def path(self, node_id: str) -> Forest:
        """List the groups around a node, outermost first, and at last the node. Raises `KeyError`."""
        return path(self.nodes, node_id)

    def parent(self, node_id: str) -> Group | None:
        """Find the group that a node lies in. Raises `KeyError` where there is no such node."""
        around = self.path(node_id)[:-1]
        return around[-1] if around and isinstance(around[-1], Group) else None

    def siblings(self, node_id: str) -> Forest:
        """List what lies beside a node, and itself, bottom to top. Raises `KeyError`."""
        return siblings(self.nodes, node_id)

    def shown(self, node_id: str) -> bool:
        """Tell whether a node and all groups around it are visible. Raises `KeyError`."""
        return all(node.visible for node in self.path(node_id))

    def holds_the_same_as(self, other: "State") -> bool:
        """Tell whether two states hold the same work, whatever is worked on in them: nothing of it needs to be saved
        again, or to be undone."""
        return (
            self.nodes is other.nodes
            and self.selection is other.selection
            and self.regions is other.regions
            and self.channels is other.channels
            and self.guides is other.guides
            and self.pinned is other.pinned
            and self.assistants is other.assistants
            and self.profile is other.profile
            and self.rect == other.rect
        )

    def paints_mask_of(self, node: Node) -> bool:
        """Tell whether paint for this node goes into its mask."""
        return self.on_mask and node.mask is not None and node.id == self.active_id

    def check_paintable(self, node_id: str) -> None:
        """Raise `BadInput` unless a node may be painted on: it is no group and
        no text, and nothing around it hides or locks it."""
        around = self.path(node_id)
        node = around[-1]
        for each in reversed(around):
            if not each.visible:
                raise BadInput("The layer “{0}” is hidden.", each.name)
            if each.locked:
                raise BadInput("The layer “{0}” is locked.", each.name)
        if not isinstance(node, Layer) and not self.paints_mask_of(node):
            raise BadInput("“{0}” is a group: choose a layer in it to paint on.", node.name)
        if isinstance(node, Layer) and not self.paints_mask_of(node):
            node.check_paint()

    def with_node(self, node: Node) -> "State":
        """Put this node in place of the one with its id."""
        return replace(self, nodes=replaced(self.nodes, node))

    def with_size(
        self, width: int, height: int, nodes: Forest, fitted: Callable[[Mask], Mask | None]
    ) -> "State":
        """Put the same on a canvas of another size. fitted: makes a mask of the new size out of one of the old."""
        regions, channels = (
            {name: fitted(mask) for name, mask in masks.items()} for masks in (self.regions, self.channels)
        )
        return replace(
            self,
            width=width,
            height=height,
            nodes=nodes,
            selection=None if self.selection is None else fitted(self.selection),
            regions={name: mask for name, mask in regions.items() if mask is not None},
            channels={name: mask for name, mask in channels.items() if mask is not None},
        )


def bytes_to_undo(before: State, after: State) -> int:
    """Count what is kept in memory of a state for the sake of its successor alone."""
    kept_on = _stores(after)
    nothing = TileStore()
    total = sum(store.bytes_beyond(kept_on.get(key, nothing)) for key, store in _stores(before).items())
    known = {id(pixels) for pixels in (*_masks(after), *_pinned(after))}
    beside = (*_masks(before), *_pinned(before))
    return total + sum(pixels.nbytes for pixels in beside if id(pixels) not in known)


def _stores(state: State) -> dict[tuple[str, str], TileStore]:
    stores = {(layer.id, "tiles"): layer.tiles for layer in state.layers}
    for node in all_nodes(state.nodes):
        if node.mask is not None:
            stores[node.id, "mask"] = node.mask
    return stores


def _masks(state: State) -> list[Mask]:
    selection = [] if state.selection is None else [state.selection]
    return [*selection, *state.regions.values(), *state.channels.values()]


def _pinned(state: State) -> list[NDArray[np.uint8]]:
    return [pin.picture.pixels for pin in state.pinned]


def with_sound_masks(state: State, before: State | None = None) -> State:
    """Make masks such that nobody can write to them, and none of those that hold nothing. before: a state whose masks
    are so already. Raises `ValueError` for masks of another size."""
    known = set() if before is None else {id(mask) for mask in _masks(before)}
    if all(id(mask) in known for mask in _masks(state)):
        return state

    def sound(mask: Mask) -> Mask | None:
        check_mask(mask, state.rect)
        return mask if id(mask) in known else kept(mask)

    return state.with_size(state.width, state.height, state.nodes, sound)


def check_mask(mask: Mask, rect: Rect) -> None:
    """Raise `ValueError` unless the mask is one of a canvas of this size."""
    if mask.shape != (rect.height, rect.width) or mask.dtype != np.uint8:
        raise ValueError(f"a mask of {mask.dtype} {mask.shape} does not fit {rect}")
