"""`painter`: diffusion whose model is the reference picture. It needs no trained weights.

The algorithm is in `nn.patches.diffusion`; here requests become canvases, references and schedules.
"""

import math
import time
from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np

from aipaint_desktop.engines.base.engine import CancelToken, Device, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.engines.painter.requests import (
    REFERENCE_PIXELS,
    ExtendRequest,
    FillRequest,
    PainterRequest,
    PaintRequest,
    VaryRequest,
)
from aipaint_desktop.engines.pictures.ground import Ground, resized_mask, share_of
from aipaint_desktop.engines.pictures.transparency import alpha_of
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

# seconds per pixel and step on two cores of a current CPU, until the first run has shown the machine's own speed
_SECONDS_PER_PIXEL_STEP = 6e-7
_SECONDS_PER_REFERENCE_PIXEL = 2e-6
_BYTES_PER_PIXEL = 260
_BYTES_PER_REFERENCE_PIXEL = 1200
_BYTES_ALWAYS = 100_000_000
_SECONDS_ALWAYS = 0.7
_PIXELS_WORTH_OF_A_STEP = 30_000


class PainterEngine:
    """Paints sketches, variations, fills and extensions with the patches of reference pictures.

    device: "auto", "cuda", "mps" or "cpu". It computes in fp32 throughout: matching patches is bound by memory,
    and bf16 would misplace them without being faster. slowness: what earlier runs showed of it.
    """

    id = "painter"
    requests: ClassVar[Sequence[type[Request]]] = (PaintRequest, VaryRequest, FillRequest, ExtendRequest)

    def __init__(self, device: str = "auto", slowness: Slowness | None = None) -> None:
        self._device = device
        self._slowness = slowness or Slowness()

    def device(self) -> Device:
        return choose_device(self._device)

    def estimate(self, request: Request) -> Estimate:
        """Foresee seconds from the pixels to paint and the speed of earlier runs; bytes from the largest level."""
        asked = _painter_request(request)
        pixels = asked.size[0] * asked.size[1]
        reference = min(REFERENCE_PIXELS, sum(r.width * r.height for r in asked.sources))
        # each coarser level has about a quarter of the pixels
        seconds = (
            4
            / 3
            * (pixels * asked.steps * _SECONDS_PER_PIXEL_STEP + reference * _SECONDS_PER_REFERENCE_PIXEL)
        )
        held = _BYTES_ALWAYS + pixels * _BYTES_PER_PIXEL + reference * _BYTES_PER_REFERENCE_PIXEL
        return Estimate(self._slowness.scale(seconds + _SECONDS_ALWAYS), held)

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield the noise it starts from, then the image after each step; the last frame has `sources`."""
        asked = _painter_request(request)
        asked.validate()
        token.check()
        import torch

        from aipaint_desktop.engines.painter.plans import plan
        from aipaint_desktop.nn.patches.diffusion import level_sizes, sample

        expected = self.estimate(asked).seconds
        device = torch.device(self.device().kind)
        generator = torch.Generator().manual_seed(asked.seed)
        began = time.perf_counter()
        planned = plan(asked, device, generator, token.check)
        height, width = planned.canvas.start.shape[-2:]
        sizes = level_sizes(height, width, planned.schedule.entry, planned.canvas.wrap)
        steps = len(sizes) * planned.schedule.steps
        noise = torch.rand(3, *sizes[0], generator=generator).to(device)
        ground = _ground(asked)
        yield ground.lay(Frame(0, steps, planned.so_far(noise[None] * 2 - 1), expected))
        work = [
            math.prod(size) + _PIXELS_WORTH_OF_A_STEP for size in sizes for _ in range(planned.schedule.steps)
        ]
        done = 0
        for number, step in enumerate(
            sample(planned.canvas, planned.references, planned.schedule, generator, token.check), 1
        ):
            done += work[number - 1]
            spent = time.perf_counter() - began
            if step.sources is None:
                left = spent * (sum(work) / done - 1)
                yield ground.lay(Frame(number, steps, planned.so_far(step.image), left))
            else:
                token.check()
                self._slowness.learn(spent, expected)
                image, sources = planned.finished(step.image, step.sources)
                yield ground.lay(Frame(steps, steps, image, 0.0, sources))


def _ground(request: PainterRequest) -> Ground:
    """What the request is painted over: paint fills holes, and a variation of one picture has that one's shape."""
    match request:
        case FillRequest():
            return Ground(request.picture, request.mask, covers=True)
        case ExtendRequest(picture=picture) if alpha_of(picture.pixels) is not None:
            canvas = np.full((request.height, request.width, 4), 255, np.uint8)
            bottom, right = request.top + picture.height, request.left + picture.width
            canvas[request.top : bottom, request.left : right] = picture.pixels
            return Ground(Picture(canvas), None)
        case VaryRequest(references=(picture,), tile=False, selection=selection):
            shape = alpha_of(picture.pixels)
            if shape is None:
                return Ground.of(request)
            shape = resized_mask(shape, *request.size)
            if selection is not None:
                shape = np.round(shape * share_of(selection.pixels)).astype(np.uint8)
            return Ground(None, Picture(shape))
        case _:
            return Ground.of(request)


def _painter_request(request: Request) -> PainterRequest:
    if not isinstance(request, PainterRequest):
        raise BadInput("The painter cannot {0}.", request.operation)
    return request
