"""Another size for the canvas, as states: the canvas alone, or with what is on it."""

from dataclasses import replace

import numpy as np
from PIL import Image

from aipaint_desktop.document import mask as masks
from aipaint_desktop.document.layer import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect

WHITE = (255, 255, 255, 255)


def resized(state: State, width: int, height: int, left: int, top: int) -> State:
    """The state on a canvas of another size; nothing is scaled.

    left, top: where the old origin comes to lie; what falls outside is cut off. The paper grows along.
    """
    rect = Rect(0, 0, width, height)
    kept = rect.intersection(state.rect.moved(left, top))

    def moved(layer: Layer) -> Layer:
        tiles = layer.tiles.moved(left, top)
        if layer.paper:
            tiles = TileStore().fill(rect, WHITE).write(kept, tiles.read(kept))
        return replace(layer, tiles=tiles.cropped(rect))

    layers = tuple(moved(layer) for layer in state.layers)
    return state.with_size(width, height, layers, lambda mask: masks.cropped(mask, width, height, left, top))


def scaled(state: State, width: int, height: int) -> State:
    """The state on a canvas of another size, to which what is on it is scaled."""
    rect = Rect(0, 0, width, height)

    def enlarged(layer: Layer) -> Layer:
        tiles = TileStore().fill(rect, WHITE) if layer.paper else TileStore()
        pixels = layer.tiles.read(state.rect)
        blank = pixels.min() == 255 if layer.paper else not pixels[..., 3].any()
        if not blank:
            image = Image.fromarray(pixels).resize((width, height), Image.Resampling.LANCZOS)
            tiles = tiles.write(rect, np.asarray(image))
        return replace(layer, tiles=tiles)

    layers = tuple(enlarged(layer) for layer in state.layers)
    return state.with_size(width, height, layers, lambda mask: masks.scaled(mask, width, height))
