"""Whether one picture without layers would hold all of a document."""

from collections.abc import Sequence

from aipaint_desktop.document.canvas_size import WHITE
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.values.geometry import Rect


def is_flat(state: State) -> bool:
    """Tell whether what is seen is all there is: one sheet, below it at most blank paper that it covers, no masks."""
    if state.selection is not None or state.regions or state.channels:
        return False
    match state.nodes:
        case (Layer() as sheet,):
            return _plain([sheet])
        case (Layer() as paper, Layer() as sheet) if paper.paper:
            return (
                _plain([paper, sheet]) and _covers(sheet, state.rect) and paper.tiles.plain(state.rect, WHITE)
            )
    return False


def _plain(layers: Sequence[Layer]) -> bool:
    return all(
        layer.visible and layer.opacity == 1 and layer.mode is Mode.NORMAL and layer.mask is None
        for layer in layers
    )


def _covers(layer: Layer, rect: Rect) -> bool:
    for column, row, part in rect.tiles(TILE):
        tile = layer.tiles.tile(column, row)
        if tile is None:
            return False
        inside = part.moved(-column * TILE, -row * TILE).slices
        if not tile.opaque and tile.pixels[inside][..., 3].min() < 255:
            return False
    return True
