"""Running a request to its end: frames, files, figures."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

from aipaint_desktop.cli.memory import peak_megabytes
from aipaint_desktop.cli.progress import Progress
from aipaint_desktop.engines.base.engine import CancelToken, Engine, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.files.atomic_file import check_folder
from aipaint_desktop.files.export import check_export, save_picture
from aipaint_desktop.files.provenance import LayerProvenance, Provenance, engine_run
from aipaint_desktop.values.refusal import BadInput


@dataclass(frozen=True)
class Report:
    """What `--json` prints of a run. seconds: the engine's work, without imports, reading and saving."""

    output: str
    width: int
    height: int
    engine: str
    model: str
    device: str
    precision: str
    seed: int
    steps: int
    frames: int
    seconds: float
    peak_memory_mb: float | None


@dataclass(frozen=True)
class Targets:
    """Where results go. frames: a folder, made if it is missing. explanation: of the last frame's sources.
    with_request: whether the output tells how it was made."""

    output: Path
    frames: Path | None = None
    explanation: Path | None = None
    with_request: bool = True

    def numbered(self, count: int) -> "list[Targets]":
        """Targets for so many results, numbered from 000: sea.png becomes sea-000.png and on, frames go into folders
        000 and on. A single result keeps the name."""
        if count == 1:
            return [self]
        return [
            replace(
                self,
                output=self.output.with_stem(f"{self.output.stem}-{number:03}"),
                frames=self.frames / f"{number:03}" if self.frames else None,
            )
            for number in range(count)
        ]

    def check(self, size: tuple[int, int]) -> None:
        """Raise `BadInput` where one of them cannot be written, as far as that is known beforehand.

        size: width and height of the result in pixels. The folder for frames is made.
        """
        check_export(self.output, size)
        if self.explanation:
            check_export(self.explanation, size)
            if self.explanation.resolve() == self.output.resolve():
                raise BadInput("The painting and its explanation cannot both be {0}.", self.output.name)
        if self.frames:
            check_folder(self.frames)
            for frame in self.frames.glob("[0-9][0-9][0-9].png"):
                check_export(frame, size)


def run(
    request: Request,
    engine: Engine,
    targets: Targets,
    progress: Progress | None,
) -> Report:
    """Run a request and save what comes of it. Ctrl+C cancels it.

    Raises `BadInput`, and `Cancelled` after Ctrl+C; in both cases the output is as it was before.
    """
    request.validate()
    targets.check(request.size)
    devices.load()
    token = CancelToken()
    count, seconds, began = 0, 0.0, time.perf_counter()
    frame: Frame | None = None
    with signals_cancel(token, signal.SIGINT):
        for frame in engine.run(request, token):
            seconds += time.perf_counter() - began
            if targets.frames:
                save_picture(targets.frames / f"{count:03}.png", frame.image)
            if progress:
                progress.show(frame)
            count += 1
            began = time.perf_counter()
    if frame is None or not frame.last:
        raise RuntimeError(f"{engine.id} ended without its final frame")
    device = engine.device()
    made = engine_run(request, device=device.kind, precision=device.precision, seconds=seconds)
    provenance = Provenance((LayerProvenance(request.operation, made),))
    save_picture(targets.output, frame.image, provenance=provenance if targets.with_request else None)
    if targets.explanation:
        _save_explanation(targets.explanation, request, frame)
    width, height = request.size
    return Report(
        output=str(targets.output),
        width=width,
        height=height,
        engine=request.engine,
        model=request.model,
        device=device.kind,
        precision=device.precision,
        seed=request.seed,
        steps=frame.steps if request.steps_asked is None else request.steps_asked,
        frames=count,
        seconds=round(seconds, 3),
        peak_memory_mb=round(peak, 1) if (peak := peak_megabytes()) else None,
    )


def _save_explanation(path: Path, request: Request, frame: Frame) -> None:
    from aipaint_desktop.engines.painter.source_map import explain

    assert frame.sources is not None
    save_picture(path, explain(frame.sources, request.sources))


@contextmanager
def signals_cancel(token: CancelToken, *signals: signal.Signals) -> Iterator[None]:
    """Make these signals cancel the token; Ctrl+C pressed twice interrupts as usual."""

    def cancel(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        token.cancel()

    before = {number: signal.signal(number, cancel) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
