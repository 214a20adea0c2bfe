"""What a document's tree is made of: layers, and groups of nodes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.text import Text, TextTiles
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.refusal import BadInput


def _new_id() -> str:
    return uuid4().hex


@dataclass(frozen=True)
class Node:
    """A part of a picture with a name. Immutable: an edit puts a changed copy with the same `id` in its place.

    opacity: 0 to 1. mode: how its colours meet those below.
    clip: whether it is seen only where the nearest node below that is not clipped has paint.
    mask: how far each pixel is hidden, of one channel: 0 is shown, as all is where there is no tile, 255 hidden.
    mask_used: whether the mask has any effect. locked: whether the hand may change it.
    label: a colour to find it by, "" for none.
    """

    name: str
    visible: bool = field(default=True, kw_only=True)
    opacity: float = field(default=1.0, kw_only=True)
    mode: Mode = field(default=Mode.NORMAL, kw_only=True)
    clip: bool = field(default=False, kw_only=True)
    mask: TileStore | None = field(default=None, kw_only=True, repr=False)
    mask_used: bool = field(default=True, kw_only=True)
    locked: bool = field(default=False, kw_only=True)
    label: str = field(default="", kw_only=True)
    id: str = field(default_factory=_new_id, kw_only=True)

    @property
    def seen(self) -> bool:
        """Tell whether it is shown at all, wherever there is anything on it."""
        return self.visible and self.opacity > 0

    @property
    def hidden_by(self) -> TileStore | None:
        """Give the mask, if it has one that has an effect."""
        return self.mask if self.mask_used else None


@dataclass(frozen=True)
class Layer(Node):
    """A sheet of pixels.

    paper: the sheet everything is painted on; it grows with the canvas.
    provenance: what made this layer, or None for the hand.
    alpha_locked: whether paint changes colours alone, so that what is transparent stays so.
    """

    tiles: TileStore = field(default_factory=TileStore, repr=False)
    paper: bool = field(default=False, kw_only=True)
    provenance: object | None = field(default=None, kw_only=True)
    alpha_locked: bool = field(default=False, kw_only=True)

    @property
    def text(self) -> Text | None:
        """Give the text that its pixels are of; None where they are paint."""
        return self.tiles.text if isinstance(self.tiles, TextTiles) else None

    def check_paint(self) -> None:
        """Raise `BadInput` where its pixels are those of a text."""
        if self.text is not None:
            raise BadInput(
                "“{0}” is text: rasterise it (in the Layer menu) before it is painted on.", self.name
            )


@dataclass(frozen=True)
class Group(Node):
    """Nodes that are shown, moved and masked together.

    children: bottom to top.
    through: whether they meet what is below the group, as they would without it; otherwise they are laid over one
    another first. A group with a mode of its own, or one that is clipped, is never passed through.
    folded: whether a list of nodes hides its children.
    """

    children: tuple[Node, ...] = ()
    through: bool = field(default=False, kw_only=True)
    folded: bool = field(default=False, kw_only=True)

    @property
    def passes_through(self) -> bool:
        """Tell whether its children meet what is below it."""
        return self.through and self.mode is Mode.NORMAL and not self.clip


def walk(node: Node) -> Iterator[Node]:
    """Go through a node and all in it, children first, bottom to top."""
    if isinstance(node, Group):
        for child in node.children:
            yield from walk(child)
    yield node
