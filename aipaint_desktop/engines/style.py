"""`style`: a picture repainted in the manner of others.

The network is in `nn.style_network`; here requests become codes, shares and tiles.
"""

import math
import time
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from aipaint_desktop.engines.base import BadInput, CancelToken, Device, Estimate, Frame, Request
from aipaint_desktop.engines.devices import choose_device
from aipaint_desktop.engines.style_request import StylizeRequest

if TYPE_CHECKING:
    from aipaint_desktop.engines.fast_style import FastStyle

# on two cores of a current CPU, until the first run has shown the machine's own speed
_SECONDS_PER_PIXEL = 4e-7
_SECONDS_PER_REFERENCE = 0.1
_SECONDS_ALWAYS = 0.1
_BYTES_PER_PIXEL = 16
_BYTES_ALWAYS = 500_000_000


class StyleEngine:
    """Repaints pictures of any size in the manner of any references.

    network, vgg: give the verified weights of the style network and of VGG16; called once, when they are first needed,
    and may raise `BadInput`. device: "auto", "cuda", "mps" or "cpu".
    """

    id = "style"

    def __init__(self, network: Callable[[], Path], vgg: Callable[[], Path], device: str = "auto") -> None:
        self._network = network
        self._vgg = vgg
        self._device = device
        self._slowness = 1.0

    def device(self) -> Device:
        return choose_device(self._device, convolves=True)

    def estimate(self, request: Request) -> Estimate:
        """Seconds from the pixels to paint and the speed of earlier runs; bytes from the size of the result."""
        asked = _stylize_request(request)
        pixels = math.prod(asked.size)
        paintings = len(asked.regions) or 1
        seconds = (
            paintings * pixels * _SECONDS_PER_PIXEL
            + len(asked.references) * _SECONDS_PER_REFERENCE
            + _SECONDS_ALWAYS
        )
        return Estimate(self._slowness * seconds, _BYTES_ALWAYS + (_BYTES_PER_PIXEL + 2 * paintings) * pixels)

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yields the picture, of a large one the whole painted small, then tile after tile as they are painted;
        these frames are smaller than the result. A picture with transparency keeps it."""
        asked = _stylize_request(request)
        asked.validate()
        token.check()
        fast = self._fast
        expected = self.estimate(asked).seconds
        began = time.perf_counter()
        for step in fast.paint(asked, token.check):
            spent = time.perf_counter() - began
            left = spent * (1 / step.done - 1) if step.done else expected
            yield Frame(step.number, step.of, step.image, left)
        if asked.strength > 0:  # one run alone says little: most are short, and some references were known
            self._slowness *= (spent / expected) ** 0.5

    @cached_property
    def _fast(self) -> "FastStyle":
        from aipaint_desktop.engines.fast_style import FastStyle

        return FastStyle(self._network(), self._vgg(), self.device())


def _stylize_request(request: Request) -> StylizeRequest:
    if not isinstance(request, StylizeRequest):
        raise BadInput(f"The style engine cannot {request.operation}.")
    return request
