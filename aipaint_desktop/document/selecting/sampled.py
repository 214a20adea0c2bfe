"""The picture in which a selection is looked for."""

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import Pixels


def sampled(state: State, *, all_layers: bool) -> Pixels:
    """Give what is seen, or what is on the active node alone, however that is shown: (height, width, 4) uint8. Slow."""
    match state.active:
        case Layer() as layer if not all_layers:
            return layer.tiles.read(state.rect)
        case Group() as group if not all_layers:
            return composite(group.children, state.rect)
    return composite(state.nodes, state.rect)
