"""`posterise`: a picture in few flat colours. It has no network: the colours of a picture are its model."""

import math
import time
from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.base.engine import CancelToken, Device, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.engines.pictures.ground import Ground
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.engines.posterise.flattening import Tones, labels_of, without_small
from aipaint_desktop.engines.posterise.lab import lab_of
from aipaint_desktop.engines.posterise.palette import ROUNDS, palettes, sample
from aipaint_desktop.engines.posterise.request import PosteriseRequest
from aipaint_desktop.values.refusal import BadInput

_SHOWN_SIDE = 512  # px of the long side of what is shown while the palette is found

# seconds on one core of a current CPU, until the first run has shown the machine's own speed
_SECONDS_PER_PIXEL = 2e-7
_SECONDS_PER_PIXEL_AND_COLOUR = 3e-8
_SECONDS_ALWAYS = 0.5
_BYTES_PER_PIXEL = 16
_BYTES_ALWAYS = 50_000_000


class PosteriseEngine:
    """Paints pictures in few flat colours, their own or those of others. It computes on the CPU alone.

    slowness: what earlier runs showed of it.
    """

    id = "posterise"
    requests: ClassVar[Sequence[type[Request]]] = (PosteriseRequest,)

    def __init__(self, slowness: Slowness | None = None) -> None:
        self._slowness = slowness or Slowness()

    def device(self) -> Device:
        return Device("cpu")

    def estimate(self, request: Request) -> Estimate:
        """Foresee seconds from pixels and colours and the speed of earlier runs; bytes from the size."""
        asked = _posterise_request(request)
        pixels = math.prod(asked.size)
        each = _SECONDS_PER_PIXEL + _SECONDS_PER_PIXEL_AND_COLOUR * asked.colours
        seconds = self._slowness.scale(_SECONDS_ALWAYS + each * pixels)
        return Estimate(seconds, _BYTES_ALWAYS + _BYTES_PER_PIXEL * pixels)

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield the picture, small, in what each round finds of the palette, and at last as it was asked for."""
        asked = _posterise_request(request)
        asked.validate()
        token.check()
        expected, began = self.estimate(asked).seconds, time.perf_counter()
        random = np.random.default_rng(asked.seed)
        ground, pixels = Ground.of(asked), opaque(asked.picture.pixels)
        own = sample([_seen(asked)], random)
        if asked.references:
            wanted = sample([_visible(reference.pixels) for reference in asked.references], random)
            tones = Tones(lab_of(own), lab_of(wanted))
        else:
            wanted, tones = own, None
        small = _small(pixels)
        palette = wanted[:1]
        for step, palette in enumerate(palettes(wanted, asked.colours, random), 1):
            token.check()
            labels = labels_of(small, palette, tones, dither=asked.dither, check=token.check)
            left = max(0.0, expected - (time.perf_counter() - began))
            yield ground.lay(Frame(step, ROUNDS + 1, palette[labels], left))
        labels = labels_of(pixels, palette, tones, dither=asked.dither, check=token.check)
        if not asked.dither:
            labels = without_small(labels, asked.smallest, token.check)
        self._slowness.learn(time.perf_counter() - began, expected, trust=0.5)
        yield ground.lay(Frame(ROUNDS + 1, ROUNDS + 1, palette[labels], 0.0))


def _seen(asked: PosteriseRequest) -> NDArray[np.uint8]:
    """The colours (n, 3) of what is to be painted over: what shows, within the selection."""
    pixels = asked.picture.pixels
    return _visible(pixels if asked.selection is None else pixels[asked.selection.pixels > 0])


def _visible(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The colours (n, 3) of what shows of pixels (..., 3 or 4); of blank paper, white."""
    if pixels.shape[-1] == 3:
        return pixels.reshape(-1, 3)
    showing = pixels[pixels[..., 3] > 0][:, :3]
    return showing if len(showing) else np.full((1, 3), 255, np.uint8)


def _small(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    image = Image.fromarray(pixels)
    image.thumbnail((_SHOWN_SIDE, _SHOWN_SIDE), Image.Resampling.BOX)
    return np.asarray(image)


def _posterise_request(request: Request) -> PosteriseRequest:
    if not isinstance(request, PosteriseRequest):
        raise BadInput("The posterising engine cannot {0}.", request.operation)
    return request
