"""Where the result of a job goes: to what it was asked for from, as that was at the press."""

from dataclasses import dataclass

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.tree import leaves


@dataclass(frozen=True, eq=False)
class Target:
    """Says where a result goes. layers: ids of those that the result goes above; where none of them is left, it goes on
    top.

    active_id: the layer that was painted on. width, height: of the canvas. resizes: whether the canvas takes the
    result's size, as the artist has said; else the result is fitted to the canvas.
    """

    document: Document
    layers: tuple[str, ...]
    active_id: str
    width: int
    height: int
    resizes: bool = True

    @classmethod
    def of(cls, document: Document, layers: tuple[str, ...] = (), *, resizes: bool = True) -> "Target":
        """Take the document as it is now. layers: the active one by default."""
        active = document.active.id
        return cls(document, layers or (active,), active, document.width, document.height, resizes)

    @property
    def above(self) -> str:
        """Find the node above which the result goes now, by its id: that of those it was painted from, or of visible
        results above them, which would hide it. It is never in a group, which might change how the result looks."""
        nodes = self.document.state.nodes
        places = [
            place
            for place, node in enumerate(nodes)
            if any(layer.id in self.layers for layer in leaves((node,)))
        ]
        if not places:
            return nodes[-1].id
        hiding = [
            place
            for place, node in enumerate(nodes)
            if place > places[-1] and isinstance(node, Layer) and node.visible and node.provenance is not None
        ]
        return nodes[max([places[-1], *hiding])].id
