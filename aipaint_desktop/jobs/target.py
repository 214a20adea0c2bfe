"""Where the result of a job goes: to what it was asked for from, as that was at the press."""

from dataclasses import dataclass

from aipaint_desktop.document.document import Document


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
        """Find the layer above which the result goes now, by its id: that of those it was painted from, or of visible
        results above them, which would hide it."""
        layers = self.document.layers
        places = [place for place, layer in enumerate(layers) if layer.id in self.layers]
        if not places:
            return layers[-1].id
        hiding = [
            place
            for place, layer in enumerate(layers)
            if place > places[-1] and layer.visible and layer.provenance is not None
        ]
        return layers[max([places[-1], *hiding])].id
