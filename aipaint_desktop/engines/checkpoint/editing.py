"""Editing by instruction: a model is shown the picture, or the part around what is selected, and words say what is to
change in it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base.engine import Frame
from aipaint_desktop.engines.checkpoint.filling import blend_mask, place_of, smaller
from aipaint_desktop.engines.checkpoint.finer_sizes import MUCH_LARGER, native_size
from aipaint_desktop.engines.checkpoint.pipelines import Ability
from aipaint_desktop.engines.checkpoint.request import PromptEditRequest
from aipaint_desktop.engines.pictures.ground import Ground, resized_mask
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from aipaint_desktop.engines.checkpoint.denoising import Denoiser, Order

    MakeOrder = Callable[[tuple[int, int], NDArray[np.uint8]], Order]


def edit(
    asked: PromptEditRequest,
    denoiser: "Denoiser",
    order: "MakeOrder",
    check: Callable[[], None],
) -> Iterator[Frame]:
    """Yield the frames of an edit. order: makes one of the size that is painted, and the start (H, W, 3) of that size.
    Raises `BadInput` where the model does not edit."""
    if Ability.EDIT not in denoiser.abilities:
        raise BadInput(
            "{0} edits no picture by instruction: choose a model that is made for that.", asked.checkpoint
        )
    if asked.selection is None:
        yield from _whole(asked, denoiser, order, check)
    else:
        yield from _selected(asked, denoiser, order, check)


def _whole(
    asked: PromptEditRequest,
    denoiser: "Denoiser",
    order: "MakeOrder",
    check: Callable[[], None],
) -> Iterator[Frame]:
    assert asked.start is not None
    size = edited_size(asked, denoiser.native_side)
    ground = Ground.of(asked)
    for step in denoiser.paint(order(size, resized(opaque(asked.start.pixels), *size)), check):
        picture = resized(step.picture, *asked.size) if step.number == step.steps else step.picture
        yield ground.lay(Frame(step.number, step.steps, picture, 0.0))


def _selected(
    asked: PromptEditRequest,
    denoiser: "Denoiser",
    order: "MakeOrder",
    check: Callable[[], None],
) -> Iterator[Frame]:
    """What is selected is edited with what is around it, at the model's size, and put back as fills are."""
    assert asked.start is not None
    assert asked.selection is not None
    picture = resized(asked.start.pixels, *asked.size)
    selection = resized_mask(asked.selection.pixels, *asked.size)
    place = place_of(picture, selection, 1.0, denoiser.native_side, hidden=False)
    ground = Ground(Picture(picture), Picture(blend_mask(selection)))
    below = opaque(picture)
    shown, small = smaller(place, below)
    for step in denoiser.paint(order(place.size, place.start), check):
        if step.number == step.steps:
            painted = place.put_back(step.picture, below)
        else:
            painted = shown.put_back(step.picture, small)
        yield ground.lay(Frame(step.number, step.steps, painted, 0.0))


def edited_size(asked: PromptEditRequest, native_side: int) -> tuple[int, int]:
    """Give the size at which a whole picture is edited: its own or, where it may be and is far from what the model was
    trained on, one of that many pixels."""
    width, height = asked.painted_size
    share = width * height / native_side**2
    if asked.in_parts and not 1 / MUCH_LARGER <= share <= MUCH_LARGER:
        return native_size(width, height, native_side)
    return width, height
