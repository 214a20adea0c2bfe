"""`sketch`: a line drawing becomes a painting.

Where its lines close in regions, each gets a colour of the references (`regions`, `flats`), and the painter paints
these, as it does a sketch in colours; a drawing whose lines are shades is painted by a network in one pass
(`nn.sketch.network`).
"""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base.engine import CancelToken, Engine, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.engines.computing.network_engine import SeeingEngine
from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.engines.pictures.ground import Ground
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from aipaint_desktop.engines.sketch.painting import LiveSketch, SketchPainter

# on two cores of a current CPU, until the first run has shown the machine's own speed
_SECONDS_PER_PIXEL = 1e-6
_SECONDS_ALWAYS = 0.2
_BYTES_PER_PIXEL = 16
_BYTES_ALWAYS = 700_000_000
_SECONDS_OF_REGIONS = 0.3
_CLOSENESS = 0.75  # of the painting to the colours of the regions


class SketchEngine(SeeingEngine):
    """Paints line drawings like references, or like a genre and a movement.

    painter: paints the colours of regions. All else as `SeeingEngine` takes it.
    """

    id = "sketch"
    requests: ClassVar[Sequence[type[Request]]] = (SketchRequest,)

    def __init__(
        self,
        network: Callable[[], Path],
        vgg: Callable[[], Path],
        painter: Engine,
        device: str = "auto",
        precision: str = "auto",
        slowness: Slowness | None = None,
        models: LoadedModels | None = None,
    ) -> None:
        super().__init__(network, vgg, device, precision, slowness, models)
        self._regions_painter = painter

    def estimate(self, request: Request) -> Estimate:
        """Foresee seconds from the pixels and the speed of earlier runs; bytes from the size of the result. Where
        regions may be painted, as if they were."""
        asked = _sketch_request(request)
        if asked.by_regions and asked.references:
            painting = self._regions_painter.estimate(_painting(asked, asked.drawing))
            return replace(painting, seconds=painting.seconds + _SECONDS_OF_REGIONS)
        return self._estimate_of_network(asked)

    def _estimate_of_network(self, asked: SketchRequest) -> Estimate:
        pixels = math.prod(asked.size)
        seconds = _SECONDS_ALWAYS + _SECONDS_PER_PIXEL * pixels
        return Estimate(self._paced(seconds), _BYTES_ALWAYS + _BYTES_PER_PIXEL * pixels)

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield the colours of the regions and the painter's frames, or the network's painting as a single one."""
        asked = _sketch_request(request)
        asked.validate()
        token.check()
        from aipaint_desktop.engines.sketch.painting import coloured, paper

        if asked.by_regions and asked.references:
            flats = coloured(paper(asked.drawing).pixels, asked.references)
            token.check()
            if flats is not None:
                yield from self._paint_regions(asked, flats, token)
                return
        painter = self._painter
        expected, began = self._estimate_of_network(asked).seconds, time.perf_counter()
        painted = painter.paint(asked, token.check)
        self._learn_pace(time.perf_counter() - began, expected)
        yield Ground(paper(asked.drawing), asked.selection).lay(Frame(1, 1, painted, 0.0))

    def _paint_regions(
        self, asked: SketchRequest, flats: NDArray[np.uint8], token: CancelToken
    ) -> Iterator[Frame]:
        from aipaint_desktop.engines.sketch.painting import paper

        ground = Ground(paper(asked.drawing), asked.selection)
        for frame in self._regions_painter.run(_painting(asked, Picture(flats)), token):
            if frame.step == 0:  # noise; the colours say more
                frame = replace(frame, image=flats)
            yield ground.lay(replace(frame, step=frame.step + 1, steps=frame.steps + 1, sources=None))

    def follow(self, request: Request) -> "LiveSketch":
        """Give what paints a drawing as the request says while it is being drawn. Loads the networks."""
        from aipaint_desktop.engines.sketch.painting import LiveSketch

        asked = _sketch_request(request)
        asked.validate()
        return LiveSketch(self._painter, asked)

    @property
    def _painter(self) -> "SketchPainter":
        from aipaint_desktop.engines.sketch.painting import SketchPainter

        return self._seeing(lambda vgg, device: SketchPainter(self._network(), vgg, device))


def _painting(asked: SketchRequest, flats: Picture) -> PaintRequest:
    return PaintRequest(
        seed=asked.seed,
        sketch=flats,
        references=asked.references,
        width=asked.width,
        height=asked.height,
        keep=_CLOSENESS,
    )


def _sketch_request(request: Request) -> SketchRequest:
    if not isinstance(request, SketchRequest):
        raise BadInput("The sketch engine cannot {0}.", request.operation)
    return request
