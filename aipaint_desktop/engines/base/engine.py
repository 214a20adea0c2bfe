"""The contract between engines and whoever runs them: CancelToken, Frame, Estimate, Device, Engine.

No Qt and no torch here: the window, the command line and the tests share these types and must be able to
read them before torch is loaded.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.values.picture import Picture


class Cancelled(Exception):
    """Raised inside an engine after its token was cancelled. Not an error."""


class CancelToken:
    """Asks a running engine to stop. `cancel` may be called from any thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if `cancel` was called."""
        if self._event.is_set():
            raise Cancelled


@dataclass(frozen=True)
class Frame:
    """One intermediate or final image of a run.

    image: (H, W, 3 or 4) uint8, the whole picture as it is by then; intermediate frames may be smaller than the
        result and are shown scaled.
    seconds_left: estimate of the work that remains.
    sources: on the last frame of the painter, (H, W, 3) int32: for each pixel the index of the reference
        it came from, and the row and column in that reference as it was given.
    references: what `sources` counts, where the request does not name them.
    drawn: for each picture of a sheet the words and names that were drawn where its prompt says none.
    layer: (H, W, 4) uint8, what laid over the request's ground gives `image`; None where that is `image` itself.
    leads_on: whether another run can go on from it, where the request has it among its `branches`.
    """

    step: int
    steps: int
    image: NDArray[np.uint8]
    seconds_left: float
    sources: NDArray[np.int32] | None = None
    references: tuple[Picture, ...] = ()
    drawn: tuple[tuple[str, ...], ...] = ()
    layer: NDArray[np.uint8] | None = None
    leads_on: bool = True

    @property
    def laid(self) -> NDArray[np.uint8]:
        """Give what is laid over the ground, (H, W, 3 or 4)."""
        return self.image if self.layer is None else self.layer

    @property
    def last(self) -> bool:
        return self.step == self.steps


@dataclass(frozen=True)
class Estimate:
    """What a run will take: seconds of work and bytes of memory on top of what is in use."""

    seconds: float
    bytes: int


Kind: TypeAlias = Literal["cuda", "mps", "cpu"]
Precision: TypeAlias = Literal["fp32", "bf16"]


@dataclass(frozen=True)
class Device:
    """What an engine computes on. precision: what pixels and matrix products are computed in."""

    kind: Kind
    precision: Precision = "fp32"


class Engine(Protocol):
    """Code that turns a Request into Frames. It starts no thread and knows of none.

    Several threads may use one engine at once: one runs it, one follows the brush with it, one asks for an estimate. So
    it keeps nothing of a run on itself; what outlives a run, loaded models and the pace of the machine, any thread may
    use. A request gives the same pixels whatever else goes on.
    """

    id: str
    requests: ClassVar[Sequence[type[Request]]]  # that it runs

    def device(self) -> Device:
        """Choose what to compute on and in which precision; loads torch. Raises `BadInput` where that is not there."""
        ...

    def estimate(self, request: Request) -> Estimate:
        """Foresee what `run` will take, at once: from sizes and numbers alone, without a look at any pixel and without
        loading anything."""
        ...

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield a frame after each step and at last the final one (`Frame.last`).

        Raises `BadInput` before any work where the request cannot be done, and `Cancelled` within half a
        second of `token.cancel()`.
        """
        ...


class Live(Protocol):
    """What an engine makes of a picture that changes. Begin with `renew`; then `refresh` catches up.

    All of the picture is painted; how much of it is seen is up to who shows it, as the selection may change meanwhile.

    most_pixels: of pictures that it can keep up with; larger ones should be given smaller.
    image: (H, W, 3) uint8, the picture repainted.
    """

    most_pixels: int
    image: NDArray[np.uint8]

    def renew(self, picture: NDArray[np.uint8]) -> None:
        """Repaint all of a picture (H, W, 3) uint8."""

    def refresh(self, picture: NDArray[np.uint8], left: int, top: int, right: int, bottom: int, /) -> None:
        """Repaint after a change within these px; the size is that of the last `renew`."""

    def stop(self) -> None:
        """End what is being painted soon, with `Cancelled`, where that takes more than a moment; nothing is painted any
        more. Any thread may call."""


@runtime_checkable
class LiveEngine(Engine, Protocol):
    """An engine that can keep up with the brush."""

    def follow(self, request: Request) -> Live:
        """Give what repaints a picture as the request says while it is being painted. Loads the networks."""
        ...
