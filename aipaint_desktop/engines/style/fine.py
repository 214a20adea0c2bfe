"""The way to repaint a picture in seconds: strokes and planes form in a short optimisation that begins with what the
fast way paints; of a large picture, when it is small, and the style network, over that at full size, gives them their
grain."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.reference_eye import READ_SIDE
from aipaint_desktop.engines.pictures.pixels import resized, to_tensor
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.engines.style.fast import FastStyle, shown_tiles
from aipaint_desktop.engines.style.fine_work import FINISHING, worked_size
from aipaint_desktop.engines.style.layered_painting import LayeredPainting
from aipaint_desktop.engines.style.layers import Share, shares
from aipaint_desktop.engines.style.optimising import Optimisation, Progress, Site, content_share
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.style.step import Step
from aipaint_desktop.engines.style.tiled_painting import WHOLE_PIXELS, Tile
from aipaint_desktop.nn.style.fine import repaint_fine
from aipaint_desktop.nn.style.fine_schedule import FINE, fine_scales, fine_work
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.picture import Picture

_MARGIN = 32  # px around a selection or region that are painted with it, at least
_MARGIN_SHARE = 1 / 16  # of the long side
_STROKES = (0.25, 4.0)  # that the network looks at references for
_FINISHED = 0.5  # strength of the network over what was optimised
_PIXELS_A_FRAME = 8_000_000  # larger pictures are not shown after every step

_READ_WHOLE = 1024  # px on the long side up to which a reference is read in one piece
_READ_LARGEST = 4096
_READ_PART = 512  # px a side, of four that are read of a larger one


class FineStyle:
    """Repaints on a device with the style network of the fast way and a VGG16, best one of low rank."""

    def __init__(self, fast: FastStyle, vgg: Vgg16, device: Device) -> None:
        self._fast = fast
        self._vgg = vgg
        self._device = torch.device(device.kind)

    def paint(self, request: StylizeRequest, check: Callable[[], None]) -> Iterator[Step]:
        """Yield the picture itself, what the fast way makes of it, steps of the optimisation and then tiles as they are
        finished, all at full size. Regions are painted one after another. What is too small to be optimised is painted
        as the fast way does.

        check: called before each part of the work, may raise to stop.
        """
        picture = resized(request.picture.pixels, *request.size)
        margin = max(_MARGIN, round(max(request.size) * _MARGIN_SHARE))
        site = Site.of(picture, shares(request), margin)
        height, width = site.under.shape[:2]
        size = worked_size(height, width)
        if size is None or request.strength == 0 or not site.layers:
            yield from self._fast.paint(request, check)
            return
        finished = _finished(site) if size != (height, width) else []
        formed = 1 + forming_steps(site, size)
        steps = formed + len(finished)
        yield Step(0, steps, 0.0, picture)
        forming = len(site.layers) * fine_work(*size, FINE)
        finishing = FINISHING * len(site.layers) * height * width / 512**2 if finished else 0.0
        share = forming / (forming + finishing)
        every = 1 + picture[..., 0].size // _PIXELS_A_FRAME
        paintings: Sequence[NDArray[np.uint8]] = ()
        for number, done, paintings in self.form(request, site, size, check):
            if number % every == 0 or number == formed - 1:
                yield Step(1 + number, steps, share * done, site.laid(paintings, request.strength))
        if not finished:
            return
        seen = [resized(painting, width, height) for painting in paintings]
        network = self._network_over(request, site, seen, _FINISHED, check)
        whole, image = network.whole(site.under), site.laid(paintings, request.strength)
        for number, tile in enumerate(finished, 1):
            image = image.copy()
            part = whole if len(finished) == 1 else network.tile(tile)
            image[site.place][..., :3][tile.place] = part[..., :3]
            done = share + (1 - share) * number / len(finished)
            yield Step(formed + number, steps, done, image)

    def form(
        self, request: StylizeRequest, site: Site, size: tuple[int, int], check: Callable[[], None]
    ) -> Iterator[Progress]:
        """Paint a site at a size (height, width) that can be optimised: yield what the fast way makes of all layers, as
        step 0, then every step of the optimisation, of one layer after another."""
        settings = replace(FINE, content=FINE.content * content_share(request.strength))
        optimiser = partial(repaint_fine, vgg=self._vgg, settings=settings)
        seen = [opaque(site.under)] * len(site.layers)
        begun = self._network_over(request, site, seen, max(1.0, request.strength), check).paintings()
        yield Progress(0, 0.0, begun)
        plan = fine_scales(*size, settings)
        optimisation = Optimisation(site, plan, request, optimiser, self._device, begun)
        scale = size[0] / site.under.shape[0]
        yield from optimisation.run(_reading(request, scale, self._device, check), check)

    def _network_over(
        self,
        request: StylizeRequest,
        site: Site,
        seen: Sequence[NDArray[np.uint8]],
        strength: float,
        check: Callable[[], None],
    ) -> LayeredPainting:
        """The network over a picture for every layer, its strokes as large as those that are optimised."""
        stroke = max(request.size) * request.stroke / READ_SIDE
        return self._fast.over(
            request,
            site.layers,
            site.under,
            seen,
            check,
            strength=strength,
            stroke=float(np.clip(stroke, *_STROKES)),
        )


def forming_steps(site: Site, size: tuple[int, int]) -> int:
    """Count the steps that a site takes to be formed at a size, after step 0."""
    return len(site.layers) * sum(scale.steps for scale in fine_scales(*size, FINE))


def _finished(site: Site) -> list[Tile]:
    """The parts of a site that the network paints one by one."""
    height, width = site.under.shape[:2]
    if height * width <= WHOLE_PIXELS:
        return [Tile(0, 0, height, width)]
    return shown_tiles(height, width, site.layers)


def _reading(
    request: StylizeRequest, scale: float, device: torch.device, check: Callable[[], None]
) -> Callable[[Share, Tensor], tuple[list[Tensor], list[float]]]:
    """Reads references at the scale they are painted at: with strokes of size 1 as long as the result, so much
    smaller."""
    long_side = min(_READ_LARGEST, max(request.size) * request.stroke * scale)

    def read(layer: Share, _scene: Tensor) -> tuple[list[Tensor], list[float]]:
        images: list[Tensor] = []
        weights: list[float] = []
        for reference, weight in zip(layer.references, layer.weights, strict=True):
            check()
            parts = _parts(reference, long_side)
            images += [to_tensor(part, device) for part in parts]
            weights += [weight / len(parts)] * len(parts)
        return images, weights

    return read


def _parts(reference: Picture, long_side: float) -> list[NDArray[np.uint8]]:
    """The reference, so long; of a large one parts, which are as much to see as is worth the time."""
    factor = long_side / max(reference.width, reference.height)
    width, height = (max(64, round(side * factor)) for side in (reference.width, reference.height))
    pixels = resized(opaque(reference.pixels), width, height)
    if max(width, height) <= _READ_WHOLE:
        return [pixels]
    rows, columns = (_spans(side) for side in (height, width))
    return [pixels[row, column] for row in rows for column in columns]


def _spans(length: int) -> list[slice]:
    """All of a length, or the middles of its halves."""
    if length <= _READ_PART:
        return [slice(0, length)]
    firsts = (round(length * place - _READ_PART / 2) for place in (0.25, 0.75))
    held = (min(max(0, first), length - _READ_PART) for first in firsts)
    return [slice(first, first + _READ_PART) for first in held]
