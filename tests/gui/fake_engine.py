"""An engine that paints plain colours, as slowly as a test wants."""

import threading
from collections.abc import Iterator

import numpy as np

from aipaint_desktop.engines.base.engine import CancelToken, Device, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.painter.requests import PainterRequest
from aipaint_desktop.engines.pictures.ground import Ground

EMERGING = (200, 40, 40)
RESULT = (30, 140, 60)
STEPS = 4


class FakeEngine:
    """Red frames, then a green result, laid over the ground. Its sources all lie at row 5, column 7 of the first
    reference.

    hold: while it is not set, the run waits after its second frame. error: raised instead of the result.
    """

    id = "painter"

    def __init__(self) -> None:
        self.hold = threading.Event()
        self.hold.set()
        self.error: Exception | None = None
        self.requests: list[Request] = []
        self.computes_on = Device("cpu")

    def device(self) -> Device:
        return self.computes_on

    def estimate(self, request: Request) -> Estimate:
        width, height = request.size
        return Estimate(width * height / 1e5, 2**30)

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        assert isinstance(request, PainterRequest)
        self.requests.append(request)
        width, height = request.size
        ground = Ground.of(request)
        for step in range(1, STEPS):
            token.check()
            paint = _plain(width // 2, height // 2, EMERGING)
            yield ground.lay(Frame(step, STEPS, paint, 0.1 * (STEPS - step)))
            while step >= 2 and not self.hold.wait(0.01):
                token.check()
        if self.error is not None:
            raise self.error
        sources = np.broadcast_to(np.array([0, 5, 7], np.int32), (height, width, 3)).copy()
        yield ground.lay(Frame(STEPS, STEPS, _plain(width, height, RESULT), 0.0, sources))


def _plain(width: int, height: int, colour: tuple[int, int, int]) -> np.ndarray:
    return np.full((height, width, 3), colour, np.uint8)
