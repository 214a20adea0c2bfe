"""What is done to the chosen layers and groups: one step of the history each, for menus, buttons, keys and the list."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from aipaint_desktop.document import arranging, grouping, masking, merging
from aipaint_desktop.document.clearing import cleared
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.masking import Beginning
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.rasterising import rasterised
from aipaint_desktop.document.selecting.combining import Combination, combined
from aipaint_desktop.document.selecting.opaque import opaque
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tree import all_nodes, changed
from aipaint_desktop.ui.words.names import layer_title
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.titles import StepTitle

Change = Callable[[State], State]
_AT_ONCE = 1_000_000  # pixels of a canvas on which nothing takes long


class Work(Protocol):
    """What does something beside the window, as `ToolHost.work`."""

    def __call__(
        self, doing: str, work: Callable[[Callable[[], None]], State], done: Callable[[State], object]
    ) -> None:
        """doing: says what is done meanwhile."""


class LayerCommands(QObject):
    """Works on one document at a time.

    refused: why something was not done.
    """

    refused = Signal(object)  # Sentence

    def __init__(self, document: Document, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._work = work

    def apply(
        self, step: str, change: Change, otherwise: Sentence | None = None, join: object = None
    ) -> None:
        """Make a change a step of the history, or say why it is not made. otherwise: why nothing changes, where it
        does not. join: as for `Document.apply`."""
        try:
            done = self.document.apply(step, change, join)
        except BadInput as error:
            self.refused.emit(error.sentence)
            return
        if not done and otherwise is not None:
            self.refused.emit(otherwise)

    def _compute(self, doing: str, step: str, change: Change, otherwise: Sentence | None = None) -> None:
        """Apply a change that takes long on a large canvas, where it is computed beside the window. doing: says so
        meanwhile."""
        document, state = self.document, self.document.state
        if document.rect.area <= _AT_ONCE:
            self.apply(step, change, otherwise)
            return

        def take(made: State) -> None:
            if document is self.document:
                self.apply(step, lambda now: made if now is state else change(now), otherwise)

        self._work(doing, lambda _check: change(state), take)

    def _each(self, step: str, change: Callable[[Node], Node], join: object = None) -> None:
        """Change each of the chosen nodes."""
        ids = self._ids
        self.apply(step, lambda state: _changed(state, ids, change), join=join)

    @property
    def _ids(self) -> frozenset[str]:
        return self.document.state.worked_on

    @property
    def active(self) -> Node:
        """Give the node that is worked on."""
        return self.document.state.active

    # New, gone, elsewhere

    def add(self) -> None:
        """Put an empty layer above the active node."""
        name = self.tr("Layer {0}").format(len(self.document.layers))
        self.apply(StepTitle("Add layer"), lambda state: arranging.added(state, Layer(name)))

    def add_group(self) -> None:
        """Put an empty group above the active node."""
        name = self._group_name()
        self.apply(StepTitle("Add group"), lambda state: arranging.added(state, Group(name)))

    def group(self) -> None:
        """Put the chosen nodes into a new group."""
        name = self._group_name()
        self.apply(StepTitle("Group layers"), lambda state: grouping.grouped(state, name))

    def _group_name(self) -> str:
        groups = sum(isinstance(node, Group) for node in all_nodes(self.document.state.nodes))
        return self.tr("Group {0}").format(groups + 1)

    def ungroup(self) -> None:
        """Take the active group, or the one around the active layer, apart."""
        self.apply(StepTitle("Ungroup"), grouping.ungrouped, Sentence("There is no group to take apart."))

    def duplicate(self) -> None:
        """Put copies of the chosen nodes above them."""
        words = self.tr("{0} copy")
        self.apply(
            StepTitle("Duplicate layer"),
            lambda state: arranging.duplicated(state, lambda node: words.format(layer_title(node.name))),
        )

    def remove(self) -> None:
        """Remove the chosen nodes, and all in them."""
        self.apply(StepTitle("Remove layer"), arranging.without_chosen)

    def clear(self) -> None:
        """Take the paint off the chosen layers, within the selection where there is one; or clear the quick mask."""
        document = self.document
        if document.quick_mask:
            document.clear_layer()
        else:
            self._compute(self.tr("Paint is being taken off."), StepTitle("Clear layer"), cleared)

    def move_up(self) -> None:
        """Move the chosen nodes up by one, into groups that are open and out of them."""
        self.apply(StepTitle("Move layer"), arranging.raised)

    def move_down(self) -> None:
        """Move the chosen nodes down by one."""
        self.apply(StepTitle("Move layer"), arranging.lowered)

    def move_to_top(self) -> None:
        """Move the chosen nodes above all that lie beside them."""
        self.apply(StepTitle("Move layer"), arranging.on_top)

    def move_to_bottom(self) -> None:
        """Move the chosen nodes below all that lie beside them."""
        self.apply(StepTitle("Move layer"), arranging.at_bottom)

    def move_to(self, node_ids: Collection[str], parent: str | None, place: int) -> None:
        """Move nodes into a group, None for the top of the tree, above `place` of its children."""
        self.apply(StepTitle("Move layer"), lambda state: arranging.moved(state, node_ids, parent, place))

    # What is worked on

    def choose_next(self, *, above: bool) -> None:
        """Work on what the list shows above or below the active node."""
        self.document.activate(arranging.next_to_active(self.document.state, above=above))

    def choose_all(self) -> None:
        """Choose all nodes that do not lie in a group."""
        state = self.document.state
        self.document.activate(state.active_id, also={node.id for node in state.nodes})

    def paint_mask(self, on_mask: bool) -> None:
        """Have the mask of the active node painted, or the layer again."""
        state = self.document.state
        self.document.activate(state.active_id, also=state.chosen_ids, on_mask=on_mask)

    def show_alone(self, node_id: str | None = None) -> None:
        """Show a node alone on the canvas, the active one by default, or all again where it is so already."""
        node_id = self.document.state.active_id if node_id is None else node_id
        self.document.show_alone(None if self.document.alone == node_id else node_id)

    def select_alpha(self, node_id: str | None = None, how: Combination = Combination.REPLACE) -> None:
        """Select where a node has paint, the active one by default. how: as for what is selected already."""
        node_id = self.document.state.active_id if node_id is None else node_id

        def selected(state: State) -> State:
            mask = opaque(state, state.node(node_id))
            if not mask.any():
                raise BadInput("There is nothing on “{0}”.", state.node(node_id).name)
            return replace(state, selection=combined(state.selection, mask, how))

        self._compute(self.tr("Selecting…"), StepTitle("Select opaque"), selected)

    def set_folded(self, node_id: str, folded: bool) -> None:
        """Let the list hide or show what is in a group. No step of the history."""
        node = self.document.node(node_id)
        if isinstance(node, Group):
            self.document.show_otherwise(lambda state: state.with_node(replace(node, folded=folded)))

    # What nodes are like

    def rename(self, node_id: str, name: str) -> None:
        """Give a node another name."""
        self.apply(
            StepTitle("Rename layer"),
            lambda state: _changed(state, {node_id}, lambda node: replace(node, name=name)),
        )

    def set_visible(self, node_id: str, visible: bool) -> None:
        """Show or hide a node; where it is among the chosen ones, all of them."""
        ids = self._ids if node_id in self._ids else {node_id}
        step = StepTitle("Show layer") if visible else StepTitle("Hide layer")
        self.apply(step, lambda state: _changed(state, ids, lambda node: replace(node, visible=visible)))

    def toggle_visible(self) -> None:
        """Hide the chosen nodes, or show them where the active one is hidden."""
        self.set_visible(self.active.id, not self.active.visible)

    def set_opacity(self, opacity: float) -> None:
        """Set the opacity of the chosen nodes, 0 to 1. Successive changes of the same are one step."""
        opacity = min(1.0, max(0.0, opacity))
        join = "opacity", self._ids
        self._each(StepTitle("Layer opacity"), lambda node: replace(node, opacity=opacity), join)

    def set_mode(self, mode: Mode) -> None:
        """Set how the chosen nodes meet what is below them. Successive changes of the same are one step."""
        self._each(
            StepTitle("Blend mode"),
            lambda node: replace(node, mode=mode),
            ("mode", self._ids),
        )

    def set_label(self, label: str) -> None:
        """Give the chosen nodes a colour to find them by, "" for none."""
        self._each(StepTitle("Colour label"), lambda node: replace(node, label=label))

    def toggle_lock(self, node_id: str | None = None) -> None:
        """Lock nodes, or unlock them. node_id: of one; the chosen ones by default."""
        on = not self._node(node_id).locked
        step = StepTitle("Lock layer") if on else StepTitle("Unlock layer")
        self._switch(node_id, step, lambda node: replace(node, locked=on))

    def toggle_alpha_lock(self, node_id: str | None = None) -> None:
        """Have paint change colours alone, or all again."""
        node = self._node(node_id)
        if not isinstance(node, Layer):
            self.refused.emit(Sentence("“{0}” is a group: choose a layer in it.", node.name))
            return
        on = not node.alpha_locked
        self._switch(
            node_id,
            StepTitle("Lock alpha") if on else StepTitle("Unlock alpha"),
            lambda node: replace(node, alpha_locked=on) if isinstance(node, Layer) else node,
        )

    def toggle_clip(self, node_id: str | None = None) -> None:
        """Show nodes only where what lies below them has paint, or everywhere again."""
        on = not self._node(node_id).clip
        step = StepTitle("Clip to layer below") if on else StepTitle("Release clipped layer")
        self._switch(node_id, step, lambda node: replace(node, clip=on))

    def toggle_through(self, node_id: str | None = None) -> None:
        """Let what is in groups meet what is below them, or be laid over one another first."""
        group = self._node(node_id) if node_id is not None else grouping.group_at(self.document.state)
        if not isinstance(group, Group):
            self.refused.emit(Sentence("There is no group here."))
            return
        on = not group.through
        self._switch(
            group.id,
            StepTitle("Pass through") if on else StepTitle("Isolate group"),
            lambda node: replace(node, through=on) if isinstance(node, Group) else node,
        )

    def _node(self, node_id: str | None) -> Node:
        return self.active if node_id is None else self.document.node(node_id)

    def _switch(self, node_id: str | None, step: str, change: Callable[[Node], Node]) -> None:
        chosen = self._ids
        ids = chosen if node_id is None or node_id in chosen else {node_id}
        self.apply(step, lambda state: _changed(state, ids, change))

    # Masks

    def add_mask(self, beginning: Beginning) -> None:
        """Give the active node a mask, which is painted from then on."""
        self._compute(
            self.tr("The mask is being made."),
            StepTitle("Add mask"),
            lambda state: masking.masked(state, beginning),
        )

    def remove_mask(self) -> None:
        """Take the mask off the active node."""
        self.apply(StepTitle("Remove mask"), masking.unmasked, _NO_MASK)

    def apply_mask(self) -> None:
        """Take off what the mask hides, and the mask."""
        doing = self.tr("The mask is being applied.")
        self._compute(doing, StepTitle("Apply mask"), masking.mask_applied, _NO_MASK)

    def invert_mask(self) -> None:
        """Hide what is shown, and show what is hidden."""
        doing = self.tr("The mask is being inverted.")
        self._compute(doing, StepTitle("Invert mask"), masking.mask_inverted, _NO_MASK)

    def switch_mask(self, node_id: str | None = None) -> None:
        """Let the mask have no effect, or have it again."""
        ids = {self._node(node_id).id}
        self.apply(
            StepTitle("Switch mask"),
            lambda state: _changed(
                state,
                ids,
                lambda node: node if node.mask is None else replace(node, mask_used=not node.mask_used),
            ),
            _NO_MASK,
        )

    def select_mask(self) -> None:
        """Select what the mask shows."""
        self._compute(self.tr("Selecting…"), StepTitle("Select mask"), masking.shown_selected, _NO_MASK)

    # Made one

    def merge(self) -> None:
        """Merge the chosen nodes, a group, or a layer with the one below."""
        self._merge(
            StepTitle("Merge layers"),
            merging.merged_chosen,
            Sentence("There is nothing visible below to merge it with."),
        )

    def merge_visible(self) -> None:
        """Merge all that is visible; what is hidden stays."""
        self._merge(StepTitle("Merge visible"), merging.merged_visible)

    def flatten(self) -> None:
        """Merge all that is seen into one layer, and leave out what is hidden."""
        self._merge(StepTitle("Flatten"), merging.flattened)

    def rasterise(self) -> None:
        """Make paint of the chosen texts."""
        self.apply(StepTitle("Rasterise"), rasterised, Sentence("There is no text among what is chosen."))

    def add_visible(self) -> None:
        """Put a layer that looks as the whole picture does above all others."""
        name = self.tr("Visible")
        self._merge(StepTitle("New layer from visible"), lambda state: merging.with_all_seen(state, name))

    def _merge(self, step: str, change: Change, otherwise: Sentence | None = None) -> None:
        self._compute(self.tr("Layers are being merged."), step, change, otherwise)


_NO_MASK = Sentence("There is no mask.")


def _changed(state: State, node_ids: Collection[str], change: Callable[[Node], Node]) -> State:
    """The same state where no node becomes another."""

    def of(node: Node) -> Node:
        made = change(node) if node.id in node_ids else node
        return node if made == node else made

    nodes = changed(state.nodes, of)
    return state if nodes is state.nodes else replace(state, nodes=nodes)
