"""`composer`: words to a composition, and by another engine to a painting of full size.

The network is `nn.generative.unet`, its sampler `nn.generative.flow_matching`; here requests become
conditions, sheets and orders for the engine that finishes.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base.engine import CancelToken, Engine, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.engines.composer.request import ComposeRequest, Finish, sheet_shape
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.engines.computing.network_engine import NetworkEngine
from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.engines.pictures.ground import Ground, resized_mask, touched
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.values.picture import LatePicture, Picture
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from aipaint_desktop.engines.composer.composition import Composer

# on two cores of a current CPU, until the first run has shown the machine's own speed
_SECONDS_PER_STEP = 0.03
_SECONDS_ALWAYS = 0.2
_BYTES = 500_000_000
_COMPOSITION_SIDE = 64
_HELD = 96  # short side in px that a square painting is held to: larger and the paint's edges blur, too
_GRAIN = 0.45  # px: the network exaggerates what is finer


@dataclass(frozen=True, eq=False)
class Candidate:
    """A reference that may be chosen for a composition. subjects: English words for what it is good to paint."""

    picture: Picture
    subjects: str


class ComposerEngine(NetworkEngine):
    """Composes from words, from a start or in a selection, and has the composition painted.

    model: gives the folder of its verified files; called when they are to be loaded, may raise `BadInput`.
    finishers: engines by what `ComposeRequest.finish` calls them. candidates: gives the references to choose from
    where a request has none. device, precision, slowness, models: as `NetworkEngine` takes them.
    """

    id = "composer"
    requests: ClassVar[Sequence[type[Request]]] = (ComposeRequest,)

    def __init__(
        self,
        model: Callable[[], Path],
        finishers: Mapping[str, Engine],
        candidates: Callable[[], Sequence[Candidate]],
        device: str = "auto",
        precision: str = "auto",
        slowness: Slowness | None = None,
        models: LoadedModels | None = None,
    ) -> None:
        super().__init__(model, device, precision, slowness, models)
        self._finishers = finishers
        self._read_candidates = candidates

    def estimate(self, request: Request) -> Estimate:
        """Foresee seconds from the steps and the speed of earlier runs, and what the finishing engine says."""
        asked = _compose_request(request)
        seconds = self._paced(self._composing(asked))
        finishing = self._finishing_estimates(asked)
        return Estimate(
            seconds + sum(estimate.seconds for estimate in finishing),
            max([_BYTES, *(estimate.bytes for estimate in finishing)]),
        )

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield what the network imagines after each step, as small as it is, and then the frames of the engine that
        finishes; how many those are is known once it has begun."""
        asked = _compose_request(request)
        asked.validate()
        token.check()
        if asked.start is not None and asked.keep == 1 and asked.finish in ("none", "upscale"):
            kept = _enlarged(opaque(asked.start.pixels), asked)
            yield Ground.of(asked).lay(Frame(1, 1, _sheet([kept] * asked.count), 0.0))
            return
        estimate = self.estimate(asked).seconds
        expected = self._paced(self._composing(asked))
        composer = self._composer
        began = time.perf_counter()
        for step in composer.compose(asked, token.check):
            spent = time.perf_counter() - began
            left = max(estimate - spent, spent * (step.of / step.number - 1))
            if step.number < step.of:
                yield Frame(step.number, step.of + 1, _sheet(step.pictures), left)
        self._learn_pace(spent, expected)
        if asked.finish != "none":
            yield Frame(step.number, step.of + 1, _sheet(step.pictures), left)
            for frame in self._finish(asked, step.pictures[0], step.number, token):
                yield replace(frame, drawn=step.drawn)
            return
        ground = Ground.of(asked)
        frames = [
            ground.lay(Frame(step.number, step.of, _enlarged(picture, asked), 0.0, drawn=step.drawn))
            for picture in step.pictures
        ]
        sheet = _sheet([frame.image for frame in frames])
        yield frames[0] if len(frames) == 1 else replace(frames[0], image=sheet, layer=None)

    def _finish(
        self, asked: ComposeRequest, composition: NDArray[np.uint8], done: int, token: CancelToken
    ) -> Iterator[Frame]:
        references = asked.references or (self._best_fitting(asked.prompt, composition),)
        seconds = [estimate.seconds for estimate in self._finishing_estimates(asked)]
        picture, ground = Picture(composition, "composition"), Ground.of(asked)
        for number, ordered in enumerate(_ORDERS[asked.finish], 1):
            later = seconds[number:]
            order = ordered(asked, picture, references)
            for frame in self._finishers[order.engine].run(order, token):
                if frame.step == 0:  # noise or the picture once more
                    continue
                yield replace(
                    ground.lay(frame),
                    step=done + frame.step,
                    steps=done + frame.steps + len(later),
                    seconds_left=frame.seconds_left + sum(later),
                    references=references,
                )
            done += frame.steps
            picture = Picture(_in_surroundings(asked, frame.image), "composition")

    def _finishing_estimates(self, asked: ComposeRequest) -> list[Estimate]:
        picture = LatePicture(_COMPOSITION_SIDE, _COMPOSITION_SIDE, _not_composed_yet)
        orders = [ordered(asked, picture, asked.references) for ordered in _ORDERS[asked.finish]]
        return [self._finishers[order.engine].estimate(order) for order in orders]

    def _best_fitting(self, prompt: str, composition: NDArray[np.uint8]) -> Picture:
        from aipaint_desktop.engines.composer.composition import best_fitting

        pictures = [candidate.picture for candidate in self._candidates]
        subjects = [candidate.subjects for candidate in self._candidates]
        return best_fitting(composition, pictures, self._composer.likenesses(prompt, subjects))

    @cached_property
    def _candidates(self) -> Sequence[Candidate]:
        return self._read_candidates()

    @property
    def _composer(self) -> "Composer":
        from aipaint_desktop.engines.composer.composition import Composer

        device = self.device()
        return self._models.get((self.id, device), lambda: Composer(self._network(), device))

    def _composing(self, asked: ComposeRequest) -> float:
        """Seconds that the network will take, were this machine the one it was measured on."""
        return _SECONDS_ALWAYS + _SECONDS_PER_STEP * asked.composing_steps * (0.5 + asked.count / 2)


