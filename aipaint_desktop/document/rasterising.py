"""Text made paint."""

from dataclasses import replace

from aipaint_desktop.document.arranging import check_unlocked
from aipaint_desktop.document.node import Layer, Node, walk
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tree import changed


def rasterised(state: State) -> State:
    """Make paint of the texts that are chosen, and of those in chosen groups: the same pixels. The same state where
    there is none. Raises `BadInput` where one is locked."""
    texts = [node for each in state.chosen for node in walk(each) if isinstance(node, Layer) and node.text]
    check_unlocked(texts)
    ids = {layer.id for layer in texts}

    def of(node: Node) -> Node:
        if node.id not in ids or not isinstance(node, Layer):
            return node
        return replace(node, tiles=node.tiles.with_tiles({}))

    return replace(state, nodes=changed(state.nodes, of)) if ids else state
