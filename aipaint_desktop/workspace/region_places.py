"""Parts of the picture that have words of their own: where a layer has paint, or a saved selection."""

from dataclasses import dataclass, replace

import numpy as np

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.state import State
from aipaint_desktop.values.refusal import BadInput


@dataclass(frozen=True)
class RegionPlace:
    """One of them. layer: the id of one, or "". channel: the name of a selection that is kept, where it is no layer.
    title: what it was called when it was chosen."""

    title: str
    layer: str = ""
    channel: str = ""

    def mask_in(self, state: State) -> Mask:
        """Tell where it is in a state, (height, width) uint8, whether the layer is shown or not. Raises `BadInput`
        where it is gone."""
        if self.layer:
            layer = next((each for each in state.layers if each.id == self.layer), None)
            if layer is not None:
                shown = replace(layer, visible=True, opacity=1.0, clip=False)
                return np.ascontiguousarray(composite((shown,), state.rect)[..., 3])
        elif self.channel in state.channels:
            return state.channels[self.channel]
        raise BadInput("What had words of its own is gone: {0}.", self.title)


def places_in(state: State) -> tuple[RegionPlace, ...]:
    """List what can have words of its own: layers but the paper, from the top, and selections that are kept."""
    layers = [RegionPlace(layer.name, layer=layer.id) for layer in reversed(state.layers) if not layer.paper]
    return *layers, *(RegionPlace(name, channel=name) for name in state.channels)
