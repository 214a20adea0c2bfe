"""A picture that comes onto a layer of its own, on a canvas that may take another size for it."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.document.arranging import working_on
from aipaint_desktop.document.node import Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import inserted, with_tiles
from aipaint_desktop.values.geometry import Rect


def placed(state: State, node: Node, above: str, *, activate: bool = True) -> State:
    """Put a node above the one with the id `above`, in the group that this is in; what of it lies outside the canvas is
    cut off.

    activate: whether it becomes the active one.
    """
    (inside,) = with_tiles((node,), lambda _node, tiles: tiles.cropped(state.rect))
    state = replace(state, nodes=inserted(state.nodes, [inside], above))
    return working_on(state, node.id) if activate else state


def tiles_of_picture(pixels: NDArray[np.uint8], at: Rect) -> TileStore:
    """Lay the picture, (H, W, 3 or 4) uint8, onto a rectangle of the document, to whose size it is scaled."""
    pixels = with_alpha(pixels)
    if pixels.shape[:2] != (at.height, at.width):
        scaled = Image.fromarray(pixels).resize((at.width, at.height), Image.Resampling.LANCZOS)
        pixels = np.asarray(scaled)
    return TileStore.from_pixels(pixels, at.left, at.top)


def with_alpha(image: NDArray[np.uint8]) -> Pixels:
    """Give (H, W, 3 or 4) uint8 an alpha channel: (H, W, 4). Raises `ValueError` for what is no image."""
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] not in (3, 4):
        raise ValueError(f"not an image: {image.dtype} {image.shape}")
    if image.shape[2] == 4:
        return image
    return np.dstack([image, np.full(image.shape[:2], 255, np.uint8)])
