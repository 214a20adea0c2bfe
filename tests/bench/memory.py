"""Resident memory of the window after painting with every engine, twice round, and after it was left alone for a while.

python -m tests.bench.memory [--rounds 2] [--kept 5] [--each]

In MB (10^6 bytes), Linux only. Models are kept for seconds instead of minutes, so that nobody has to wait so long.
Without a screen, set QT_QPA_PLATFORM=offscreen.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from unittest.mock import patch

import numpy as np
from PySide6.QtCore import QEventLoop, QSettings, QTimer

from aipaint_desktop import paths
from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.engines.painter.requests import ExtendRequest, FillRequest, PaintRequest, VaryRequest
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.jobs import queue
from aipaint_desktop.jobs.job import JobState
from aipaint_desktop.modelstore.own_models import own_models
from aipaint_desktop.ui.window import assembly
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.picture import Picture

WIDTH, HEIGHT = 640, 512

_MODEL = """
import sys
from pathlib import Path
from aipaint_desktop import paths
from aipaint_desktop.nn.generative.model import GenerativeModel, new_network
from aipaint_desktop.training.lab.model_folder import ModelFolder, Trained
folder = ModelFolder(paths.user_models() / "own")
folder.make()
folder.keep_model(GenerativeModel("diffusion", 64, new_network("diffusion", 64)), Trained("none", 1, 1, 1.0))
"""
"""Makes a model of the lab that has learned nothing, which takes as much memory as any other."""


def resident() -> float:
    """MB that the process holds in memory."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) * 1024 / 1e6


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], bool]) -> None:
    while not condition():
        wait(20)


def requests(seed: int) -> Iterator[tuple[str, Request]]:
    """One of everything that can be asked for, with its name."""
    picture, like = (
        read_picture(file) for file in sorted((paths.resources() / "references").glob("*.jpg"))[:2]
    )
    size = {"seed": seed, "width": WIDTH, "height": HEIGHT}
    hole = np.zeros((picture.height, picture.width), np.uint8)
    hole[60:140, 80:220] = 255
    drawing = np.full((HEIGHT, WIDTH, 3), 250, np.uint8)
    drawing[::90], drawing[:, ::110] = 40, 40
    manner = {"picture": picture, "references": (like,), "weights": (1.0,)}
    yield "painter", PaintRequest(sketch=picture, references=(like,), **size)
    yield "painter, filling", FillRequest(picture=picture, mask=Picture(hole), seed=seed)
    yield "painter, varying", VaryRequest(references=(picture,), **size)
    yield (
        "painter, extending",
        ExtendRequest(
            seed=seed,
            picture=picture,
            left=64,
            top=32,
            width=picture.width + 128,
            height=picture.height + 64,
        ),
    )
    yield "style, fast", StylizeRequest(**manner, **size)
    yield "style, large", StylizeRequest(**manner, seed=seed, width=2048, height=1536)
    yield "style, master", StylizeRequest(**manner, quality="master", steps=2, **size)
    yield "sketch", SketchRequest(drawing=Picture(drawing), references=(like,), **size)
    yield "upscale", UpscaleRequest(picture=picture, seed=seed, width=4 * WIDTH, height=4 * HEIGHT)
    yield "composer, a sheet", ComposeRequest(prompt="stormy sea at night", count=4, finish="none", **size)
    for finish in ("painter", "style", "upscale"):
        yield f"composer, {finish}", ComposeRequest(prompt="a misty valley in autumn", finish=finish, **size)
    for name, manifest in own_models().items():
        weights = manifest.files[0].sha256
        yield "lab", GenerateRequest(trained=name, weights=weights, steps=4, **size)


def paint(window: MainWindow, request: Request) -> None:
    job = window.workspace.painting.begin(lambda _preparation: request)
    wait_until(lambda: job.state in (JobState.FINISHED, JobState.FAILED))
    if job.state is JobState.FAILED:
        raise RuntimeError(job.message)
    wait(100)


def follow(window: MainWindow, model: str) -> None:
    """Have a model follow the picture for a moment."""
    shown: list[object] = []
    show = window.canvas.show_emerging

    def noted(*arguments: object) -> None:
        shown.append(None)
        show(*arguments)  # type: ignore[arg-type]

    window.canvas.show_emerging = noted  # type: ignore[assignment, method-assign]
    window.paint_panel.set_model(model)
    window.paint_panel.live.setChecked(True)
    wait_until(lambda: bool(shown))
    window.paint_panel.live.setChecked(False)
    del window.canvas.show_emerging


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument(
        "--kept", type=float, default=5, help="seconds that a model is kept which nobody uses"
    )
    parser.add_argument("--each", action="store_true", help="print a figure after each painting, too")
    arguments = parser.parse_args()
    figures, each = {}, {}
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.dict(os.environ, {"XDG_DATA_HOME": folder}),
        patch.object(assembly, "LoadedModels", partial(LoadedModels, arguments.kept)),
        patch.object(queue, "_LETTING_GO_MS", 1000),
    ):
        subprocess.run([sys.executable, "-c", _MODEL], check=True)
        app = assembly.make_application()
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        window = assembly.make_window(settings, asks=False)
        window.resize(1280, 800)
        window.show()
        wait(500)
        figures["at first, MB"] = resident()
        for number in range(1, arguments.rounds + 1):
            for name, request in requests(number):
                window.files.opened.emit(Document(WIDTH, HEIGHT))
                paint(window, request)
                each[f"{number}, {name}"] = resident()
            for model in ("style-fast", "sketch"):
                follow(window, model)
                each[f"{number}, {model} live"] = resident()
            figures[f"after round {number}, MB"] = resident()
        wait(round(1000 * arguments.kept) + 3000)
        figures["left alone, MB"] = resident()
        window.close()
        app.processEvents()
    if arguments.each:
        figures |= each
    print(json.dumps({name: round(value) for name, value in figures.items()}, indent=2))


if __name__ == "__main__":
    main()
