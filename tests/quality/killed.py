"""An hour of painting in a program that is killed again and again: what comes back each time.

`python -m tests.quality.killed [--rounds 200] [--seed 0]`

In every round the real window is painted in as fast as it takes strokes, commands, saves and jobs, until it is killed
with SIGKILL: at any moment, or between two steps of writing a file. The next round starts from what is there then: it
looks whether that is the picture as it was at most five seconds before, whether every file of the artist's opens and
holds what was saved, and whether a job that ran is offered again. Prints a line a round and ends with an error at the
first loss.
"""

import argparse
import hashlib
import importlib
import json
import math
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.tile import Tile
from aipaint_desktop.document.tree import all_nodes
from aipaint_desktop.engines.base.engine import CancelToken, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.files.journal.records import Appending
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.jobs.queue import JobQueue
from aipaint_desktop.modelstore import references
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.ui.files.recovery import Recovery
from aipaint_desktop.ui.self_test.synthetic_pen import SyntheticPen
from aipaint_desktop.ui.window.assembly import make_application
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.equipment import Equipment
from aipaint_desktop.workspace.workspace import Workspace
from tests.gui.fake_engine import FakeEngine

MOST_LOST = 5.0  # seconds
_LONGEST = 9.0  # seconds that a round is painted in
_AIMED = 0.5  # share of rounds that are killed while a file is written
_SIZES = ((640, 480), (400, 900), (1200, 800))


class Loss(Exception):
    """Says what was lost."""


# What was there


