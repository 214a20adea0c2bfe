"""A picture taken apart for a look at it while something in it is moved: what moves, what lies below it and above."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.transforming.chosen import cut
from aipaint_desktop.document.tree import Forest, changed, leaves


@dataclass(frozen=True)
class Parts:
    """Says what is laid over one another, bottom to top.

    mode: of what moves, where it is one node. What lies between several nodes that move is taken to be below them, and
    what is clipped to them to be plain: a look for as long as a drag takes.
    """

    below: Forest
    moving: Forest
    above: Forest
    mode: Mode


def parts_of(state: State) -> Parts:
    """Take a picture apart around what is chosen, or what is selected of it."""
    if state.on_mask and state.active.mask is not None:
        return Parts(state.nodes, (), (), Mode.NORMAL)
    chosen = state.chosen
    ids = {leaf.id for leaf in leaves(chosen)}
    order = [leaf.id for leaf in state.layers]
    last = max((order.index(leaf_id) for leaf_id in ids), default=-1)
    lower, upper = set(order[: last + 1]), set(order[last + 1 :])
    mode = chosen[0].mode if len(chosen) == 1 else Mode.NORMAL
    if state.selection is None:
        below, moving = _only(state.nodes, lower - ids), _only(state.nodes, ids)
    else:
        pieces = {leaf.id: cut(leaf.tiles, state.selection, state.rect) for leaf in leaves(chosen)}
        below = _with(
            _only(state.nodes, lower), lambda leaf: pieces[leaf.id][1] if leaf.id in pieces else leaf.tiles
        )
        moving = _with(_only(state.nodes, ids), lambda leaf: pieces[leaf.id][0])
    if len(chosen) == 1:
        moving = changed(moving, lambda node: _plain(node) if node.id == chosen[0].id else node)
    return Parts(below, moving, _only(state.nodes, upper), mode)


def _only(forest: Forest, ids: set[str]) -> Forest:
    """The layers with these ids, in their groups."""

    def kept(node: Node) -> Node | None:
        return node if not isinstance(node, Layer) or node.id in ids else None

    return changed(forest, kept)


def _with(forest: Forest, tiles: Callable[[Layer], TileStore]) -> Forest:
    return changed(forest, lambda node: replace(node, tiles=tiles(node)) if isinstance(node, Layer) else node)


def _plain(node: Node) -> Node:
    """The node's mode is that in which it is laid over the others, and nothing is below to be clipped to."""
    return replace(node, mode=Mode.NORMAL, clip=False)
