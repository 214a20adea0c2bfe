"""`style`: a picture repainted in the manner of others.

The network is in `nn.style.network`; here requests become codes, shares and tiles.
"""

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from aipaint_desktop.engines.base.engine import CancelToken, Device, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.engines.computing.network_engine import SeeingEngine
from aipaint_desktop.engines.pictures.ground import Ground
from aipaint_desktop.engines.style.fine_work import passes, worked_size
from aipaint_desktop.engines.style.request import Quality, StylizeRequest
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from aipaint_desktop.engines.style.fast import FastStyle, SeeingNetwork
    from aipaint_desktop.engines.style.fine import FineStyle
    from aipaint_desktop.engines.style.live_painting import LivePainting
    from aipaint_desktop.engines.style.master import MasterStyle
    from aipaint_desktop.engines.style.step import Step
    from aipaint_desktop.nn.vgg import Vgg16

# on two cores of a current CPU, until the first run has shown the machine's own speed
_SECONDS_PER_PIXEL = 4e-7
_SECONDS_PER_REFERENCE = 0.1
_SECONDS_ALWAYS = 0.1
_BYTES_PER_PIXEL = 16
_BYTES_ALWAYS = 500_000_000
_SECONDS_PER_PIXEL_STEP = 4e-6
_SECONDS_PER_PASS = 0.5
_FINE_BYTES_PER_PIXEL = 24
_MASTER_BYTES_ALWAYS = 600_000_000
_MASTER_BYTES_PER_PIXEL = 500


