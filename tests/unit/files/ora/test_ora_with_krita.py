"""Files that go to Krita and come from it: each shows what the other does. It can be seen where Krita is installed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.values.geometry import Rect

pytestmark = pytest.mark.skipif(
    shutil.which("krita") is None or shutil.which("Xvfb") is None, reason="needs krita and Xvfb"
)

SIDE, ACROSS = 32, 8
SECONDS, TRIES = 600, 3
OF_THE_FORMAT = [mode for mode in Mode if not mode.value.startswith("krita:")]
HUES = {Mode.HUE, Mode.SATURATION, Mode.COLOUR, Mode.LUMINOSITY}


def noise(seed: int, alpha: tuple[int, int] = (64, 256)) -> np.ndarray:
    random = np.random.default_rng(seed)
    pixels = random.integers(0, 256, (SIDE, SIDE, 4), np.uint8)
    pixels[..., 3] = random.integers(*alpha, (SIDE, SIDE))
    return pixels


class Cells:
    """A picture of square cells, in each of which something is laid over the ground."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._ground = TileStore()
        self._nodes: list[Node] = []

    def add(self, name: str, *nodes: Node, ground: np.ndarray) -> None:
        self._ground = self._ground.write(self.rect, ground)
        self._nodes += nodes
        self.names.append(name)

    @property
    def rect(self) -> Rect:
        """Of the cell that comes next."""
        row, column = divmod(len(self.names), ACROSS)
        return Rect(column * SIDE, row * SIDE, SIDE, SIDE)

    def sheet(self, pixels: np.ndarray) -> TileStore:
        return TileStore(channels=1 if pixels.ndim == 2 else 4).write(self.rect, pixels)

    @property
    def state(self) -> State:
        height = -(-len(self.names) // ACROSS) * SIDE
        nodes = (Layer("ground", self._ground), *self._nodes)
        return State(ACROSS * SIDE, height, nodes, nodes[0].id)

    def differences(self, one: np.ndarray, other: np.ndarray) -> dict[str, np.ndarray]:
        """By how much two pictures differ in each cell, premultiplied, of 255."""
        difference = np.abs(premultiplied(one) - premultiplied(other)).max(axis=2)
        places = [divmod(number, ACROSS) for number in range(len(self.names))]
        rects = [Rect(column * SIDE, row * SIDE, SIDE, SIDE) for row, column in places]
        return {name: difference[rect.slices] for name, rect in zip(self.names, rects, strict=True)}


def premultiplied(pixels: np.ndarray) -> np.ndarray:
    return np.concatenate([pixels[..., :3] * (pixels[..., 3:] / 255), pixels[..., 3:]], axis=2)


def picture() -> Cells:
    cells = Cells()
    for number, mode in enumerate(OF_THE_FORMAT):
        for kind, alpha in (("opaque", (255, 256)), ("soft", (64, 256))):
            sheet = Layer("sheet", cells.sheet(noise(100 + number, alpha)), mode=mode)
            cells.add(f"{mode.value}, {kind}", sheet, ground=noise(number, alpha))
    layer = Layer("half", cells.sheet(noise(201)), opacity=0.5)
    cells.add("opacity", layer, ground=noise(301))
    inner = Layer("in", cells.sheet(noise(202))), Layer("on", cells.sheet(noise(203)), mode=Mode.MULTIPLY)
    cells.add("group", Group("G", inner, opacity=0.6, mode=Mode.SCREEN), ground=noise(302))
    inner = (Layer("in", cells.sheet(noise(204)), mode=Mode.MULTIPLY),)
    cells.add("passed through", Group("T", inner, through=True), ground=noise(303))
    base, over = Layer("base", cells.sheet(noise(205))), Layer("over", cells.sheet(noise(206)), clip=True)
    cells.add("clipped", base, over, ground=noise(304))
    mask = cells.sheet(noise(207)[..., 0])
    cells.add("masked", Layer("masked", cells.sheet(noise(208)), mask=mask), ground=noise(305))
    cells.add("hidden", Layer("hidden", cells.sheet(noise(209)), visible=False), ground=noise(306))
    return cells


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees, by its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1024x768x24"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()


def convert(home: Path, source: Path, target: Path) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    command = ["krita", "--export", "--export-filename", str(target), str(source)]
    said = b""
    for _ in range(TRIES):  # somebody else's screen may have taken the number meanwhile
        with screen() as display:
            environment = kept | {"HOME": str(home), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
            done = subprocess.run(command, env=environment, timeout=SECONDS, capture_output=True, check=False)
        if done.returncode == 0:
            return
        said = done.stderr
    pytest.fail(f"Krita did not convert it: {said[-500:]!r}")


@pytest.fixture(scope="module")
def in_krita(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cells, np.ndarray, State]:
    """A picture, how Krita shows it, and what it is after Krita has saved it."""
    folder, cells = tmp_path_factory.mktemp("krita"), picture()
    OraWriter().write(folder / "a.ora", cells.state, "")
    convert(folder, folder / "a.ora", folder / "a.png")
    convert(folder, folder / "a.ora", folder / "b.ora")
    with Image.open(folder / "a.png") as image:
        shown = np.asarray(image.convert("RGBA"))
    opened = read_ora(folder / "b.ora")
    assert opened.losses == ()
    return cells, shown, opened.state


def assert_alike(differences: dict[str, np.ndarray]) -> None:
    for name, difference in differences.items():
        mode = next((mode for mode in OF_THE_FORMAT if name.startswith(f"{mode.value},")), None)
        if mode is Mode.ADD and "soft" in name:
            continue  # Krita adds colours alone, and lays them over like those of any other mode
        assert difference.mean() <= 1.2, name
        # Of hues Krita takes other weights. Where a sheet is soft it rounds what is below before it blends with it.
        most = 4 if mode in HUES else 2
        assert (difference > most + 0.01).mean() <= (0 if "opaque" in name else 0.04), name


def test_krita_shows_our_files_as_we_do(in_krita: tuple[Cells, np.ndarray, State]) -> None:
    cells, shown, _state = in_krita
    assert_alike(cells.differences(composite(cells.state.nodes, cells.state.rect), shown))


def test_we_show_files_of_krita_as_it_does(in_krita: tuple[Cells, np.ndarray, State]) -> None:
    cells, shown, state = in_krita
    assert_alike(cells.differences(composite(state.nodes, state.rect), shown))


def test_krita_keeps_the_tree(in_krita: tuple[Cells, np.ndarray, State]) -> None:
    _cells, _shown, state = in_krita
    (isolated,) = [node for node in state.nodes if node.name == "G"]
    (through,) = [node for node in state.nodes if node.name == "T"]
    assert isinstance(isolated, Group)
    assert isinstance(through, Group)
    assert (isolated.mode, isolated.passes_through, through.passes_through) == (Mode.SCREEN, False, True)
    assert [node.name for node in isolated.children] == ["in", "on"]
    modes = [node.mode for node in state.nodes if node.name == "sheet"]
    assert modes == [mode for mode in OF_THE_FORMAT for _ in range(2)]
    assert [layer.visible for layer in state.layers if layer.name == "hidden"] == [False]
