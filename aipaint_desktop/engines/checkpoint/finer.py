"""A second pass over what was painted at a model's size and is wanted much larger: finer, in overlapping parts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.checkpoint.finer_sizes import STRENGTH
from aipaint_desktop.engines.checkpoint.request import Stretch, taken_steps
from aipaint_desktop.engines.checkpoint.samplers import passes
from aipaint_desktop.engines.checkpoint.trails import Trail
from aipaint_desktop.engines.pictures.pixels import resized

if TYPE_CHECKING:
    from collections.abc import Callable

    from aipaint_desktop.engines.checkpoint.denoising import Denoiser, Order, Step


def paint_twice(
    denoiser: "Denoiser",
    order: "Order",
    finer: tuple[int, int] | None,
    around: NDArray[np.uint8] | None,
    check: "Callable[[], None]",
) -> "Iterator[Step]":
    """Yield the steps of both passes, as if it were one run; the last one has the picture of the second.

    finer: width and height of the second pass, None where there is none. around: what is there already at that size,
    (height, width, 3), which shows where the order's mask does.
    """
    if finer is None:
        yield from denoiser.paint(order, check)
        return
    again = passes(order.sampler, taken_steps(order.steps, STRENGTH))
    painted = None
    for step in denoiser.paint(order, check):
        painted = step.picture
        yield replace(step, steps=step.steps + again, picture=_small(step.picture, order.width, order.height))
        first = step.steps
    assert painted is not None
    mask = None if order.mask is None else resized(order.mask, *finer)
    start = resized(painted, *finer)
    if mask is not None and around is not None:
        share = mask[..., None].astype(np.float32) / 255
        start = np.rint(around + (start.astype(np.float32) - around) * share).astype(np.uint8)
    last = order.stretches[-1]
    second = replace(
        order,
        stretches=(Stretch(again, last.prompt, last.negative, last.guidance, last.seed),),
        width=finer[0],
        height=finer[1],
        start=start,
        mask=mask,
        strength=STRENGTH,
        part=denoiser.native_side,
        regions=tuple(replace(region, mask=resized(region.mask, *finer)) for region in order.regions),
        guides=tuple(replace(guide, map=resized(guide.map, *finer)) for guide in order.guides),
    )
    for step in denoiser.along(Trail()).paint(second, check):
        yield replace(step, number=first + step.number, steps=first + again)


def _small(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """The last picture of the first pass is large and no result: as small as those before it."""
    if picture.shape[:2] != (height, width):
        return picture
    return resized(picture, max(1, width // 8), max(1, height // 8))
