"""The picture being painted: a tree of nodes with a size, a selection and a history of edits."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.arranging import without
from aipaint_desktop.document.canvas_size import WHITE, Scaling, check_canvas, resized
from aipaint_desktop.document.change import Change, between, tiles_of
from aipaint_desktop.document.clearing import cleared
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.history import History
from aipaint_desktop.document.listeners import Listeners
from aipaint_desktop.document.mask import Mask, kept
from aipaint_desktop.document.mask_paint import hidden_by_paint
from aipaint_desktop.document.merging import flattened, merged_down, merged_visible
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.pixel_edit import PixelEdit
from aipaint_desktop.document.placing import placed, tiles_of_picture, with_alpha
from aipaint_desktop.document.profile import Profile, from_srgb, to_srgb
from aipaint_desktop.document.selecting.channels import deleted, loaded, saved
from aipaint_desktop.document.selecting.combining import Combination, combined
from aipaint_desktop.document.selecting.opaque import opaque
from aipaint_desktop.document.selecting.quick_mask import QuickMask
from aipaint_desktop.document.selecting.reshaping import moved
from aipaint_desktop.document.selecting.selection import (
    all_selected,
    inverted,
    used_everywhere,
    used_in_selection,
)
from aipaint_desktop.document.snapshots import Snapshot, Snapshots
from aipaint_desktop.document.state import State as State
from aipaint_desktop.document.state import bytes_to_undo, check_mask, with_sound_masks
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.document.tiles import Key, TileStore
from aipaint_desktop.document.tree import Forest, all_nodes, copied, inserted_at, removed
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.titles import PAPER, SKETCH, StepTitle

HISTORY_BYTES = 512 * 2**20


class Document:
    """A tree of layers and groups that can be painted on. Every edit is a named step that can be undone.

    changed: called with each `Change`, after it.
    """

    def __init__(self, width: int, height: int) -> None:
        """Make white paper below an empty layer to sketch on. Raises `BadInput` for an impossible size."""
        check_canvas(width, height)
        paper = Layer(PAPER, TileStore().fill(Rect(0, 0, width, height), WHITE), paper=True)
        sketch = Layer(SKETCH)
        self._start(StepTitle("New picture"), State(width, height, (paper, sketch), sketch.id))

    @classmethod
    def from_picture(
        cls,
        image: NDArray[np.uint8],
        name: str,
        provenance: object | None = None,
        profile: Profile | None = None,
    ) -> "Document":
        """Lay a picture on white paper of its size. image: (H, W, 3 or 4) uint8, in the space of the profile."""
        document = cls(image.shape[1], image.shape[0])
        tiles = TileStore.from_pixels(with_alpha(image))
        sketch = replace(document.layers[-1], name=name, tiles=tiles, provenance=provenance)
        state = replace(document.state.with_node(sketch), profile=profile)
        document._start(StepTitle("Open picture"), state)
        return document

    @classmethod
    def from_state(cls, state: State, step: str) -> "Document":
        """Make a document as it was. step: what its history begins with. Raises `BadInput` for an impossible size."""
        document = cls(state.width, state.height)
        document._start(step, state)
        return document

    def _start(self, name: str, state: State) -> None:
        self._state = state = with_sound_masks(state)
        self._edit: PixelEdit | None = None
        self._alone: str | None = None
        self._bare: tuple[Node, Forest] | None = None  # what is shown alone, and how
        self._within_step = False
        self.history = History(name, state, bytes_to_undo, HISTORY_BYTES)
        self.snapshots = Snapshots()
        self.changed: Listeners[[Change]] = Listeners()
        self._deselected: Mask | None = None
        self._quick_mask = False

    @property
    def state(self) -> State:
        return self._state

    @property
    def width(self) -> int:
        return self._state.width

    @property
    def height(self) -> int:
        return self._state.height

    @property
    def rect(self) -> Rect:
        return self._state.rect

    @property
    def layers(self) -> tuple[Layer, ...]:
        """List all layers, in groups or not, bottom to top."""
        return self._state.layers

    @property
    def active(self) -> Node:
        """Give the node that tools work on: a layer, or a group."""
        return self._state.active

    @property
    def selection(self) -> Mask | None:
        """Give the selection, (height, width) uint8, read-only, or None when all is selected."""
        return self._state.selection

    @property
    def open_edit(self) -> PixelEdit | None:
        return self._edit

    def layer(self, layer_id: str) -> Layer:
        return self._state.layer(layer_id)

    def node(self, node_id: str) -> Node:
        return self._state.node(node_id)

    def composite(self, rect: Rect | None = None, nodes: Sequence[Node] | None = None) -> Pixels:
        """Composite the visible nodes (or those given): (rect.height, rect.width, 4) uint8 sRGB with straight alpha."""
        pixels = composite(self._state.nodes if nodes is None else nodes, rect or self.rect)
        return to_srgb(pixels, self._state.profile)

    def own_colour(self, red: int, green: int, blue: int) -> tuple[int, int, int]:
        """Convert an sRGB colour to the space of the pixels that an edit writes; for a mask it stays as it is."""
        if self.quick_mask or self._state.paints_mask_of(self._state.active):
            return red, green, blue
        pixel = np.array([[[red, green, blue]]], np.uint8)
        red, green, blue = from_srgb(pixel, self._state.profile)[0, 0].tolist()
        return red, green, blue

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Make all changes inside the block one step of the history, told of once, at its end.

        What raises inside the block leaves the document as it was. Blocks may be nested: the outermost is the step.
        """
        if self._within_step:
            yield
            return
        self._end_edit()
        before = self._state
        self._within_step = True
        try:
            yield
            self._end_edit()
        except BaseException:
            if self._edit is not None:
                self._edit.drop()
            self._edit, self._state = None, before
            raise
        finally:
            self._within_step = False
        after, self._state = self._state, before
        if after.holds_the_same_as(before):
            self._show(after)  # at most another layer is active
        else:
            self._step(name, after)

    def apply(self, name: str, change: Callable[[State], State], join: object = None) -> bool:
        """Make what `change` makes of the state the next step of the history, if it is another; returns whether.

        join: successive steps with the same value other than None, as from a slider, become one.
        """
        self._end_edit()
        state = change(self._state)
        if state is self._state:
            return False
        self._step(name, state, join)
        return True

    def show_otherwise(self, change: Callable[[State], State]) -> None:
        """Change what is no part of the picture, as how a list shows it: no step of the history."""
        self._end_edit()
        self._show(change(self._state))

    # What is shown

    def showing(self, state: State) -> Forest:
        """List the nodes of a state as the canvas shows them: all, or the one that is shown alone, bare of how it meets
        others."""
        node = self._alone_in(state)
        if node is None:
            return state.nodes
        if self._bare is None or self._bare[0] is not node:
            bare = replace(node, visible=True, opacity=1.0, mode=Mode.NORMAL, clip=False)
            self._bare = node, (replace(bare, through=False) if isinstance(bare, Group) else bare,)
        return self._bare[1]

    @property
    def alone(self) -> str | None:
        """Give the id of the node that is shown alone, if one is."""
        node = self._alone_in(self._state)
        return None if node is None else node.id

    def _alone_in(self, state: State) -> Node | None:
        """One that is gone is shown alone again once it is back."""
        if self._alone is None:
            return None
        return next((node for node in all_nodes(state.nodes) if node.id == self._alone), None)

    def show_alone(self, node_id: str | None) -> None:
        """Show a node alone on the canvas, None for all again: no part of the picture, nor of its history."""
        if node_id != self._alone:
            self._end_edit()
            self._alone = node_id
            self.changed.notify(Change(tiles_of(self.rect), properties=True))

    # Layers

    def activate(self, node_id: str, *, also: Iterable[str] = (), on_mask: bool = False) -> None:
        """Choose the node to work on, and `also` others together with it. Not a step of its own in the history.

        on_mask: whether its mask is painted, if it has one.
        """
        node = self._state.node(node_id)
        chosen = frozenset(also) - {node_id}
        on_mask = on_mask and node.mask is not None
        if (node_id, chosen, on_mask) != (
            self._state.active_id,
            self._state.chosen_ids,
            self._state.on_mask,
        ):
            self._end_edit()
            self._show(replace(self._state, active_id=node_id, chosen_ids=chosen, on_mask=on_mask))

    def add_layer(self, name: str) -> Layer:
        """Add an empty layer above the active one; it becomes the active one."""
        return self._insert(StepTitle("Add layer"), Layer(name))

    def paste_image(
        self,
        image: NDArray[np.uint8],
        name: str,
        provenance: object | None = None,
        left: int = 0,
        top: int = 0,
        step: str = StepTitle("Paste image"),
        above: str | None = None,
    ) -> Layer:
        """Add the image as a layer above the active one, or the one with the id `above`; it becomes the active one.

        image: (H, W, 3 or 4) uint8 sRGB, its corner at (left, top); what lies outside the document is cut off.
        """
        tiles = TileStore.from_pixels(with_alpha(from_srgb(image, self._state.profile)), left, top)
        return self._insert(step, Layer(name, tiles, provenance=provenance), above)

    def place(
        self,
        step: str,
        image: NDArray[np.uint8],
        name: str,
        at: Rect,
        above: str,
        *,
        provenance: object | None = None,
        canvas: Callable[[State], State] | None = None,
        activate: bool = True,
    ) -> Layer:
        """Lay a picture, (H, W, 3 or 4) uint8 sRGB, onto a new layer above the one with the id `above`, as one step.

        at: where on the canvas as it is then, scaled to that size. canvas: gives the canvas another size first, as
        `Scaling.of` does. activate: whether the layer becomes the active one.
        """
        image = from_srgb(image, self._state.profile)
        layer = Layer(name, tiles_of_picture(image, at), provenance=provenance)

        def change(state: State) -> State:
            return placed(canvas(state) if canvas else state, layer, above, activate=activate)

        self.apply(step, change)
        return self.layer(layer.id)

    def duplicate_layer(self, layer_id: str, name: str) -> Node:
        """Copy a node above it, a group with all in it; the copy becomes the active one."""
        copy = copied(self.node(layer_id), name)
        self.apply(StepTitle("Duplicate layer"), lambda state: placed(state, copy, layer_id))
        return self.node(copy.id)

    def _insert(self, step: str, layer: Layer, above: str | None = None) -> Layer:
        self.apply(step, lambda state: placed(state, layer, above or state.active_id))
        return self.layer(layer.id)

    def merge_down(self, layer_id: str | None = None) -> bool:
        """Merge a layer, the active one by default, into the one below. Returns whether the two are visible."""
        return self.apply(StepTitle("Merge down"), lambda state: merged_down(state, layer_id))

    def merge_visible(self) -> bool:
        """Merge all visible layers into the lowest of them; returns whether there is more than one."""
        return self.apply(StepTitle("Merge visible"), merged_visible)

    def flatten(self) -> bool:
        """Merge all visible layers and leave out the others; returns whether there was anything to do."""
        return self.apply(StepTitle("Flatten"), flattened)

    def remove_layer(self, layer_id: str) -> None:
        """Remove a node, and all in it. Raises `BadInput` for the last one: a document has at least one layer."""
        self.apply(StepTitle("Remove layer"), lambda state: without(state, {layer_id}))

    def move_layer(self, layer_id: str, index: int) -> None:
        """Move a node among those beside it. index: where it is to be afterwards, 0 at the bottom."""
        self._end_edit()
        node, parent = self.node(layer_id), self._state.parent(layer_id)
        others = removed(self._state.nodes, {layer_id})
        room = len(self._state.siblings(layer_id)) - 1
        place = max(0, min(index, room))
        nodes = inserted_at(others, [node], None if parent is None else parent.id, place)
        self._step(StepTitle("Move layer"), replace(self._state, nodes=nodes))

    def rename_layer(self, layer_id: str, name: str) -> None:
        self._change(StepTitle("Rename layer"), replace(self.node(layer_id), name=name))

    def set_visible(self, layer_id: str, visible: bool) -> None:
        self._change(
            StepTitle("Show layer") if visible else StepTitle("Hide layer"),
            replace(self.node(layer_id), visible=visible),
        )

    def set_opacity(self, layer_id: str, opacity: float) -> None:
        """Set the opacity of a layer, 0 to 1. Successive changes of one layer are one step."""
        layer = replace(self.node(layer_id), opacity=min(1.0, max(0.0, opacity)))
        self._change(StepTitle("Layer opacity"), layer, join=("opacity", layer_id))

    def set_mode(self, layer_id: str, mode: Mode) -> None:
        self._change(StepTitle("Blend mode"), replace(self.node(layer_id), mode=mode))

    def _change(self, step: str, changed: Node, join: object = None) -> None:
        self._end_edit()
        if changed != self.node(changed.id):
            self._step(step, self._state.with_node(changed), join)

    # Pixels, selection and size

    def begin_edit(self, name: str, layer_id: str | None = None) -> PixelEdit:
        """Begin a step that writes pixels into a layer, by default the active one, or the mask of the active node.

        While there is a quick mask it is that which is painted, unless a layer is asked for.
        Raises `BadInput` where it cannot be painted on: it is a group, text, hidden, or locked.
        """
        self._end_edit()
        quick_mask = QuickMask(self._state) if self._quick_mask and layer_id is None else None
        layer_id = layer_id or self._state.active_id
        if quick_mask is None:
            self._state.check_paintable(layer_id)
        self._edit = PixelEdit(
            name, self.node(layer_id), self._state, self._write, self._put, self._close, quick_mask
        )
        return self._edit

    def check_paintable(self) -> None:
        """Raise `BadInput` unless `begin_edit` can be called."""
        if not self._quick_mask:
            self._state.check_paintable(self._state.active_id)

    @property
    def quick_mask(self) -> bool:
        """Tell whether the selection is painted, instead of layers. It is no part of the history."""
        return self._quick_mask

    def set_quick_mask(self, on: bool) -> None:
        """Paint the selection from now on, or layers again."""
        if on != self._quick_mask:
            self._end_edit()
            self._quick_mask = on
            self.changed.notify(Change(properties=True, selection=True))

    def clear_layer(self, layer_id: str | None = None) -> bool:
        """Take all paint off a layer, the active one by default, within the selection where there is one; returns
        whether there was any. While there is a quick mask, that is cleared: nothing is selected then, which is all."""
        if self._quick_mask and layer_id is None:
            self.select_none()
            return True
        return self.apply(StepTitle("Clear layer"), lambda state: cleared(state, layer_id))

    def select_all(self) -> None:
        self.apply(StepTitle("Select all"), all_selected)

    def select_none(self) -> None:
        self.select(None, StepTitle("Select none"))

    def invert_selection(self) -> bool:
        """Select what is not selected; returns whether there is anything to invert."""
        return self.apply(StepTitle("Invert selection"), inverted)

    def select(self, mask: Mask | None, name: str = StepTitle("Select")) -> None:
        """Select what a mask sets, (height, width) uint8; an empty one selects all, as None does."""
        if mask is not None:
            check_mask(mask, self.rect)
            mask = kept(mask)
        self.apply(name, lambda state: state if mask is state.selection else replace(state, selection=mask))

    def move_selection(self, dx: int, dy: int) -> None:
        """Move what is selected by so many pixels; what leaves the canvas is lost. Successive moves are one step."""
        self._end_edit()
        if self.selection is not None and (dx or dy):
            state = replace(self._state, selection=kept(moved(self.selection, dx, dy)))
            self._step(StepTitle("Move selection"), state, join="move selection")

    def reselect(self) -> bool:
        """Select again what was selected last; returns whether there is anything that fits the canvas."""
        mask = self._deselected
        fits = mask is not None and mask.shape == (self.height, self.width)
        if fits and self.selection is None:
            self.select(mask, StepTitle("Reselect"))
        return fits

    def select_opaque(self, node_id: str | None = None, how: Combination = Combination.REPLACE) -> None:
        """Let what is painted on a node, the active one by default, meet what is selected, as opaque as it is."""
        node = self.node(node_id or self._state.active_id)
        self.select(combined(self.selection, opaque(self._state, node), how), StepTitle("Select opaque"))

    def save_channel(self, name: str) -> bool:
        """Keep what is selected as a channel of this name; returns whether anything is."""
        return self.apply(StepTitle("Save channel"), lambda state: saved(state, name))

    def load_channel(self, name: str, how: Combination = Combination.REPLACE) -> bool:
        """Let a channel meet what is selected; returns whether that changes it. Raises `KeyError` for no channel."""
        return self.apply(StepTitle("Load channel"), lambda state: loaded(state, name, how))

    def delete_channel(self, name: str) -> bool:
        """Forget a channel; returns whether there was one."""
        return self.apply(StepTitle("Delete channel"), lambda state: deleted(state, name))

    def use_in_selection(self, region: str) -> None:
        """Make what is selected the region of this name, and take it from the others; nothing is selected then, so
        that painting goes beyond it again. Without effect where nothing is selected."""
        self.apply(StepTitle("Use in selection"), lambda state: used_in_selection(state, region))

    def use_everywhere(self, region: str) -> None:
        """Forget the region of this name; without effect where there is none."""
        self.apply(StepTitle("Use everywhere"), lambda state: used_everywhere(state, region))

    def resize(self, width: int, height: int, left: int = 0, top: int = 0) -> None:
        """Give the canvas another size; nothing is scaled.

        left, top: where the old origin comes to lie; what falls outside is cut off. The paper grows along.
        """
        self.apply(StepTitle("Resize canvas"), lambda state: resized(state, width, height, left, top))

    def scale(self, width: int, height: int) -> None:
        """Give the canvas another size and scale along what is on its layers, and the selection."""
        self.apply(StepTitle("Scale canvas"), Scaling(width, height).of)

    # History

    def undo(self) -> None:
        """Go one step back; without effect at the beginning."""
        self._end_edit()
        if self.history.can_undo:
            self.jump(self.history.index - 1)

    def redo(self) -> None:
        """Go one step forward; without effect at the end."""
        self._end_edit()
        if self.history.can_redo:
            self.jump(self.history.index + 1)

    def jump(self, index: int) -> None:
        """Go to the state after step `index` of `history.names`."""
        assert not self._within_step
        self._end_edit()
        self._show(self.history.jump(index), history=True)

    def keep_snapshot(self, name: str) -> Snapshot:
        """Keep the state of the moment among the snapshots, until it is removed from there."""
        self._end_edit()
        return self.snapshots.keep(name, self._state)

    def keep_undone(self) -> None:
        """Keep what could be made again, if anything could, as a snapshot: before a step that comes by itself."""
        if self.history.can_redo:
            self.snapshots.keep(StepTitle("What was undone"), self.history.steps[-1].state)

    def go_back_to(self, snapshot: Snapshot) -> bool:
        """Make a snapshot the next step of the history; returns whether it is another state than that of the
        moment."""
        return self.apply(StepTitle("Back to snapshot"), lambda _state: snapshot.state)

    # How it is done

    def _write(self, edit: PixelEdit, rect: Rect, pixels: Pixels) -> None:
        if edit.quick_mask is not None:
            edit.quick_mask.write(rect, pixels)
            if self._state.selection is not edit.quick_mask.selection:
                self._state = replace(self._state, selection=edit.quick_mask.selection)
            if not self._within_step:
                self.changed.notify(Change(selected=rect))
            return
        node = self.node(edit.node_id)
        assert node.mask is not None
        changed = replace(node, mask=node.mask.write(rect, hidden_by_paint(pixels)))
        self._show_written(changed, tiles_of(rect))

    def _put(self, edit: PixelEdit, tiles: TileStore, parts: Mapping[Key, Rect]) -> None:
        node = self.node(edit.node_id)
        assert isinstance(node, Layer)
        self._show_written(replace(node, tiles=tiles), parts)

    def _show_written(self, node: Node, parts: Mapping[Key, Rect]) -> None:
        self._state = self._state.with_node(node)
        if not self._within_step:
            self.changed.notify(Change(parts, frozenset({node.id})))

    def _end_edit(self) -> None:
        if self._edit is not None:
            self._edit.commit()

    def _close(self, edit: PixelEdit, keep: bool) -> None:
        self._edit = None
        if not keep:
            self._show(edit.state_before)
        elif edit.quick_mask is not None and self._state is not edit.state_before:
            self._step(edit.name, replace(self._state, selection=kept(edit.quick_mask.selection)))
            if not self._within_step:
                self.changed.notify(Change(properties=True, selection=True))
        elif self._state is not edit.state_before and not self._within_step:
            self.history.push(edit.name, self._state)
            self.changed.notify(Change(history=True))

    def _step(self, name: str, state: State, join: object = None) -> None:
        state = with_sound_masks(state, self._state)
        if self._within_step:
            self._state = state
            return
        self.history.push(name, state, join)
        self._show(state, history=True)

    def _show(self, state: State, *, history: bool = False) -> None:
        old, self._state = self._state, state
        if state.selection is None and old.selection is not None:
            self._deselected = old.selection
        if not self._within_step:
            self.changed.notify(between(old, state, history=history, showing=self.showing))
