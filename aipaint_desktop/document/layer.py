"""One layer of a document."""

from dataclasses import dataclass, field
from uuid import uuid4

from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.tiles import TileStore


@dataclass(frozen=True)
class Layer:
    """A named sheet of pixels. Immutable: an edit puts a changed copy with the same `id` in its place.

    opacity: 0 to 1. mode: how its colours meet those below.
    paper: the sheet everything is painted on; it grows with the canvas.
    provenance: what made this layer, or None for the hand.
    """

    name: str
    tiles: TileStore = field(default_factory=TileStore, repr=False)
    visible: bool = True
    opacity: float = 1.0
    paper: bool = False
    provenance: object | None = None
    mode: Mode = Mode.NORMAL
    id: str = field(default_factory=lambda: uuid4().hex)

    @property
    def seen(self) -> bool:
        """Tell whether it is shown at all, wherever there is anything on it."""
        return self.visible and self.opacity > 0
