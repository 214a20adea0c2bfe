"""A document at one moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from aipaint_desktop.document.layer import Layer
from aipaint_desktop.document.mask import Mask, kept
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect


@dataclass(frozen=True, eq=False)
class State:
    """All of a document at one moment. Immutable, so it may be read on any thread.

    layers: bottom to top.
    selection: (height, width) uint8, read-only, 0 where painting has no effect; None selects all.
    regions: where in the picture something is used, by its id; masks like the selection, that never overlap.

    No mask of a state that a document holds is empty.
    """

    width: int
    height: int
    layers: tuple[Layer, ...]
    active_id: str
    selection: Mask | None = None
    regions: Mapping[str, Mask] = field(default_factory=dict)

    @property
    def rect(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    @property
    def active(self) -> Layer:
        return self.layer(self.active_id)

    def layer(self, layer_id: str) -> Layer:
        """Find the layer with this id. Raises `KeyError` where there is none."""
        return self.layers[self.index(layer_id)]

    def index(self, layer_id: str) -> int:
        for index, layer in enumerate(self.layers):
            if layer.id == layer_id:
                return index
        raise KeyError(layer_id)

    def with_layer(self, layer: Layer) -> "State":
        """Put this layer in place of the one with its id."""
        return replace(self, layers=tuple(layer if other.id == layer.id else other for other in self.layers))

    def with_size(
        self, width: int, height: int, layers: tuple[Layer, ...], fitted: Callable[[Mask], Mask | None]
    ) -> "State":
        """Put the same on a canvas of another size. fitted: makes a mask of the new size out of one of the old."""
        regions = {name: fitted(mask) for name, mask in self.regions.items()}
        return replace(
            self,
            width=width,
            height=height,
            layers=layers,
            selection=None if self.selection is None else fitted(self.selection),
            regions={name: mask for name, mask in regions.items() if mask is not None},
        )


def bytes_to_undo(before: State, after: State) -> int:
    """Count what is kept in memory of a state for the sake of its successor alone."""
    tiles = {layer.id: layer.tiles for layer in after.layers}
    total = sum(layer.tiles.bytes_beyond(tiles.get(layer.id, TileStore())) for layer in before.layers)
    masks = {id(mask) for mask in _masks(after)}
    return total + sum(mask.nbytes for mask in _masks(before) if id(mask) not in masks)


def _masks(state: State) -> list[Mask]:
    return [*([] if state.selection is None else [state.selection]), *state.regions.values()]


def with_sound_masks(state: State, before: State | None = None) -> State:
    """Make masks such that nobody can write to them, and none of those that hold nothing. before: a state whose masks
    are so already. Raises `ValueError` for masks of another size."""
    known = set() if before is None else {id(mask) for mask in _masks(before)}
    if all(id(mask) in known for mask in _masks(state)):
        return state

    def sound(mask: Mask) -> Mask | None:
        check_mask(mask, state.rect)
        return mask if id(mask) in known else kept(mask)

    return state.with_size(state.width, state.height, state.layers, sound)


def check_mask(mask: Mask, rect: Rect) -> None:
    """Raise `ValueError` unless the mask is one of a canvas of this size."""
    if mask.shape != (rect.height, rect.width) or mask.dtype != np.uint8:
        raise ValueError(f"a mask of {mask.dtype} {mask.shape} does not fit {rect}")
