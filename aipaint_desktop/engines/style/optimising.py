"""What the ways to paint by optimisation have in common: which part of the picture is painted, at what size, layer
after layer, and how that is laid over the picture."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.pictures.pixels import resized, to_pixels, to_tensor
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.engines.style.layers import Share, blended
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.style.tiled_painting import with_colours_of
from aipaint_desktop.nn.palette import colour_moments, move_colours
from aipaint_desktop.nn.resize import resize
from aipaint_desktop.nn.style.coarse_to_fine import Step
from aipaint_desktop.nn.style.fine_schedule import FineScale
from aipaint_desktop.nn.style.nearest_neighbour_schedule import Scale
from aipaint_desktop.values.limits import MASTERED

_LEAST_CONTENT = 0.4  # of the scene's weight, at strength 2


@dataclass(frozen=True, eq=False)
class Site:
    """Where something is painted.

    picture: all of it, (H, W, 3 or 4) uint8. place: rows and columns of the part that is painted. layers: what is
    painted there like which references, covers as large as the place.
    """

    picture: NDArray[np.uint8]
    place: tuple[slice, slice]
    layers: Sequence[Share]

    @classmethod
    def of(cls, picture: NDArray[np.uint8], parts: Sequence[Share], margin: int) -> "Site":
        """Find all that shows of what is painted, with so many px around it. parts: covers as large as the picture."""
        layers = [part for part in parts if part.cover is None or part.cover.any()]
        height, width = picture.shape[:2]
        place = _place([layer.cover for layer in layers], height, width, margin)
        return cls(
            picture,
            place,
            [layer if layer.cover is None else replace(layer, cover=layer.cover[place]) for layer in layers],
        )

    @property
    def under(self) -> NDArray[np.uint8]:
        """Give the part of the picture that is painted over."""
        return self.picture[self.place]

    def laid(self, paintings: Sequence[NDArray[np.uint8]], strength: float) -> NDArray[np.uint8]:
        """Lay paintings of the place, (h, w, 3) of any size, over the picture: those of the first layers."""
        under = self.under[..., :3]
        height, width = under.shape[:2]
        large = [resized(painting, width, height) for painting in paintings]
        covers = [layer.cover for layer in self.layers[: len(paintings)]]
        return self.placed(blended(under, large, covers, strength))

    def placed(self, part: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Give the picture with other colours (h, w, 3 or 4) in its place."""
        image = self.picture.copy()
        image[..., :3][self.place] = part[..., :3]
        return image


class Progress(NamedTuple):
    """One step. done: share of the work, 0 to 1. paintings: of the layers so far, (h, w, 3) uint8 at the size at which
    they are optimised."""

    number: int
    done: float
    paintings: Sequence[NDArray[np.uint8]]


Read = Callable[[Share, Tensor], tuple[Sequence[Tensor], Sequence[float]]]
"""Gives references (1, 3, h, w) and weights of a layer, to paint a scene (1, 3, h, w) like."""


class Optimiser(Protocol):
    """Repaints a scene like references (1, 3, h, w) by weight: yields it after every step, at the size of its scale.
    start: what is painted on; None for the scene itself."""

    def __call__(
        self,
        scene: Tensor,
        references: Sequence[Tensor],
        weights: Sequence[float],
        /,
        *,
        start: Tensor | None,
        check: Callable[[], None],
        generator: torch.Generator,
    ) -> Iterator[Step]: ...


class Optimisation:
    """Paints every layer of a site by itself.

    plan: the scales that the optimiser paints at, the last one of the size at which it is done. device: that everything
    is computed on. begun: what is painted on, (h, w, 3) of any size for every layer; none to begin with the scene.
    steps: of all layers.
    """

    def __init__(
        self,
        site: Site,
        plan: Sequence[Scale | FineScale],
        request: StylizeRequest,
        optimiser: Optimiser,
        device: torch.device,
        begun: Sequence[NDArray[np.uint8]] = (),
    ) -> None:
        self._request = request
        self._optimiser = optimiser
        self._begun = begun
        self._layers = site.layers
        self._size = plan[-1].width, plan[-1].height
        self._device = device
        self._scene = self._as_scene(opaque(site.under))
        self.steps = len(self._layers) * sum(scale.steps for scale in plan)
        self._work = len(self._layers) * sum(scale.steps * scale.height * scale.width for scale in plan)

    def run(self, read: Read, check: Callable[[], None]) -> Iterator[Progress]:
        """Yield every step."""
        generator = torch.Generator().manual_seed(self._request.seed)
        painted: list[NDArray[np.uint8]] = []
        number, done = 0, 0
        for index, layer in enumerate(self._layers):
            references, weights = read(layer, self._scene)
            start = self._as_scene(self._begun[index]) if self._begun else None
            if self._request.keep_colours:
                own = colour_moments(self._scene)
                references = [move_colours(image, *colour_moments(image), *own) for image in references]
            for step in self._optimiser(
                self._scene, references, weights, start=start, check=check, generator=generator
            ):
                number += 1
                done += step.image.shape[2] * step.image.shape[3]
                latest = to_pixels(self._as_asked(step.image))
                yield Progress(number, done / self._work, [*painted, latest])
            painted.append(latest)

    def _as_scene(self, pixels: NDArray[np.uint8]) -> Tensor:
        return to_tensor(resized(pixels, *self._size), self._device)

    def _as_asked(self, image: Tensor) -> Tensor:
        image = resize(image, *self._scene.shape[2:])
        return with_colours_of(self._scene, image) if self._request.keep_colours else image


def content_share(strength: float) -> float:
    """Tell how much to hold on to the scene: less where the strength is above 1; up to that the painting itself is laid
    on thinner."""
    return 1 - (1 - _LEAST_CONTENT) * max(0.0, strength - 1)


def _place(
    covers: list[NDArray[np.uint8] | None], height: int, width: int, margin: int
) -> tuple[slice, slice]:
    """What has to be painted: all that shows and a little around it."""
    shown = [cover for cover in covers if cover is not None]
    if not shown:
        return slice(0, height), slice(0, width)
    anywhere = np.logical_or.reduce([cover > 0 for cover in shown])
    return _span(anywhere.any(1), margin), _span(anywhere.any(0), margin)


def _span(shown: NDArray[np.bool_], margin: int) -> slice:
    found = np.flatnonzero(shown)
    first, last = int(found[0]) - margin, int(found[-1]) + 1 + margin
    return slice(max(0, min(first, len(shown) - MASTERED.least)), min(len(shown), max(last, MASTERED.least)))
