"""`lab`: new pictures from the models that artists train on pictures of their own."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from aipaint_desktop.engines.base.engine import CancelToken, Device, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.engines.pictures.ground import Ground
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

    from aipaint_desktop.nn.generative.model import GenerativeModel

# on two cores of a current CPU, until the first run has shown the machine's own speed
_SECONDS_PER_STEP = 0.03
_SECONDS_ALWAYS = 0.2
_BYTES_ALWAYS = 200_000_000
_BYTES_PER_PIXEL = 100


class LabEngine:
    """Makes pictures with models that artists trained. weights: gives the verified weights of a model by its id and
    their SHA-256; may raise `BadInput`. device: "auto", "cuda", "mps" or "cpu". slowness: what earlier runs showed
    of it. models: those in memory."""

    id = "lab"
    requests: ClassVar[Sequence[type[Request]]] = (GenerateRequest,)

    def __init__(
        self,
        weights: Callable[[str, str], Path],
        device: str = "auto",
        slowness: Slowness | None = None,
        models: LoadedModels | None = None,
    ) -> None:
        self._weights = weights
        self._device = device
        self._slowness = slowness or Slowness()
        self._models = models or LoadedModels()

    def device(self) -> Device:
        return choose_device(self._device)

    def estimate(self, request: Request) -> Estimate:
        """Foresee what a run takes as if the model were one of diffusion, which takes longest."""
        asked = _generate_request(request)
        seconds = _SECONDS_ALWAYS + asked.steps * self._seconds_per_step
        return Estimate(seconds, _BYTES_ALWAYS + _BYTES_PER_PIXEL * asked.width * asked.height)

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield the picture after each step of diffusion; of the other families there is one frame."""
        asked = _generate_request(request)
        asked.validate()
        token.check()
        ground, model = Ground.of(asked), self._model(asked)
        began = time.perf_counter()
        for step in model.sample(self._latent(model, asked), asked.steps, token.check):
            pace = (time.perf_counter() - began) / step.step
            left = pace * (step.steps - step.step)
            yield ground.lay(Frame(step.step, step.steps, _fitted(step.clean, asked), left))
        self._slowness.learn(pace, self._seconds_per_step)

    @property
    def _seconds_per_step(self) -> float:
        return self._slowness.scale(_SECONDS_PER_STEP)

    def _latent(self, model: "GenerativeModel", asked: GenerateRequest) -> "Tensor":
        from aipaint_desktop.nn.generative.model import between

        latent = model.latents([asked.seed])
        if asked.to_seed is not None:
            latent = between(latent, model.latents([asked.to_seed]), asked.share)
        return latent.to(self.device().kind)

    def _model(self, asked: GenerateRequest) -> "GenerativeModel":
        from aipaint_desktop.nn.generative.model import load_model

        path, device = self._weights(asked.trained, asked.weights), self.device()

        def load() -> "GenerativeModel":
            try:
                model = load_model(path)
            except ValueError:
                raise BadInput(
                    "The weights {0}/{1} are not those of a model of the lab.", path.parent.name, path.name
                ) from None
            model.network.to(device.kind)
            return model

        return self._models.get((self.id, asked.weights, device), load)


def _fitted(picture: "Tensor", asked: GenerateRequest) -> "NDArray[np.uint8]":
    """The square picture (1, 3, S, S) enlarged to cover the result, its middle cropped to it."""
    from aipaint_desktop.engines.pictures.pixels import to_pixels
    from aipaint_desktop.nn.resize import resize

    side = max(asked.size)
    left, top = (side - asked.width) // 2, (side - asked.height) // 2
    whole = resize(picture, side, side).clamp(-1, 1)
    return to_pixels(whole[..., top : top + asked.height, left : left + asked.width])


def _generate_request(request: Request) -> GenerateRequest:
    if not isinstance(request, GenerateRequest):
        raise BadInput("The lab cannot {0}.", request.operation)
    return request
