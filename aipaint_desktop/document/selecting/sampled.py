"""The picture in which a selection is looked for."""

from collections.abc import Iterator
from dataclasses import replace

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.document.tree import Forest
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput


def sampled(state: State, *, all_layers: bool, label: str = "", part: Rect | None = None) -> Pixels:
    """Give what is seen, or what is on the active node alone, however that is shown: (height, width, 4) uint8. Slow.

    label: the colour of those nodes that are meant, of all layers; "" for every one. part: of the canvas; all of it
    where it is None. Raises `BadInput` where no node has the label.
    """
    rect = state.rect if part is None else part
    match state.active:
        case Layer() as layer if not all_layers:
            return layer.tiles.read(rect)
        case Group() as group if not all_layers:
            return composite(group.children, rect)
    nodes = tuple(_labelled(state.nodes, label)) if label else state.nodes
    if not nodes:
        raise BadInput("No layer has a label of this colour.")
    return composite(nodes, rect)


def _labelled(nodes: Forest, label: str) -> Iterator[Node]:
    """Leave out what has another label and is in no group with this one."""
    for node in nodes:
        if node.label == label:
            yield node
        elif isinstance(node, Group):
            children = tuple(_labelled(node.children, label))
            if children:
                yield replace(node, children=children)
