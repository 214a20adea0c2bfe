"""What a painting is painted from: which layers of the document, and as what picture."""

import numpy as np

from aipaint_desktop.document.canvas_size import WHITE
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import State
from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.profile import to_srgb
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.document.tree import Forest, changed, leaves
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import PaintedFrom


def nodes_painted_from(source: PaintedFrom, state: State) -> Forest:
    """Pick the nodes, bottom to top, in their groups; hidden ones never. The sketch is what no engine made, or all
    there is where the hand has painted nothing yet."""
    visible = changed(state.nodes, _if_shown)
    match source:
        case PaintedFrom.SKETCH:
            sketch = changed(visible, _if_by_hand)
            return sketch if any(_painted(layer, state) for layer in leaves(sketch)) else visible
        case PaintedFrom.LAYER:
            return (state.active,) if state.shown(state.active_id) else ()
        case PaintedFrom.VISIBLE:
            return visible
        case PaintedFrom.SELECTION:
            return visible if state.selection is not None else ()


def picture_painted_from(source: PaintedFrom, state: State) -> Pixels:
    """Composite those layers, (H, W, 4) in sRGB; transparent outside of the selection where that is the source.

    Raises `BadInput` where there is nothing to paint from.
    """
    nodes = nodes_painted_from(source, state)
    if not nodes and source is PaintedFrom.SELECTION:
        raise BadInput("Nothing is selected: select what is to be painted from.")
    if not nodes and source is PaintedFrom.LAYER:
        raise BadInput("“{0}” is hidden: show it, or paint from something else.", state.active.name)
    if not nodes:
        raise BadInput("All layers are hidden: show what is to be painted from.")
    pixels = to_srgb(composite(nodes, state.rect), state.profile)
    if source is PaintedFrom.SELECTION and state.selection is not None:
        within = pixels[..., 3].astype(np.uint16) * state.selection
        pixels[..., 3] = (within + 127) // 255
    return pixels


def _if_shown(node: Node) -> Node | None:
    return node if node.visible else None


def _if_by_hand(node: Node) -> Node | None:
    return None if isinstance(node, Layer) and node.provenance is not None else node


def _painted(layer: Layer, state: State) -> bool:
    """Whether there is anything on it beside blank paper."""
    return not (layer.tiles.plain(state.rect, WHITE) if layer.paper else layer.tiles.bounds.empty)