def _not_composed_yet() -> NDArray[np.uint8]:
    raise AssertionError("an estimate needs sizes alone")


def _enlarging(asked: ComposeRequest, picture: Picture, references: tuple[Picture, ...]) -> Request:
    from aipaint_desktop.engines.pictures.pixels import resized

    width, height = min(picture.width, asked.width), min(picture.height, asked.height)
    return UpscaleRequest(
        seed=asked.seed,
        picture=LatePicture(width, height, lambda: resized(picture.pixels, width, height), picture.name),
        references=references,
        width=asked.width,
        height=asked.height,
        grain=_GRAIN,
    )


def _painting(asked: ComposeRequest, picture: Picture, references: tuple[Picture, ...]) -> Request:
    shorter, longer = sorted(asked.size)
    return PaintRequest(
        seed=asked.seed,
        sketch=picture,
        references=references,
        width=asked.width,
        height=asked.height,
        keep=asked.closeness,
        # who chose no picture has chosen no other colours than the composition's
        held=0 if asked.references else min(shorter, round(_HELD * (shorter / longer) ** 0.5)),
    )


def _restyling(asked: ComposeRequest, picture: Picture, references: tuple[Picture, ...]) -> Request:
    return StylizeRequest(
        seed=asked.seed,
        picture=picture,
        references=references,
        weights=(1.0,) * len(references),
        width=asked.width,
        height=asked.height,
    )


# what is asked for in turn, of the composition and then of what became of it
_ORDERS: Mapping[Finish, Sequence[Callable[[ComposeRequest, Picture, tuple[Picture, ...]], Request]]] = {
    "none": (),
    "upscale": (_enlarging,),
    "painter": (_enlarging, _painting),
    "style": (_enlarging, _restyling),
}


def _enlarged(composition: NDArray[np.uint8], asked: ComposeRequest) -> NDArray[np.uint8]:
    from aipaint_desktop.engines.pictures.pixels import resized

    return resized(composition, asked.width, asked.height)


def _in_surroundings(asked: ComposeRequest, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What is painted from next (H, W, 3): the picture wherever anything is selected, and the start elsewhere."""
    from aipaint_desktop.engines.pictures.pixels import resized

    if asked.selection is None or asked.start is None:
        return picture
    size = picture.shape[1], picture.shape[0]
    selected = touched(resized_mask(asked.selection.pixels, *size))[..., None] > 0
    return np.where(selected, picture, resized(opaque(asked.start.pixels), *size))


def _sheet(pictures: Sequence[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Pictures of one shape in rows, as `sheet_shape` has it; a single one is itself."""
    columns, rows = sheet_shape(len(pictures))
    height, width, channels = pictures[0].shape
    sheet = np.zeros((rows * height, columns * width, channels), np.uint8)
    for number, picture in enumerate(pictures):
        top, left = number // columns * height, number % columns * width
        sheet[top : top + height, left : left + width] = picture
    return sheet


def _compose_request(request: Request) -> ComposeRequest:
    if not isinstance(request, ComposeRequest):
        raise BadInput("The composer cannot {0}.", request.operation)
    return request
