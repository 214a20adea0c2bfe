"""A painter whose every pixel is known, and the command line around it."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.cli import carrying_out
from aipaint_desktop.cli import main as commands
from aipaint_desktop.engines.base.engine import CancelToken, Device, Engine, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.engines.painter.requests import PainterRequest


@dataclass
class FakePainter:
    """Yields one frame a step: noise from the seed, its red channel the number of the step."""

    wish: str = ""
    requests: list[PainterRequest] = field(default_factory=list)
    fault: BaseException | None = None
    interrupted_at: int | None = None
    id: str = "painter"

    def device(self) -> Device:
        return choose_device(self.wish)

    def estimate(self, request: Request) -> Estimate:
        raise NotImplementedError

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        assert isinstance(request, PainterRequest)
        self.requests.append(request)
        width, height = request.size
        noise = np.random.default_rng(request.seed).integers(0, 256, (height, width, 3), np.uint8)
        for step in range(1, request.steps + 1):
            token.check()
            time.sleep(0.005)
            if self.fault:
                raise self.fault
            if step == self.interrupted_at:
                os.kill(os.getpid(), signal.SIGINT)
            image = noise.copy()
            image[..., 0] = step
            sources = np.zeros((height, width, 3), np.int32)
            yield Frame(step, request.steps, image, 0.005 * (request.steps - step), sources)


@pytest.fixture
def painter(monkeypatch: pytest.MonkeyPatch) -> FakePainter:
    fake = FakePainter()

    def engines_by_id(device: str) -> dict[str, Engine]:
        fake.wish = device
        return {"painter": fake}

    monkeypatch.setattr(carrying_out, "engines_by_id", engines_by_id)
    return fake


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


class CommandLine:
    """Runs `aipaint` in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.opened: list[Path | None] = []

    def __call__(self, *arguments: str | Path) -> Ended:
        argv: Sequence[str] = [str(argument) for argument in arguments]
        try:
            code = commands.main(argv, self._open)
        except SystemExit as exit_:  # --help and --version
            code = int(exit_.code or 0)
        out, err = self._capsys.readouterr()
        return Ended(code, out, err)

    def refused(self, *arguments: str | Path) -> str:
        """Runs what must be refused as bad input and returns the one sentence."""
        ended = self(*arguments)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("aipaint: ")
        assert ended.err.endswith(".\n")
        assert ended.err.count("\n") == 1
        return ended.err

    def _open(self, picture: Path | None) -> int:
        self.opened.append(picture)
        return 0


@pytest.fixture
def aipaint(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, and the current one, with a sketch of 48×40, two references and a mask."""
    monkeypatch.chdir(tmp_path)
    random = np.random.default_rng(4)
    for name, (width, height) in {"sketch": (48, 40), "like": (64, 50), "other": (40, 40)}.items():
        Image.fromarray(random.integers(0, 256, (height, width, 3), np.uint8)).save(f"{name}.png")
    mask = np.zeros((40, 48), np.uint8)
    mask[10:20, 10:30] = 255
    Image.fromarray(mask).save("mask.png")
    return tmp_path