class StyleEngine(SeeingEngine):
    """Repaints pictures in the manner of any references: at any size at once, or as well as it can be done.

    low_rank: as `network`, for the weights of VGG16 of low rank, which fine and master look through. learned: gives the
    verified weights of the network that has learned a reference by their SHA-256, may raise `BadInput`. For the rest
    see `SeeingEngine`.
    """

    id = "style"
    requests: ClassVar[Sequence[type[Request]]] = (StylizeRequest,)

    def __init__(
        self,
        network: Callable[[], Path],
        vgg: Callable[[], Path],
        low_rank: Callable[[], Path],
        learned: Callable[[str], Path],
        device: str = "auto",
        precision: str = "auto",
        slowness: Slowness | None = None,
        models: LoadedModels | None = None,
    ) -> None:
        super().__init__(network, vgg, device, precision, slowness, models)
        self._low_rank = low_rank
        self._learned = learned

    def estimate(self, request: Request) -> Estimate:
        """Foresee seconds from the pixels to paint and the speed of earlier runs; bytes from the size of the result."""
        asked = _stylize_request(request)
        seconds, held = _ESTIMATES[asked.quality](asked)
        return Estimate(self._paced(seconds, asked.quality), held)

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield the picture, of a large one the whole painted small, then tile after tile as they are painted; these
        frames are smaller than the result. The other qualities yield every step at full size. A picture with
        transparency keeps it."""
        asked = _stylize_request(request)
        asked.validate()
        token.check()
        ground, steps = Ground.of(asked), self._steps(asked, token.check)
        expected = self.estimate(asked).seconds
        began = time.perf_counter()
        for step in steps:
            spent = time.perf_counter() - began
            # what was expected counts as much as a tenth of the work
            left = (1 - step.done) * (spent + 0.1 * expected) / (step.done + 0.1)
            yield ground.lay(Frame(step.number, step.of, step.image, left))
        if asked.strength > 0:
            self._learn_pace(spent, expected, asked.quality)

    def _steps(self, asked: StylizeRequest, check: Callable[[], None]) -> Iterator["Step"]:
        if asked.quality == "fast":
            return self._fast.paint(asked, check)
        if asked.quality == "fine":
            return self._fine.paint(asked, check)
        start = None
        if asked.from_fast:
            whole = replace(asked, quality="fast", strength=1.0, selection=None)
            *_, last = self._fast.paint(whole, check)
            start = last.image
        return self._master.paint(asked, check, start)

    def follow(self, request: Request) -> "LivePainting":
        """Give what repaints a picture as the request says while it is being painted. Loads the networks."""
        asked = _stylize_request(request)
        asked = replace(asked, quality="fast")
        asked.validate()
        return self._fast.follow(asked)

    @property
    def _fast(self) -> "FastStyle":
        from aipaint_desktop.engines.style.fast import FastStyle

        return FastStyle(self._seeing_network)

    def _seeing_network(self, learned: str) -> "SeeingNetwork":
        from aipaint_desktop.engines.style.fast import SeeingNetwork

        weights = partial(self._learned, learned) if learned else self._network
        return self._seeing(lambda vgg, device: SeeingNetwork(weights(), vgg, device), learned or "fast")

    @property
    def _fine(self) -> "FineStyle":
        from aipaint_desktop.engines.style.fine import FineStyle

        device = self.device()
        return self._models.get(
            (self.id, "fine", device), lambda: FineStyle(self._fast, self._vgg_of_low_rank(device), device)
        )

    @property
    def _master(self) -> "MasterStyle":
        from aipaint_desktop.engines.style.master import MasterStyle

        device = self.device()
        return self._models.get(
            (self.id, "master", device),
            lambda: MasterStyle(self._fine, self._vgg_of_low_rank(device), device),
        )

    def _vgg_of_low_rank(self, device: Device) -> "Vgg16":
        from aipaint_desktop.engines.computing.vgg_weights import load_vgg

        return self._models.share(("vgg16-low-rank", device), lambda: load_vgg(self._low_rank(), device))


def _fast_estimate(asked: StylizeRequest) -> tuple[float, int]:
    pixels = math.prod(asked.size)
    paintings = len(set(asked.regions)) or 1
    seconds = (
        paintings * pixels * _SECONDS_PER_PIXEL
        + len(asked.references) * _SECONDS_PER_REFERENCE
        + _SECONDS_ALWAYS
    )
    return seconds, _BYTES_ALWAYS + (_BYTES_PER_PIXEL + 2 * paintings) * pixels


def _fine_estimate(asked: StylizeRequest) -> tuple[float, int]:
    width, height = asked.size
    seconds, held = _fast_estimate(asked)
    size = worked_size(height, width)
    if size is None:
        return seconds, held
    paintings = len(set(asked.regions)) or 1
    seconds += passes(height, width, paintings) * _SECONDS_PER_PASS
    held += math.prod(size) * _MASTER_BYTES_PER_PIXEL + width * height * _FINE_BYTES_PER_PIXEL
    return seconds, held


def _master_estimate(asked: StylizeRequest) -> tuple[float, int]:
    from aipaint_desktop.nn.style.nearest_neighbour_schedule import (
        FORMED,
        SURROUNDINGS,
        MasterSettings,
        scales,
    )

    width, height = asked.size
    paintings = len(set(asked.regions)) or 1
    formed = not asked.from_fast and worked_size(height, width) is not None
    coarsest = FORMED if formed else MasterSettings.coarsest
    plan = scales(height, width, MasterSettings(steps=asked.steps, coarsest=coarsest))
    around = 2 * SURROUNDINGS
    work = sum(scale.steps * (scale.height + around) * (scale.width + around) for scale in plan)
    seconds = paintings * work * _SECONDS_PER_PIXEL_STEP
    if formed:
        seconds += passes(height, width, paintings) * _SECONDS_PER_PASS
    return seconds, _MASTER_BYTES_ALWAYS + _MASTER_BYTES_PER_PIXEL * width * height


_ESTIMATES: Mapping[Quality, Callable[[StylizeRequest], tuple[float, int]]] = {
    "fast": _fast_estimate,
    "fine": _fine_estimate,
    "master": _master_estimate,
}


def _stylize_request(request: Request) -> StylizeRequest:
    if not isinstance(request, StylizeRequest):
        raise BadInput("The style engine cannot {0}.", request.operation)
    return request
