"""Groups made of nodes, and taken apart."""

from dataclasses import replace

from aipaint_desktop.document.arranging import working_on
from aipaint_desktop.document.node import Group
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tree import inserted, removed, replaced


def grouped(state: State, name: str) -> State:
    """Put the chosen nodes into a new group, in the place of the topmost of them; it becomes the active one."""
    nodes = state.chosen
    # All that is clipped to what lies below is so together; within the group there is nothing to be clipped to.
    clip = all(node.clip for node in nodes)
    children = tuple(replace(node, clip=False) for node in nodes) if clip else nodes
    group = Group(name, clip=clip)
    forest = inserted(state.nodes, [group], nodes[-1].id)
    forest = removed(forest, {node.id for node in nodes})
    forest = replaced(forest, replace(group, children=children))
    return working_on(replace(state, nodes=forest), group.id)


def group_at(state: State) -> Group | None:
    """Find the group that the active node is, or lies in."""
    return state.active if isinstance(state.active, Group) else state.parent(state.active_id)


def ungrouped(state: State) -> State:
    """Put what lies in the group of the active node, or in that node itself, in the group's place; opacity, mode and
    mask of the group are gone. What lay in it is chosen then. The same state where there is no group, or an empty one.
    """
    group = group_at(state)
    if group is None or not group.children:
        return state
    # What is seen only where something below has paint stays so; what is hidden with its group stays hidden.
    children = [
        replace(child, clip=child.clip or group.clip, visible=child.visible and group.visible)
        for child in group.children
    ]
    forest = removed(inserted(state.nodes, children, group.id), {group.id})
    return replace(
        state,
        nodes=forest,
        active_id=children[-1].id if state.active_id == group.id else state.active_id,
        chosen_ids=frozenset(child.id for child in children),
        on_mask=state.on_mask and state.active_id != group.id,
    )
