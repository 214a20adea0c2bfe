"""The picture in which a selection is looked for."""

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import Pixels


def sampled(state: State, *, all_layers: bool) -> Pixels:
    """Give what is seen, or what is on the active layer alone, however it is shown: (height, width, 4) uint8. Slow."""
    return composite(state.layers, state.rect) if all_layers else state.active.tiles.read(state.rect)
