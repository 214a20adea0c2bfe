"""The slow way to repaint a picture in a manner: optimisation from coarse to fine, every step of which can be kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.pictures.pixels import resized, to_tensor
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.engines.style.layers import Share, shares
from aipaint_desktop.engines.style.optimising import Optimisation, Site, content_share
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.style.step import Step
from aipaint_desktop.nn.style.nearest_neighbour import repaint
from aipaint_desktop.nn.style.nearest_neighbour_schedule import MasterSettings, scales
from aipaint_desktop.nn.vgg import Vgg16
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
        site = Site.of(picture, shares(request), _MARGIN)
        if request.strength == 0 or not site.layers:
            yield Step(0, 1, 0.0, picture)
            yield Step(1, 1, 1.0, picture)
            return
        usual = MasterSettings(steps=request.steps)
        settings = replace(usual, content=usual.content * content_share(request.strength))
        begun = [] if start is None else [start[..., :3][site.place]] * len(site.layers)
        optimiser = partial(repaint, vgg=self._vgg, settings=settings)
        height, width = site.under.shape[:2]
        plan = scales(height, width, settings)
        optimisation = Optimisation(site, plan, request, optimiser, self._device, begun)
        yield Step(0, optimisation.steps, 0.0, picture)

        def read(layer: Share, _scene: Tensor) -> tuple[list[Tensor], tuple[float, ...]]:
            return [self._read(reference, request) for reference in layer.references], layer.weights

        for number, done, paintings in optimisation.run(read, check):
            yield Step(number, optimisation.steps, done, site.laid(paintings, request.strength))

    def _read(self, reference: Picture, request: StylizeRequest) -> Tensor:
        """At the scale it is painted at: with strokes of size 1 as long as the result. (1, 3, h, w)."""
        long_side = min(_LARGEST_REFERENCE, max(request.size) * request.stroke)
        factor = long_side / max(reference.width, reference.height)
        width, height = (max(64, round(side * factor)) for side in (reference.width, reference.height))
        return to_tensor(resized(opaque(reference.pixels), width, height), self._device)
