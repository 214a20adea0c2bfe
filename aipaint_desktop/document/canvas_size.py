"""Another size for the canvas, as states: the canvas alone, or with what is on it."""

from dataclasses import replace

import numpy as np
from PIL import Image

from aipaint_desktop.document import guides, pinned
from aipaint_desktop.document import mask as masks
from aipaint_desktop.document.assistants import carried
from aipaint_desktop.document.kernel import Kernel
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import with_tiles
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.limits import CANVAS
from aipaint_desktop.values.refusal import BadInput

_FILTERS = {kernel: Image.Resampling[kernel.name] for kernel in Kernel}
WHITE = (255, 255, 255, 255)


def resized(state: State, width: int, height: int, left: int, top: int) -> State:
    """Put the state on a canvas of another size; nothing is scaled.

    left, top: where the old origin comes to lie; what falls outside is cut off. The paper grows along.
    Raises `BadInput` for an impossible size.
    """
    check_canvas(width, height)
    rect = Rect(0, 0, width, height)
    kept = rect.intersection(state.rect.moved(left, top))

    def moved(node: Node, tiles: TileStore) -> TileStore:
        if not _is_paper(node, tiles):
            return tiles.moved(left, top).cropped(rect)
        if tiles.plain(state.rect, WHITE):
            return TileStore().fill(rect, WHITE)
        return TileStore().fill(rect, WHITE).write(kept, tiles.moved(left, top).read(kept))

    nodes = with_tiles(state.nodes, moved)
    resized = state.with_size(
        width, height, nodes, lambda mask: masks.cropped(mask, width, height, left, top)
    )
    pins = pinned.moved(state.pinned, left, top)
    assistants = carried(state.assistants, lambda place: (place[0] + left, place[1] + top))
    lines = guides.moved(state.guides, left, top)
    return replace(resized, guides=lines, pinned=pins, assistants=assistants)


class Scaling:
    """Another size for the canvas, to which what is on it is scaled.

    It remembers what it has scaled: a state that differs in one layer from one before costs that layer. So it can be
    computed beside the window from the state of a moment, and then of what was painted meanwhile.
    """

    def __init__(self, width: int, height: int, kernel: Kernel = Kernel.LANCZOS) -> None:
        """Raises `BadInput` for an impossible size."""
        check_canvas(width, height)
        self._kernel = kernel
        self.rect = Rect(0, 0, width, height)
        self._scaled: dict[tuple[TileStore, bool, Rect], TileStore] = {}
        self._masks: dict[int, tuple[Mask, Mask | None]] = {}  # by the identity of the first, which is kept

    def covers(self, state: State) -> bool:
        """Tell whether all that is on the canvas has been scaled before, so that `of` takes no time."""
        missing: list[Node] = []

        def look(node: Node, tiles: TileStore) -> TileStore:
            if (tiles, _is_paper(node, tiles), state.rect) not in self._scaled:
                missing.append(node)
            return tiles

        with_tiles(state.nodes, look)
        return not missing

    def of(self, state: State) -> State:
        """Scale the state to the canvas of the other size. Any thread may call, one at a time."""
        nodes = with_tiles(state.nodes, lambda node, tiles: self._tiles(node, tiles, state.rect))
        scaled = state.with_size(self.rect.width, self.rect.height, nodes, self._mask)
        across, down = self.rect.width / state.width, self.rect.height / state.height
        pins = pinned.scaled(state.pinned, across, down)
        assistants = carried(state.assistants, lambda place: (place[0] * across, place[1] * down))
        lines = guides.scaled(state.guides, across, down)
        return replace(scaled, guides=lines, pinned=pins, assistants=assistants)

    def _tiles(self, node: Node, tiles: TileStore, rect: Rect) -> TileStore:
        is_paper = _is_paper(node, tiles)
        key = (tiles, is_paper, rect)
        if key not in self._scaled:
            made = _enlarged(tiles, is_paper, rect, self.rect, self._kernel)
            matrix = np.diag([self.rect.width / rect.width, self.rect.height / rect.height, 1.0])
            self._scaled[key] = tiles.remade(made, matrix)
        return self._scaled[key]

    def _mask(self, mask: Mask) -> Mask | None:
        if id(mask) not in self._masks:
            self._masks[id(mask)] = mask, masks.scaled(mask, self.rect.width, self.rect.height)
        return self._masks[id(mask)][1]


def _is_paper(node: Node, tiles: TileStore) -> bool:
    return isinstance(node, Layer) and node.paper and tiles is node.tiles


def _enlarged(tiles: TileStore, is_paper: bool, before: Rect, after: Rect, kernel: Kernel) -> TileStore:
    if is_paper and tiles.plain(before, WHITE):
        return TileStore().fill(after, WHITE)
    nothing = TileStore(channels=tiles.channels)
    pixels = tiles.read(before)
    if not (pixels[..., 3] if pixels.ndim == 3 else pixels).any():
        return nothing
    image = Image.fromarray(pixels).resize((after.width, after.height), _FILTERS[kernel])
    return nothing.write(after, np.asarray(image))


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
