"""`upscaler`: the artist's own upscalers and restorers, run by spandrel."""

import math
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base.engine import CancelToken, Device, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.computing.network_engine import FoundEngine
from aipaint_desktop.engines.pictures.ground import Ground
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.engines.upscaler_files.libraries import load_spandrel
from aipaint_desktop.engines.upscaler_files.request import UpscalerRequest
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from aipaint_desktop.engines.upscaler_files.upscaling import Upscaler

# of Real-ESRGAN on two cores of a current CPU, until the first run has shown this one's own speed
_SECONDS_PER_PIXEL = 3e-4
_SECONDS_ALWAYS = 1.0
_BYTES_PER_PIXEL = 60
_BYTES_ALWAYS = 1_500_000_000
_SHOWN_SIDE = 640  # px, the longer one, of a frame on the way
_MOST_PASSES = 6


class UpscalerEngine(FoundEngine):
    """Enlarges and restores."""

    id = "upscaler"
    requests: ClassVar[Sequence[type[Request]]] = (UpscalerRequest,)

    def device(self) -> Device:
        load_spandrel()
        return super().device()

    def estimate(self, request: Request) -> Estimate:
        """Foresee seconds from the picture's pixels and the speed of this file in earlier runs; bytes from the size of
        the result."""
        asked = _upscaler_request(request)
        return Estimate(
            _SECONDS_ALWAYS + self._paced(_painting(asked), _work(asked)),
            _BYTES_ALWAYS + _BYTES_PER_PIXEL * math.prod(asked.size),
        )

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield after each tile what is done by then, small, and at last the picture."""
        asked = _upscaler_request(request)
        asked.validate()
        token.check()
        ground, upscaler = Ground.of(asked), self._upscaler(asked)
        token.check()
        expected, began = self._paced(_painting(asked), _work(asked)), time.perf_counter()
        picture = np.divide(opaque(asked.picture.pixels), 255, dtype=np.float32)
        count = passes(upscaler.scale, picture.shape[1], picture.shape[0], *asked.size)
        step = 0
        for number in range(count):
            seen = _small(_bytes(picture), *asked.size)
            for done in upscaler.enlarge(picture, asked.seed, token.check):
                steps = (
                    step + done.tiles - done.tile + 1 + (count - number - 1) * done.tiles * upscaler.scale**2
                )
                step += 1
                whole = done.tile == done.tiles
                if whole and number == count - 1:
                    spent = time.perf_counter() - began
                    self._learn_pace(spent, expected, _work(asked))
                    yield ground.lay(Frame(step, step, resized(_bytes(done.picture), *asked.size), 0.0))
                    return
                seen = _with_tile(seen, done.picture, done.rows, done.columns)
                left = (time.perf_counter() - began) * (steps / step - 1)
                yield ground.lay(Frame(step, max(steps, step + 1), seen, left))
            picture = done.picture

    def _upscaler(self, asked: UpscalerRequest) -> "Upscaler":
        device = self.device()
        from aipaint_desktop.engines.upscaler_files.loading import load_upscaler
        from aipaint_desktop.engines.upscaler_files.upscaling import Upscaler

        return self._models.get(
            (self.id, asked.weights, device),
            lambda: Upscaler(load_upscaler(self._find(asked.weights)), device),
        )


def passes(scale: int, width: int, height: int, new_width: int, new_height: int) -> int:
    """Count how often a network enlarges by its factor until a picture is at least as large as is wanted; a restorer,
    of factor 1, runs once."""
    factor = max(new_width / width, new_height / height)
    if scale <= 1 or factor <= scale:
        return 1
    return min(_MOST_PASSES, math.ceil(math.log(factor, scale) - 1e-9))


def _with_tile(
    seen: NDArray[np.uint8], picture: NDArray[np.float32], rows: slice, columns: slice
) -> NDArray[np.uint8]:
    """A small picture with one more tile of the large one on it."""
    scale = seen.shape[1] / picture.shape[1], seen.shape[0] / picture.shape[0]
    left, right = (round(side * scale[0]) for side in (columns.start, columns.stop))
    top, bottom = (round(side * scale[1]) for side in (rows.start, rows.stop))
    if right <= left or bottom <= top:
        return seen
    shown = seen.copy()
    shown[top:bottom, left:right] = resized(_bytes(picture[rows, columns]), right - left, bottom - top)
    return shown


def _small(pixels: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    scale = min(1.0, _SHOWN_SIDE / max(width, height))
    return resized(pixels, max(1, round(width * scale)), max(1, round(height * scale)))


def _bytes(picture: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.round(picture * 255).clip(0, 255).astype(np.uint8)


def _painting(asked: UpscalerRequest) -> float:
    """Seconds that the network takes, were it that and this machine the one that was measured."""
    return _SECONDS_PER_PIXEL * asked.picture.width * asked.picture.height


def _work(asked: UpscalerRequest) -> str:
    return asked.weights[:8]


def _upscaler_request(request: Request) -> UpscalerRequest:
    if not isinstance(request, UpscalerRequest):
        raise BadInput("An upscaler cannot {0}.", request.operation)
    return request
