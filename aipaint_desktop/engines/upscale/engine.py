"""`upscale`: a small picture becomes a large one. The network is that of `nn.sketch.network`, trained to."""

import math
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from aipaint_desktop.engines.base.engine import CancelToken, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.computing.network_engine import SeeingEngine
from aipaint_desktop.engines.pictures.ground import Ground
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from aipaint_desktop.engines.upscale.upscaling import Upscaler

# on two cores of a current CPU, until the first run has shown the machine's own speed
_SECONDS_PER_PIXEL = 1.5e-6
_SECONDS_ALWAYS = 0.2
_BYTES_PER_PIXEL = 40
_BYTES_ALWAYS = 900_000_000


class UpscaleEngine(SeeingEngine):
    """Enlarges pictures."""

    id = "upscale"
    requests: ClassVar[Sequence[type[Request]]] = (UpscaleRequest,)

    def estimate(self, request: Request) -> Estimate:
        """Foresee seconds from the pixels and the speed of earlier runs; bytes from the size of the result."""
        pixels = math.prod(_upscale_request(request).size)
        seconds = _SECONDS_ALWAYS + _SECONDS_PER_PIXEL * pixels
        return Estimate(self._paced(seconds), _BYTES_ALWAYS + _BYTES_PER_PIXEL * pixels)

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield what each pass makes, every one larger than the one before."""
        asked = _upscale_request(request)
        asked.validate()
        token.check()
        ground, upscaler = Ground.of(asked), self._upscaler
        estimated, began = self.estimate(asked).seconds, time.perf_counter()
        sizes = passes(asked.picture.width, asked.picture.height, *asked.size)
        for number, picture in enumerate(upscaler.enlarge(asked, sizes, token.check), 1):
            if number == len(sizes):
                self._learn_pace(time.perf_counter() - began, estimated)
            left = estimated * (1 - math.prod(sizes[number - 1]) / math.prod(asked.size))
            yield ground.lay(Frame(number, len(sizes), picture, left))

    @property
    def _upscaler(self) -> "Upscaler":
        from aipaint_desktop.engines.upscale.upscaling import Upscaler

        return self._seeing(lambda vgg, device: Upscaler(self._network(), vgg, device))


def passes(width: int, height: int, new_width: int, new_height: int) -> list[tuple[int, int]]:
    """List the sizes, width and height in px, that a picture goes through to its new one, at least one: by about the
    same factor each time, at most four, which is what the network has learned."""
    factor = max(new_width / width, new_height / height)
    count = max(1, math.ceil(math.log(factor, _MOST_AT_ONCE) - 1e-9))
    return [
        (
            round(width * (new_width / width) ** (number / count)),
            round(height * (new_height / height) ** (number / count)),
        )
        for number in range(1, count + 1)
    ]


_MOST_AT_ONCE = 4


def _upscale_request(request: Request) -> UpscaleRequest:
    if not isinstance(request, UpscaleRequest):
        raise BadInput("The upscaling engine cannot {0}.", request.operation)
    return request