class Log:
    """What happened in a round, kept outside of the program that is killed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def note(self, what: str, digest: str = "") -> None:
        os.write(self._file, json.dumps([time.time(), what, digest]).encode() + b"\n")


def entries(path: Path) -> list[tuple[float, str, str]]:
    return [tuple(json.loads(line)) for line in path.read_text().splitlines() if line.endswith("]")]


class Digests:
    """Tells states from each other by all that a file keeps of them."""

    def __init__(self) -> None:
        self._of_tile: dict[object, bytes] = {}

    def of(self, state: State) -> str:
        found = hashlib.sha256(repr((state.width, state.height)).encode())
        for node in all_nodes(state.nodes):
            kept = node.name, node.visible, node.opacity, node.mode.name, node.clip, node.locked, node.id
            found.update(repr(kept).encode())
            for store in (getattr(node, "tiles", None), node.mask):
                for column, row in sorted(store or ()):
                    found.update(repr((column, row)).encode() + self._tile(store.tile(column, row)))
        if state.selection is not None:
            found.update(state.selection.tobytes())
        return found.hexdigest()[:24]

    def _tile(self, tile: Tile) -> bytes:
        if tile not in self._of_tile:
            pixels = tile.pixels.copy()
            if pixels.ndim == 3:
                pixels[pixels[..., 3] == 0] = 0  # what is transparent has no colour
            self._of_tile[tile] = hashlib.sha256(pixels.tobytes()).digest()
        return self._of_tile[tile]


class SlowEngine(FakeEngine):
    """seconds: that each frame takes."""

    seconds = 0.1

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        for frame in super().run(request, token):
            end = time.monotonic() + self.seconds
            while time.monotonic() < end:
                token.check()
                time.sleep(0.01)
            yield frame


# One round: what is there, and an artist who goes on until the program is killed


class Session:
    def __init__(self, home: Path, number: int, random: np.random.Generator) -> None:
        self.home = home
        self.random = random
        self.log = Log(home / f"{number}.log")
        self.before = home / f"{number - 1}.log"
        self.file = home / "painting.ora"
        self.digests = Digests()
        self.app = make_application()
        self.engine = SlowEngine()
        self.window = self._window()
        self.recovery = Recovery(self.window, home / "kept")

    def _window(self) -> MainWindow:
        settings = QSettings(str(self.home / "settings.ini"), QSettings.Format.IniFormat)
        settings.setValue("window/language", "en")
        engines = {self.engine.id: self.engine}
        JobQueue.warm_up = lambda _queue: None
        equipment = Equipment(
            engines=engines,
            queue=JobQueue(engines),
            models=catalogue,
            references=references.shipped()[:3],
            add_reference=references.add,
            switch_device=lambda _device, _precision: None,
            settings=settings,
        )
        return MainWindow(Workspace(equipment), asks=False)

    @property
    def document(self) -> Document:
        return self.window.canvas.document

    def until(self, true: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + 60
        while not true():
            if time.monotonic() > deadline:
                raise Loss(otherwise)
            self.app.processEvents()
            time.sleep(0.002)

    def start(self) -> str:
        """Open the window as the artist does after the kill; returns what came back, in words."""
        window = self.window
        window.resize(1100, 800)
        window.show()
        opened: list[object] = []
        window.files.opened.connect(opened.append)
        there = self.recovery.begin()
        if there:
            self.until(lambda: bool(opened) or bool(window.messages.error), "Nothing came back.")
        if window.messages.error:
            raise Loss(window.messages.error)
        words = self._compare(there)
        if not there and self.file.exists():
            window.files.open(self.file)
            self.until(lambda: bool(opened), "The saved file does not open.")
        self._follow()
        window.workspace.active.replaced.connect(lambda _document: self._follow())
        window.files.saved.connect(self._on_saved)
        painting = window.workspace.painting
        painting.started.connect(lambda job: self.log.note("job", str(job.id)))
        painting.ended.connect(lambda job, _first: self.log.note("job ended", str(job.id)))
        return words

    def _follow(self) -> None:
        self.log.note("shown", self.digests.of(self.document.state))
        self.document.changed.add(
            lambda _change: self.log.note("change", self.digests.of(self.document.state))
        )

    def _compare(self, there: bool) -> str:
        """Whether what is there is what was there five seconds before the kill."""
        if self.file.exists():
            opened = read_ora(self.file)
            if opened.losses:
                raise Loss(f"The file has losses: {opened.losses[0]}")
            saved = self.digests.of(opened.state)
            known = {digest for log in self.home.glob("*.log") for _, _, digest in entries(log)}
            if saved not in known:
                raise Loss("The saved file holds a picture that never was.")
        else:
            saved = ""
        if not self.before.exists():
            return "begun"
        happened = entries(self.before)
        killed = happened[-1][0]
        pictures = [
            (when, digest) for when, what, digest in happened if what in ("shown", "change", "opened")
        ]
        now = self.digests.of(self.document.state) if there else saved
        found = [index for index, (_when, digest) in enumerate(pictures) if digest == now]
        if not found:
            if not there and not saved and len(pictures) <= 1:
                return "nothing to lose"
            if there or saved:
                raise Loss("What came back is a picture that never was.")
            found = [0]  # nothing came back: what was there at the start is all
        lost = killed - pictures[found[-1] + 1][0] if found[-1] + 1 < len(pictures) else 0.0
        if lost > MOST_LOST:
            raise Loss(f"{lost:.2f} s of painting are lost.")
        return f"{'back' if there else 'saved'}, {lost:.2f} s lost" + self._compare_jobs(happened, killed)

    def _compare_jobs(self, happened: list[tuple[float, str, str]], killed: float) -> str:
        begun = {job: when for when, what, job in happened if what == "job"}
        for _when, what, job in happened:
            if what == "job ended":
                begun.pop(job, None)
        offered = "interrupted" in self.window.messages.text
        if any(killed - when > MOST_LOST for when in begun.values()) and not offered:
            raise Loss("A job that ran is not offered again.")
        return ", a job offered" if offered else ""

    def _on_saved(self, path: Path) -> None:
        self.log.note("saved", path.name)

    # The artist

    def paint(self, seconds: float) -> None:
        """Work until that many seconds have passed, or the program is killed."""
        pen = SyntheticPen(self.window.canvas, self.app.processEvents)
        end = time.monotonic() + seconds
        if "interrupted" in self.window.messages.text and self.random.random() < 0.5:
            self.window.messages.findChildren(QPushButton)[0].click()
        acts: list[tuple[Callable[[], object], float]] = [
            (lambda: self._stroke(pen), 12),
            (lambda: self._long_stroke(pen), 0.6),
            (lambda: self.document.undo(), 1.5),
            (lambda: self.document.redo(), 0.7),
            (lambda: self.document.jump(int(self.random.integers(len(self.document.history.names)))), 0.3),
            (lambda: self.document.add_layer(f"Layer {self.random.integers(99)}"), 0.7),
            (lambda: self.document.merge_down(), 0.3),
            (lambda: self.document.set_opacity(self._some_layer(), float(self.random.random())), 0.5),
            (lambda: self.document.set_visible(self._some_layer(), bool(self.random.random() < 0.8)), 0.3),
            (lambda: self.document.activate(self._some_layer()), 0.7),
            (lambda: self.document.rename_layer(self._some_layer(), "Renamed\udcff 山"), 0.2),
            (self._select, 0.5),
            (lambda: self.document.select_none(), 0.4),
            (lambda: self.document.clear_layer(), 0.2),
            (lambda: self.window.history.keep_snapshot(), 0.1),
            (self._back, 0.2),
            (lambda: self.window.files.save_to(self.file), 1.0),
            (self._paint, 0.4),
            (self._new, 0.05),
        ]
        weights = np.array([weight for _act, weight in acts])
        while time.monotonic() < end:
            act = acts[int(self.random.choice(len(acts), p=weights / weights.sum()))][0]
            with suppress(BadInput):
                act()
            self.app.processEvents()
            if len(self.document.layers) > 8:
                self.document.merge_visible()
        os.kill(os.getpid(), signal.SIGKILL)

    def _some_layer(self) -> str:
        layers = self.document.layers
        return layers[int(self.random.integers(len(layers)))].id

    def _way(self, count: int) -> list[tuple[float, float]]:
        at = self.random.random(2) * (self.document.width, self.document.height)
        way = np.cumsum(self.random.normal(0, 25, (count, 2)), 0) + at
        return [(float(x), float(y)) for x, y in way]

    def _stroke(self, pen: SyntheticPen) -> None:
        self.window.colours.set_colour(QColor.fromHsvF(*(float(value) for value in self.random.random(3))))
        self.window.tool_options.brush.set_size(float(self.random.integers(6, 120)))
        pen.draw(self._way(int(self.random.integers(3, 14))), mouse=bool(self.random.random() < 0.5))

    def _long_stroke(self, pen: SyntheticPen) -> None:
        """Seconds long: what is drawn of it by then is not lost, either."""
        pen.draw(self._way(600), mouse=False)

    def _select(self) -> None:
        document = self.document
        mask = np.zeros((document.height, document.width), np.uint8)
        left, top = (int(self.random.integers(side // 2)) for side in (document.width, document.height))
        mask[top : top + document.height // 2, left : left + document.width // 2] = 255
        document.select(mask)

    def _back(self) -> None:
        snapshots = list(self.document.snapshots)
        if snapshots:
            self.document.go_back_to(snapshots[int(self.random.integers(len(snapshots)))])

    def _paint(self) -> None:
        self.engine.seconds = float(self.random.choice([0.05, 0.5, 3.0]))
        self.window.references.choose([self.window.references.entries[0].id])
        self.window.paint()

    def _new(self) -> None:
        if not self.window.files.unsaved:
            width, height = _SIZES[int(self.random.integers(len(_SIZES)))]
            self.window.files.start_with(Document(width, height))


# Killing


@contextmanager
def aimed(log: Log, at: int, after: bool) -> Iterator[None]:
    """Kill this process at a step of writing files. at: which of them. after: once it is done, else before."""
    left = at

    def aim(function: Callable[..., object]) -> Callable[..., object]:
        def aiming(*arguments: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left == 0 and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = function(*arguments, **named)
            if left == 0 and after:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return aiming

    os.fsync = aim(os.fsync)
    os.truncate = aim(os.truncate)
    Path.replace = aim(Path.replace)
    Path.unlink = aim(Path.unlink)
    Appending.add = aim(Appending.add)
    Appending.__enter__ = aim(Appending.__enter__)
    log.note("aimed", str(at))
    yield


def round_in_child(home: Path, number: int, seed: int) -> None:
    random = np.random.default_rng((seed, number))
    report = home / "report"
    try:
        session = Session(home, number, random)
        report.write_text(session.start())
        if random.random() < _AIMED:
            at, after = int(math.exp(random.uniform(0, math.log(400)))), bool(random.random() < 0.5)
            with aimed(session.log, at, after):
                session.paint(_LONGEST)
        else:
            session.paint(float(random.uniform(0.2, _LONGEST)))
    except Loss as loss:
        report.write_text(f"LOSS {loss}")
    except BaseException as error:
        report.write_text("FAULT " + "".join(traceback.format_exception(error)))
    os._exit(1)


def kill_again_and_again(home: Path, rounds: int, seed: int) -> list[str]:
    """Run so many rounds; returns what came back in each, in words. Raises `Loss`."""
    said = []
    for number in range(1, rounds + 1):
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            round_in_child(home, number, seed)
        _, status = os.waitpid(child, 0)
        words = (home / "report").read_text()
        print(f"{number}: {words}  [{time.monotonic() - began:.1f} s]", flush=True)
        if words.startswith(("LOSS", "FAULT")) or not os.WIFSIGNALED(status):
            raise Loss(words)
        Log(home / f"{number}.log").note("killed")
        said.append(words)
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--home", type=Path, default=None, help="folder to leave everything in")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    importlib.import_module("torch")  # once for all rounds, which begin as copies of this process
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        (home / "kept").mkdir(parents=True, exist_ok=True)
        try:
            said = kill_again_and_again(home, options.rounds, options.seed)
        except Loss as loss:
            sys.exit(f"{loss}")
    lost = [float(words.split(" s lost")[0].split()[-1]) for words in said if " s lost" in words]
    print(
        f"killed {len(said)} times; at most {max(lost, default=0):.2f} s of painting were lost, each file opened"
    )


if __name__ == "__main__":
    main()
