"""Trees of nodes: finding, replacing, removing and inserting. What is not touched is shared.

A forest is a tuple of nodes, bottom to top: what a document or a group is made of.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from uuid import uuid4

from aipaint_desktop.document.node import Group, Layer, Node, walk
from aipaint_desktop.document.tiles import Key, TileStore

Forest = tuple[Node, ...]


def all_nodes(forest: Sequence[Node]) -> Iterator[Node]:
    """Go through all nodes, bottom to top, what is in a group before the group."""
    for node in forest:
        yield from walk(node)


def leaves(forest: Sequence[Node]) -> Iterator[Layer]:
    """Go through all layers, bottom to top."""
    return (node for node in all_nodes(forest) if isinstance(node, Layer))


def find(forest: Sequence[Node], node_id: str) -> Node:
    """Find the node with this id. Raises `KeyError` where there is none."""
    for node in all_nodes(forest):
        if node.id == node_id:
            return node
    raise KeyError(node_id)


def path(forest: Sequence[Node], node_id: str) -> tuple[Node, ...]:
    """List the groups around a node, outermost first, and at last the node. Raises `KeyError` where there is none."""
    for node in forest:
        if node.id == node_id:
            return (node,)
        if isinstance(node, Group):
            try:
                return (node, *path(node.children, node_id))
            except KeyError:
                continue
    raise KeyError(node_id)


def outermost(forest: Sequence[Node], node_ids: Collection[str]) -> Forest:
    """List the nodes with these ids, bottom to top, but those that lie in a group that is among them."""

    def of(nodes: Sequence[Node]) -> Iterator[Node]:
        for node in nodes:
            if node.id in node_ids:
                yield node
            elif isinstance(node, Group):
                yield from of(node.children)

    return tuple(of(forest))


def siblings(forest: Forest, node_id: str) -> Forest:
    """List the nodes that lie beside one, and itself, bottom to top. Raises `KeyError` where there is none."""
    around = path(forest, node_id)[:-1]
    parent = around[-1] if around else None
    return parent.children if isinstance(parent, Group) else forest


def replaced(forest: Forest, node: Node) -> Forest:
    """Put this node in place of the one with its id."""
    return changed(forest, lambda other: node if other.id == node.id else other)


def changed(forest: Forest, change: Callable[[Node], Node | None]) -> Forest:
    """Put in place of each node what is made of it, None to remove it; children come before their groups.

    The same forest where nothing changes.
    """
    made: list[Node] = []
    for node in forest:
        inner = node
        if isinstance(node, Group):
            children = changed(node.children, change)
            inner = node if children is node.children else replace(node, children=children)
        after = change(inner)
        if after is not None:
            made.append(after)
    same = len(made) == len(forest) and all(one is other for one, other in zip(made, forest, strict=True))
    return forest if same else tuple(made)


def removed(forest: Forest, node_ids: Collection[str]) -> Forest:
    """Remove nodes, and all in them."""
    return changed(forest, lambda node: None if node.id in node_ids else node)


def inserted(forest: Forest, nodes: Sequence[Node], above: str) -> Forest:
    """Insert nodes, bottom to top, beside and above the one with the id `above`. Raises `KeyError`."""
    place = next((index for index, node in enumerate(forest) if node.id == above), None)
    if place is not None:
        return (*forest[: place + 1], *nodes, *forest[place + 1 :])
    group = path(forest, above)[-2]
    assert isinstance(group, Group)
    return replaced(forest, replace(group, children=inserted(group.children, nodes, above)))


def inserted_at(forest: Forest, nodes: Sequence[Node], parent: str | None, place: int) -> Forest:
    """Insert nodes, bottom to top, into the group with the id `parent`, None for the forest itself.

    place: how many of its children lie below them. Raises `KeyError` where there is no such group.
    """
    if parent is None:
        return (*forest[:place], *nodes, *forest[place:])
    group = find(forest, parent)
    if not isinstance(group, Group):
        raise KeyError(parent)
    return replaced(forest, replace(group, children=inserted_at(group.children, nodes, None, place)))


def copied(node: Node, name: str) -> Node:
    """Copy a node, and all in it, under other ids. The copy of paper is no paper."""
    made = replace(node, id=uuid4().hex, name=name)
    if isinstance(made, Layer):
        return replace(made, paper=False)
    if isinstance(made, Group):
        return replace(made, children=tuple(copied(child, child.name) for child in made.children))
    return made


def with_tiles(forest: Forest, change: Callable[[Node, TileStore], TileStore]) -> Forest:
    """Change the pixels of all layers and all masks. change: is told which node they are of."""

    def of(node: Node) -> Node:
        made = node
        if isinstance(node, Layer):
            tiles = change(node, node.tiles)
            made = node if tiles is node.tiles else replace(node, tiles=tiles)
        if node.mask is not None:
            mask = change(node, node.mask)
            made = made if mask is node.mask else replace(made, mask=mask)
        return made

    return changed(forest, of)


def extent(node: Node) -> set[Key]:
    """Find the keys of all tiles on which the node, or anything in it, has paint."""
    return {key for leaf in leaves((node,)) for key in leaf.tiles}
