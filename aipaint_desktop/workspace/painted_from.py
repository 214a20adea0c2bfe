"""What a painting is painted from: which layers of the document, and as what picture."""

import numpy as np

from aipaint_desktop.document.canvas_size import WHITE
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import State
from aipaint_desktop.document.layer import Layer
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import PaintedFrom


def layers_painted_from(source: PaintedFrom, state: State) -> tuple[Layer, ...]:
    """Pick the layers, bottom to top; hidden ones never. The sketch is what no engine made, or all there is where the
    hand has painted nothing yet."""
    visible = tuple(layer for layer in state.layers if layer.visible)
    match source:
        case PaintedFrom.SKETCH:
            sketch = tuple(layer for layer in visible if layer.provenance is None)
            return sketch if any(_painted(layer, state) for layer in sketch) else visible
        case PaintedFrom.LAYER:
            return tuple(layer for layer in visible if layer.id == state.active_id)
        case PaintedFrom.VISIBLE:
            return visible
        case PaintedFrom.SELECTION:
            return visible if state.selection is not None else ()


def picture_painted_from(source: PaintedFrom, state: State) -> Pixels:
    """Composite those layers, (H, W, 4); transparent outside of the selection where that is the source.

    Raises `BadInput` where there is nothing to paint from.
    """
    layers = layers_painted_from(source, state)
    if not layers and source is PaintedFrom.SELECTION:
        raise BadInput("Nothing is selected: select what is to be painted from.")
    if not layers and source is PaintedFrom.LAYER:
        raise BadInput("“{0}” is hidden: show it, or paint from something else.", state.active.name)
    if not layers:
        raise BadInput("All layers are hidden: show what is to be painted from.")
    pixels = composite(layers, state.rect)
    if source is PaintedFrom.SELECTION and state.selection is not None:
        within = pixels[..., 3].astype(np.uint16) * state.selection
        pixels[..., 3] = (within + 127) // 255
    return pixels


def _painted(layer: Layer, state: State) -> bool:
    """Whether there is anything on it beside blank paper."""
    return not (layer.tiles.plain(state.rect, WHITE) if layer.paper else layer.tiles.bounds.empty)
