"""The slow way to repaint a picture in a manner: optimisation, from what the fine way makes of it, every step of which
can be kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.pictures.pixels import resized, to_tensor
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.engines.style.fine import FineStyle, forming_steps
from aipaint_desktop.engines.style.fine_work import worked_size
from aipaint_desktop.engines.style.layers import Share, shares
from aipaint_desktop.engines.style.optimising import Optimisation, Site, content_share
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.style.step import Step
from aipaint_desktop.nn.style.fine_schedule import FINE, fine_work
from aipaint_desktop.nn.style.nearest_neighbour import repaint
from aipaint_desktop.nn.style.nearest_neighbour_schedule import FORMED, MasterSettings, scales, work
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.picture import Picture

_MARGIN = 32  # px around a selection or region that are painted with it
_LARGEST_REFERENCE = 2048  # px on the long side


class MasterStyle:
    """Repaints by optimising with a VGG16 on a device. fine: paints what is begun with."""

    def __init__(self, fine: FineStyle, vgg: Vgg16, device: Device) -> None:
        self._fine = fine
        self._device = torch.device(device.kind)
        self._vgg = vgg

    def paint(
        self, request: StylizeRequest, check: Callable[[], None], start: NDArray[np.uint8] | None = None
    ) -> Iterator[Step]:
        """Yield the picture itself, then every step at full size: what the fine way makes of it, and the master's own.
        Regions are painted one after another.

        check: called before each part of the work, may raise to stop. start: (height, width, 3 or 4), what is
        repainted instead of what the fine way makes of the picture.
        """
        picture = resized(request.picture.pixels, *request.size)
        site = Site.of(picture, shares(request), _MARGIN)
        if request.strength == 0 or not site.layers:
            yield Step(0, 1, 0.0, picture)
            yield Step(1, 1, 1.0, picture)
            return
        height, width = site.under.shape[:2]
        size = None if start is not None else worked_size(height, width)
        usual = MasterSettings(
            steps=request.steps, coarsest=MasterSettings.coarsest if size is None else FORMED
        )
        settings = replace(usual, content=usual.content * content_share(request.strength))
        optimiser = partial(repaint, vgg=self._vgg, settings=settings)
        plan = scales(height, width, settings)
        own = len(site.layers) * sum(scale.steps for scale in plan)
        formed = 0 if size is None else 1 + forming_steps(site, size)
        steps, share = formed + own, 0.0
        yield Step(0, steps, 0.0, picture)
        begun: Sequence[NDArray[np.uint8]] = ()
        if start is not None:
            begun = [start[..., :3][site.place]] * len(site.layers)
        elif size is not None:
            forming = fine_work(*size, FINE)
            share = forming / (forming + work(height, width, settings))
            for number, done, begun in self._fine.form(request, site, size, check):
                yield Step(1 + number, steps, share * done, site.laid(begun, request.strength))
        optimisation = Optimisation(site, plan, request, optimiser, self._device, begun)

        def read(layer: Share, _scene: Tensor) -> tuple[list[Tensor], tuple[float, ...]]:
            return [self._read(reference, request) for reference in layer.references], layer.weights

        for number, done, paintings in optimisation.run(read, check):
            image = site.laid([*paintings, *begun[len(paintings) :]], request.strength)
            yield Step(formed + number, steps, share + (1 - share) * done, image)

    def _read(self, reference: Picture, request: StylizeRequest) -> Tensor:
        """At the scale it is painted at: with strokes of size 1 as long as the result. (1, 3, h, w)."""
        long_side = min(_LARGEST_REFERENCE, max(request.size) * request.stroke)
        factor = long_side / max(reference.width, reference.height)
        width, height = (max(64, round(side * factor)) for side in (reference.width, reference.height))
        return to_tensor(resized(opaque(reference.pixels), width, height), self._device)
