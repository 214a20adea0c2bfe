"""Another size for the canvas, as states: the canvas alone, or with what is on it."""

from dataclasses import replace

import numpy as np
from PIL import Image

from aipaint_desktop.document import mask as masks
from aipaint_desktop.document.layer import Layer
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.limits import CANVAS
from aipaint_desktop.values.refusal import BadInput

WHITE = (255, 255, 255, 255)


def resized(state: State, width: int, height: int, left: int, top: int) -> State:
    """Put the state on a canvas of another size; nothing is scaled.

    left, top: where the old origin comes to lie; what falls outside is cut off. The paper grows along.
    Raises `BadInput` for an impossible size.
    """
    check_canvas(width, height)
    rect = Rect(0, 0, width, height)
    kept = rect.intersection(state.rect.moved(left, top))

    def moved(layer: Layer) -> Layer:
        if not layer.paper:
            return replace(layer, tiles=layer.tiles.moved(left, top).cropped(rect))
        tiles = TileStore().fill(rect, WHITE)
        if not layer.tiles.plain(state.rect, WHITE):
            tiles = tiles.write(kept, layer.tiles.moved(left, top).read(kept))
        return replace(layer, tiles=tiles)

    layers = tuple(moved(layer) for layer in state.layers)
    return state.with_size(width, height, layers, lambda mask: masks.cropped(mask, width, height, left, top))


class Scaling:
    """Another size for the canvas, to which what is on it is scaled.

    It remembers what it has scaled: a state that differs in one layer from one before costs that layer. So it can be
    computed beside the window from the state of a moment, and then of what was painted meanwhile.
    """

    def __init__(self, width: int, height: int) -> None:
        """Raises `BadInput` for an impossible size."""
        check_canvas(width, height)
        self.rect = Rect(0, 0, width, height)
        self._layers: dict[tuple[TileStore, bool, Rect], TileStore] = {}
        self._masks: dict[int, tuple[Mask, Mask | None]] = {}  # by the identity of the first, which is kept

    def covers(self, state: State) -> bool:
        """Tell whether all that is on the canvas has been scaled before, so that `of` takes no time."""
        return all((layer.tiles, layer.paper, state.rect) in self._layers for layer in state.layers)

    def of(self, state: State) -> State:
        """Scale the state to the canvas of the other size. Any thread may call, one at a time."""
        layers = tuple(replace(layer, tiles=self._scaled(layer, state.rect)) for layer in state.layers)
        return state.with_size(self.rect.width, self.rect.height, layers, self._mask)

    def _scaled(self, layer: Layer, rect: Rect) -> TileStore:
        key = (layer.tiles, layer.paper, rect)
        if key not in self._layers:
            self._layers[key] = _enlarged(layer, rect, self.rect)
        return self._layers[key]

    def _mask(self, mask: Mask) -> Mask | None:
        if id(mask) not in self._masks:
            self._masks[id(mask)] = mask, masks.scaled(mask, self.rect.width, self.rect.height)
        return self._masks[id(mask)][1]


def _enlarged(layer: Layer, before: Rect, after: Rect) -> TileStore:
    if layer.paper and layer.tiles.plain(before, WHITE):
        return TileStore().fill(after, WHITE)
    pixels = layer.tiles.read(before)
    if not pixels[..., 3].any():
        return TileStore()
    image = Image.fromarray(pixels).resize((after.width, after.height), Image.Resampling.LANCZOS)
    return TileStore().write(after, np.asarray(image))


def check_canvas(width: int, height: int) -> None:
    """Raise `BadInput` unless a picture can have this size."""
    if not CANVAS.allows(width, height):
        raise BadInput(
            "A canvas of {0}×{1} is not possible: each side is {2} to {3} px, {4} megapixels at most.",
            width,
            height,
            CANVAS.least,
            CANVAS.most,
            CANVAS.megapixels,
        )
