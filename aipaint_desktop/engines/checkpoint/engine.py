"""`checkpoint`: the artist's own Stable Diffusion models."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from aipaint_desktop.engines.base.engine import CancelToken, Device, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.engines.checkpoint.libraries import check_libraries, load_libraries, quiet
from aipaint_desktop.engines.checkpoint.request import CheckpointRequest, PromptRequest
from aipaint_desktop.engines.computing.devices import choose_device, number_type
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.engines.pictures.ground import Ground
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from aipaint_desktop.engines.checkpoint.denoising import Denoiser, Order

# on two cores of a current CPU for a model of the size of 1.5, until the first run has shown the machine's own speed
_SECONDS_PER_PIXEL_STEP = 8e-5
_SECONDS_ALWAYS = 15.0
_BYTES_ALWAYS = 5_000_000_000
_BYTES_PER_PIXEL = 6_000


class CheckpointEngine:
    """Paints with checkpoints.

    find: gives the path of a model by its SHA-256, verified; called when it is to be loaded, may raise `BadInput`.
    device, precision: as `choose_device` takes them. slowness: what earlier runs showed. models: those in memory.
    """

    id = "checkpoint"
    requests: ClassVar[Sequence[type[Request]]] = (PromptRequest,)

    def __init__(
        self,
        find: Callable[[str], Path],
        device: str = "auto",
        precision: str = "auto",
        slowness: Slowness | None = None,
        models: LoadedModels | None = None,
    ) -> None:
        self._find = find
        self._device = device
        self._precision = precision
        self._slowness = slowness or Slowness()
        self._models = models or LoadedModels()

    def device(self) -> Device:
        check_libraries()
        return choose_device(self._device, convolves=True, precision=self._precision)

    def estimate(self, request: Request) -> Estimate:
        """Foresee seconds from pixels, steps and the speed of earlier runs; bytes from pixels."""
        asked = _prompt_request(request)
        width, height = asked.painted_size
        return Estimate(
            _SECONDS_ALWAYS + self._slowness.scale(self._denoising(asked)),
            _BYTES_ALWAYS + _BYTES_PER_PIXEL * width * height,
        )

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield after each step what the model thinks that the picture becomes, small, and at last the picture."""
        asked = _prompt_request(request)
        asked.validate()
        token.check()
        denoiser = self._denoiser(asked)
        token.check()
        ground = Ground.of(asked)
        expected, began = self._slowness.scale(self._denoising(asked)), time.perf_counter()
        for step in denoiser.paint(_order(asked), token.check):
            spent = time.perf_counter() - began
            picture, left = step.picture, spent * (step.steps / step.number - 1)
            if step.number == step.steps:
                self._slowness.learn(spent, expected, trust=0.5)  # it may have been held up
                picture = resized(picture, *asked.size)
            yield ground.lay(Frame(step.number, step.steps, picture, left))

    def _denoiser(self, asked: CheckpointRequest) -> "Denoiser":
        device = self.device()
        load_libraries()
        from aipaint_desktop.engines.checkpoint.denoising import Denoiser
        from aipaint_desktop.engines.checkpoint.ideas import fit_colours
        from aipaint_desktop.engines.checkpoint.loading import load_checkpoint

        def load() -> Denoiser:
            import torch

            path = self._find(asked.weights)
            pipe = load_checkpoint(path, number_type(device), asked.v_prediction).pipe.to(device.kind)
            with torch.no_grad():
                return Denoiser(pipe, fit_colours(pipe.vae))

        with quiet():
            return self._models.get((self.id, asked.weights, asked.prediction, device), load)

    def _denoising(self, asked: PromptRequest) -> float:
        """Seconds that the network will take, were this machine the one it was measured on."""
        width, height = asked.painted_size
        return _SECONDS_PER_PIXEL_STEP * width * height * asked.taken_steps * (2 if asked.guidance > 1 else 1)


def _order(asked: PromptRequest) -> "Order":
    from aipaint_desktop.engines.checkpoint.denoising import Order

    width, height = asked.painted_size
    return Order(
        prompt=asked.prompt,
        negative=asked.negative,
        steps=asked.steps,
        guidance=asked.guidance,
        sampler=asked.sampler,
        seed=asked.seed,
        width=width,
        height=height,
        start=resized(opaque(asked.start.pixels), width, height) if asked.start else None,
        strength=asked.strength,
    )


def _prompt_request(request: Request) -> PromptRequest:
    if not isinstance(request, PromptRequest):
        raise BadInput("A checkpoint cannot {0}.", request.operation)
    return request
