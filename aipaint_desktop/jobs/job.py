"""A job: a press of Paint, from the press to the result, with its state and the film of its frames."""

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from PySide6.QtGui import QImage

from aipaint_desktop.engines.base.engine import CancelToken, Device, Frame
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.files.provenance import EngineRun, engine_run
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.values.refusal import Sentence


class JobState(enum.Enum):
    BUILDING = "building"  # its request is being made
    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


Build: TypeAlias = Callable[[Preparation], Request]
"""Makes the request of a job, off the window's thread; may raise `BadInput`, and stops as the preparation says."""


@dataclass
class FilmFrame:
    """Keeps one frame as the window saw it. thumbnail: of the whole picture. image: what is laid over the canvas, in
    full, or None once the film had to let go of it. leads_on: as of `Frame`."""

    step: int
    steps: int
    thumbnail: QImage
    image: QImage | None
    leads_on: bool = True


class FilmStrip:
    """Keeps the frames that the window saw, oldest first, within a fixed amount of memory.

    Every frame keeps its thumbnail, up to `max_frames`; the newest keep their full image as well, as many
    as fit into `max_bytes`. The newest frame always has its image.
    """

    def __init__(self, max_bytes: int = 96_000_000, max_frames: int = 400) -> None:
        self._max_bytes = max_bytes
        self._max_frames = max_frames
        self._frames: list[FilmFrame] = []

    def append(self, frame: FilmFrame) -> None:
        self._frames.append(frame)
        del self._frames[: -self._max_frames]
        held = 0
        for older in reversed(self._frames):
            if older.image is None:
                break
            held += older.image.sizeInBytes()
            if held > self._max_bytes and older is not frame:
                older.image = None

    def __len__(self) -> int:
        return len(self._frames)

    def __getitem__(self, index: int) -> FilmFrame:
        return self._frames[index]

    def __iter__(self) -> Iterator[FilmFrame]:
        return iter(self._frames)


@dataclass(eq=False)
class Job:
    """Follows a press of Paint to its result. It belongs to the window's thread: the worker only reads its `token`.

    target: where its result goes.
    built: the request, once it is there.
    device: what the engine computes on, known once it has begun; another choice since then does not change it.
    latest: the last frame that arrived; a cancelled job keeps it.
    failure: why the job failed.
    seconds: how long the engine worked, known once the job has ended.
    """

    id: int
    target: Target
    token: CancelToken = field(default_factory=CancelToken)
    state: JobState = JobState.BUILDING
    built: Request | None = None
    device: Device | None = None
    frames: FilmStrip = field(default_factory=FilmStrip)
    latest: Frame | None = None
    failure: Sentence | None = None
    seconds: float = 0.0

    @property
    def request(self) -> Request:
        """Give what is to be painted; not to be asked for while the job is in `BUILDING` or ended there."""
        assert self.built is not None
        return self.built

    def run_to(self, frame: Frame | FilmFrame) -> EngineRun:
        """Tell how one of its frames was computed."""
        assert self.device is not None
        device = self.device
        run = engine_run(self.request, device=device.kind, precision=device.precision, seconds=self.seconds)
        return run if frame.step == frame.steps else replace(run, step=frame.step)

    @property
    def result(self) -> Frame | None:
        """Give the final frame, once the job has finished."""
        return self.latest if self.state is JobState.FINISHED else None
