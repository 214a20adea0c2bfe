"""Where nodes lie in the tree: added, moved, duplicated, removed, and which of them lie next to one another."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from aipaint_desktop.document.node import Group, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tree import all_nodes, copied, inserted, inserted_at, leaves, outermost, removed
from aipaint_desktop.values.refusal import BadInput


def added(state: State, node: Node) -> State:
    """Put a node above the active one, or on top in it where it is an open group; it becomes the active one."""
    active = state.active
    if isinstance(active, Group) and not active.folded:
        nodes = inserted_at(state.nodes, [node], active.id, len(active.children))
    else:
        nodes = inserted(state.nodes, [node], active.id)
    return working_on(replace(state, nodes=nodes), node.id)


def moved(state: State, node_ids: Collection[str], parent: str | None, place: int) -> State:
    """Move nodes into a group, None for the top of the tree; they keep their order.

    place: how many of those that lie there before are to lie below them. What lies in a group that is moved stays in
    it. The same state where nothing comes to lie elsewhere, or a group would come to lie in itself. Raises `KeyError`
    where there is no such group, `BadInput` where it is locked.
    """
    if parent is not None and any(group.id in node_ids for group in state.path(parent)):
        return state
    around = state.nodes
    if parent is not None:
        group = state.node(parent)
        if not isinstance(group, Group):
            raise KeyError(parent)
        check_unlocked([group])
        around = group.children
    nodes = outermost(state.nodes, node_ids)
    ids = {node.id for node in nodes}
    below = sum(node.id not in ids for node in around[:place])
    forest = inserted_at(removed(state.nodes, ids), nodes, parent, below)
    return state if _order(forest) == _order(state.nodes) else replace(state, nodes=forest)


def raised(state: State) -> State:
    """Move the chosen nodes up by one: over what lies above them, into it where that is an open group, and out of
    theirs where nothing does. The same state where they lie on top."""
    return _shifted(state, state.chosen[-1], up=True)


def lowered(state: State) -> State:
    """Move the chosen nodes down by one, as `raised` moves them up."""
    return _shifted(state, state.chosen[0], up=False)


def on_top(state: State) -> State:
    """Move the chosen nodes above all that lie beside them."""
    top = state.chosen[-1].id
    return moved(state, state.worked_on, _parent_id(state, top), len(state.siblings(top)))


def at_bottom(state: State) -> State:
    """Move the chosen nodes below all that lie beside them."""
    return moved(state, state.worked_on, _parent_id(state, state.chosen[0].id), 0)


def _shifted(state: State, edge: Node, *, up: bool) -> State:
    ids, parent = state.worked_on, state.parent(edge.id)
    around = state.siblings(edge.id)
    place = _place(around, edge.id)
    beyond = next((node for node in (around[place + 1 :] if up else around[:place][::-1])), None)
    if isinstance(beyond, Group) and not beyond.folded:
        return moved(state, ids, beyond.id, 0 if up else len(beyond.children))
    if beyond is not None:
        return moved(state, ids, _parent_id(state, edge.id), _place(around, beyond.id) + up)
    if parent is None:
        return moved(state, ids, None, len(around) if up else 0)
    return moved(state, ids, _parent_id(state, parent.id), _place(state.siblings(parent.id), parent.id) + up)


def duplicated(state: State, named: Callable[[Node], str]) -> State:
    """Copy the chosen nodes, with all in them, above the topmost of them; the copies are chosen then.

    named: what the copy of a node is called.
    """
    nodes = state.chosen
    copies = [copied(node, named(node)) for node in nodes]
    active = next(
        (copy for node, copy in zip(nodes, copies, strict=True) if node.id == state.active_id), copies[-1]
    )
    forest = inserted(state.nodes, copies, nodes[-1].id)
    return working_on(replace(state, nodes=forest), active.id, {copy.id for copy in copies})


def without_chosen(state: State) -> State:
    """Remove the chosen nodes, as `without`."""
    return without(state, state.worked_on)


def without(state: State, node_ids: Collection[str]) -> State:
    """Remove nodes, and all in them; where the active one is among that, what lies below them is active then.

    Raises `BadInput` where one is locked, or no layer would be left: a document has at least one.
    """
    nodes = outermost(state.nodes, node_ids)
    check_unlocked(nodes)
    ids = {node.id for node in nodes}
    forest = removed(state.nodes, ids)
    if next(leaves(forest), None) is None:
        if len(state.layers) == 1:
            raise BadInput("“{0}” is the only layer and cannot be removed.", state.layers[0].name)
        raise BadInput("One layer has to be left.")
    left = replace(state, nodes=forest)
    there = {node.id for node in all_nodes(forest)}
    if state.active_id in there:
        return replace(left, chosen_ids=state.chosen_ids & there)
    return working_on(left, _neighbour(state, nodes[0], ids))


def _neighbour(state: State, lowest: Node, gone: Collection[str]) -> str:
    """What is worked on instead of nodes, of which the lowest is given: what lies below, else above, else around."""
    around = state.siblings(lowest.id)
    place = _place(around, lowest.id)
    left = [node for node in (*around[:place][::-1], *around[place:]) if node.id not in gone]
    if left:
        return left[0].id
    parent = state.parent(lowest.id)
    return next(node.id for node in state.nodes if node.id not in gone) if parent is None else parent.id


def in_sight(nodes: Sequence[Node]) -> Iterator[Node]:
    """Go through nodes as a list shows them: the topmost first, a group before what is in it, nothing that is in one
    that is folded."""
    for node in reversed(nodes):
        yield node
        if isinstance(node, Group) and not node.folded:
            yield from in_sight(node.children)


def next_to_active(state: State, *, above: bool) -> str:
    """Find the node that a list shows above or below the active one; the active one where there is none."""
    ids = [node.id for node in in_sight(state.nodes)]
    if state.active_id not in ids:  # in a folded group
        shown = [node.id for node in state.path(state.active_id) if node.id in ids]
        return shown[-1]
    place = ids.index(state.active_id) + (-1 if above else 1)
    return ids[min(max(place, 0), len(ids) - 1)]


def check_unlocked(nodes: Sequence[Node]) -> None:
    """Raise `BadInput` where a node, or one in it, is locked."""
    for node in nodes:
        if node.locked:
            raise BadInput("The layer “{0}” is locked.", node.name)
        if isinstance(node, Group):
            check_unlocked(node.children)


def working_on(state: State, active: str, chosen: Collection[str] = ()) -> State:
    """Make a node the active one. chosen: of those that are worked on together with it."""
    return replace(state, active_id=active, chosen_ids=frozenset(chosen), on_mask=False)


def _parent_id(state: State, node_id: str) -> str | None:
    parent = state.parent(node_id)
    return parent.id if parent is not None else None


def _place(nodes: Sequence[Node], node_id: str) -> int:
    return [node.id for node in nodes].index(node_id)


def _order(forest: Sequence[Node]) -> object:
    return [(node.id, _order(node.children) if isinstance(node, Group) else None) for node in forest]
