"""The slow way to repaint a picture in a manner: optimisation from coarse to fine, every step of which can be kept."""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.pictures.pixels import resized, to_pixels, to_tensor
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.engines.style.layers import blended, shares
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.style.step import Step
from aipaint_desktop.engines.style.tiled_painting import with_colours_of
from aipaint_desktop.nn.palette import colour_moments, move_colours
from aipaint_desktop.nn.resize import resize
from aipaint_desktop.nn.style.nearest_neighbour import repaint
from aipaint_desktop.nn.style.nearest_neighbour_schedule import MasterSettings, scales
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.limits import MASTERED
from aipaint_desktop.values.picture import Picture

_MARGIN = 32  # px around a selection or region that are painted with it
_LARGEST_REFERENCE = 2048  # px on the long side


class MasterStyle:
    """Repaints by optimising with VGG16 on a device. Raises `BadInput` where the file does not hold its weights."""

    def __init__(self, vgg: Vgg16, device: Device) -> None:
        self._device = torch.device(device.kind)
        self._vgg = vgg

    def paint(
        self, request: StylizeRequest, check: Callable[[], None], start: NDArray[np.uint8] | None = None
    ) -> Iterator[Step]:
        """Yield the picture itself, then every step at full size. Regions are painted one after another.

        check: called before each part of the work, may raise to stop. start: (height, width, 3 or 4), what is
        repainted instead of the picture.
        """
        picture = resized(request.picture.pixels, *request.size)
        layers = [layer for layer in shares(request) if layer.cover is None or layer.cover.any()]
        if request.strength == 0 or not layers:
            yield Step(0, 1, 0.0, picture)
            yield Step(1, 1, 1.0, picture)
            return
        place = _place([layer.cover for layer in layers], picture.shape[0], picture.shape[1])
        scene = to_tensor(opaque(picture)[place], self._device)
        settings = MasterSettings(steps=request.steps)
        plan = scales(scene.shape[2], scene.shape[3], settings)
        steps = len(layers) * sum(scale.steps for scale in plan)
        work = len(layers) * sum(scale.steps * scale.height * scale.width for scale in plan)
        yield Step(0, steps, 0.0, picture)
        generator = torch.Generator().manual_seed(request.seed)
        parts = [layer.cover if layer.cover is None else layer.cover[place] for layer in layers]
        painted: list[NDArray[np.uint8]] = []
        number, done = 0, 0
        for index, layer in enumerate(layers):
            for step in repaint(
                scene,
                [self._read(reference, scene, request) for reference in layer.references],
                layer.weights,
                self._vgg,
                settings,
                start=None if start is None else to_tensor(start[..., :3][place], self._device),
                check=check,
                generator=generator,
            ):
                number += 1
                done += step.image.shape[2] * step.image.shape[3]
                latest = to_pixels(_as_asked(step.image, scene, request))
                image = picture.copy()
                image[..., :3][place] = blended(
                    picture[..., :3][place], [*painted, latest], parts[: index + 1]
                )
                yield Step(number, steps, done / work, image)
            painted.append(latest)

    def _read(self, reference: Picture, scene: Tensor, request: StylizeRequest) -> Tensor:
        """At the scale it is painted at: with strokes of size 1 as long as the result. (1, 3, h, w)."""
        long_side = min(_LARGEST_REFERENCE, max(request.size) * request.stroke)
        factor = long_side / max(reference.width, reference.height)
        width, height = (max(64, round(side * factor)) for side in (reference.width, reference.height))
        pixels = resized(opaque(reference.pixels), width, height)
        image = to_tensor(pixels, self._device)
        if request.keep_colours:
            image = move_colours(image, *colour_moments(image), *colour_moments(scene))
        return image


def _as_asked(image: Tensor, scene: Tensor, request: StylizeRequest) -> Tensor:
    image = resize(image, *scene.shape[2:])
    if request.keep_colours:
        image = with_colours_of(scene, image)
    return torch.lerp(scene, image, request.strength)


def _place(covers: list[NDArray[np.uint8] | None], height: int, width: int) -> tuple[slice, slice]:
    """What has to be painted: all that shows and a little around it."""
    shown = [cover for cover in covers if cover is not None]
    if not shown:
        return slice(0, height), slice(0, width)
    anywhere = np.logical_or.reduce([cover > 0 for cover in shown])
    return _span(anywhere.any(1)), _span(anywhere.any(0))


def _span(shown: NDArray[np.bool_]) -> slice:
    found = np.flatnonzero(shown)
    first, last = int(found[0]) - _MARGIN, int(found[-1]) + 1 + _MARGIN
    return slice(max(0, min(first, len(shown) - MASTERED.least)), min(len(shown), max(last, MASTERED.least)))
