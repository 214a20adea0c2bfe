"""`sketch`: a line drawing becomes a painting in one pass. The network is in `nn.sketch.network`."""

import math
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from aipaint_desktop.engines.base.engine import CancelToken, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.computing.network_engine import SeeingEngine
from aipaint_desktop.engines.pictures.ground import Ground
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from aipaint_desktop.engines.sketch.painting import LiveSketch, SketchPainter

# on two cores of a current CPU, until the first run has shown the machine's own speed
_SECONDS_PER_PIXEL = 1e-6
_SECONDS_ALWAYS = 0.2
_BYTES_PER_PIXEL = 16
_BYTES_ALWAYS = 700_000_000


class SketchEngine(SeeingEngine):
    """Paints line drawings like references, or like a genre and a movement."""

    id = "sketch"
    requests: ClassVar[Sequence[type[Request]]] = (SketchRequest,)

    def estimate(self, request: Request) -> Estimate:
        """Foresee seconds from the pixels and the speed of earlier runs; bytes from the size of the result."""
        pixels = math.prod(_sketch_request(request).size)
        seconds = _SECONDS_ALWAYS + _SECONDS_PER_PIXEL * pixels
        return Estimate(self._paced(seconds), _BYTES_ALWAYS + _BYTES_PER_PIXEL * pixels)

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield the painting, in a single frame."""
        asked = _sketch_request(request)
        asked.validate()
        token.check()
        from aipaint_desktop.engines.sketch.painting import paper

        painter = self._painter
        expected, began = self.estimate(asked).seconds, time.perf_counter()
        painted = painter.paint(asked, token.check)
        self._learn_pace(time.perf_counter() - began, expected)
        yield Ground(paper(asked.drawing), asked.selection).lay(Frame(1, 1, painted, 0.0))

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


def _sketch_request(request: Request) -> SketchRequest:
    if not isinstance(request, SketchRequest):
        raise BadInput("The sketch engine cannot {0}.", request.operation)
    return request
