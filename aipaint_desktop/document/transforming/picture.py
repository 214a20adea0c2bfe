"""All of a picture turned, flipped or cropped, with its masks, its guides, what is pinned over it and selected."""

from dataclasses import replace

import numpy as np

from aipaint_desktop.document import guides, pinned
from aipaint_desktop.document.assistant import Place
from aipaint_desktop.document.assistants import carried
from aipaint_desktop.document.canvas_size import resized
from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.mask import bounds
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.transforming import matrices
from aipaint_desktop.document.transforming.bounds import box_of_chosen
from aipaint_desktop.document.transforming.chosen import transformed
from aipaint_desktop.document.transforming.exact import exactly, turned_mask
from aipaint_desktop.document.transforming.matrices import Matrix
from aipaint_desktop.document.transforming.pose import Pose
from aipaint_desktop.document.tree import with_tiles
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput


def turned_picture(state: State, quarters: int) -> State:
    """Turn all of it. quarters: of a full turn, clockwise."""
    width, height = state.width, state.height
    matrix = matrices.rotation(90 * quarters)
    shift = [(0, 0), (height, 0), (width, height), (0, width)][quarters % 4]
    size = (height, width) if quarters % 2 else (width, height)
    turned = _placed(state, matrices.shift(*shift) @ matrix, *size)
    before = quarters, width, height
    return replace(
        turned, guides=guides.turned(state.guides, *before), pinned=pinned.turned(state.pinned, *before)
    )


def flipped_picture(state: State, *, across: bool) -> State:
    """Flip all of it. across: left and right change places, else top and bottom."""
    matrix = matrices.scaling(-1, 1) if across else matrices.scaling(1, -1)
    shift = (state.width, 0) if across else (0, state.height)
    flipped = _placed(state, matrices.shift(*shift) @ matrix, state.width, state.height)
    size = {"width": state.width} if across else {"height": state.height}
    lines, pins = guides.mirrored(state.guides, **size), pinned.mirrored(state.pinned, **size)
    return replace(flipped, guides=lines, pinned=pins)


def _placed(state: State, matrix: Matrix, width: int, height: int) -> State:
    linear = np.rint(matrix[:2, :2]).astype(np.int64)

    def tiles(_node: object, before: TileStore) -> TileStore:
        after = exactly(before, matrix)
        assert after is not None
        return after

    def carry(place: Place) -> Place:
        x, y, _ = (matrix @ (*place, 1)).tolist()
        return x, y

    placed = state.with_size(
        width, height, with_tiles(state.nodes, tiles), lambda mask: turned_mask(mask, linear)
    )
    return replace(placed, assistants=carried(state.assistants, carry))


def cropped_picture(state: State, rect: Rect) -> State:
    """Make a rectangle the canvas: what lies outside of it is cut off, and where it reaches beyond the canvas that
    grows. The same state where it is the canvas. Raises `BadInput` for an impossible size."""
    if rect == state.rect:
        return state
    return resized(state, rect.width, rect.height, -rect.left, -rect.top)


def cropped_to_selection(state: State) -> State:
    """Crop to the smallest rectangle around what is selected, which stays so. Raises `BadInput` where nothing is."""
    if state.selection is None:
        raise BadInput("Nothing is selected to crop to.")
    return cropped_picture(state, bounds(state.selection))


def trimmed(state: State) -> State:
    """Crop away what is transparent all around, or has the colour of the upper left pixel. The same state where there
    is nothing to crop away. Raises `BadInput` for a picture of one colour."""
    pixels = composite(state.nodes, state.rect)
    corner = pixels[0, 0]
    ground = (pixels[..., 3] == 0) if corner[3] == 0 else (pixels == corner).all(axis=2)
    rect = bounds((~ground).view(np.uint8))
    if rect.empty:
        raise BadInput("There is nothing in the picture to trim it to.")
    return cropped_picture(state, rect)


def flipped_chosen(state: State, *, across: bool) -> State:
    """Flip the chosen nodes on the canvas, or what is selected of them where it lies. Raises `BadInput` for what is
    locked or hidden."""
    box = state.rect if state.selection is None else bounds(state.selection)
    return transformed(state, Pose.of(box).flipped(across=across))


def turned_chosen(state: State, quarters: int) -> State:
    """Turn the chosen nodes around the middle of what is on them. quarters: of a full turn, clockwise. Raises
    `BadInput` for what is locked or hidden."""
    box = box_of_chosen(state)
    return state if box.empty else transformed(state, Pose.of(box).turned(90.0 * quarters))
