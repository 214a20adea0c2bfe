"""The painting document at 4096²: a pen's latency, what is seen after a change, zoom and pan, .ora files, memory.

    python -m tests.bench.document [--side 4096] [--layers 8] [--only stroke,change,view,transform,file,undo]

The scene: paper, and so many layers of half-transparent noise, from eight on with a group, a mask, two clips and four
modes other than normal, in a view of 1400×1000. The pen is a thread that posts moves at its own pace, whether the
window keeps up or not; a move counts until the paintEvent that shows it has ended.
A change counts until the first paintEvent after it has ended; a stall is what a tick every 5 ms comes late. `cpu` is
the time that the window's thread has computed, which other work on the machine changes little. Without a screen, set
QT_QPA_PLATFORM=offscreen.
"""

import argparse
import json
import math
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.preview import brush_preview
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.transforming.handles import Handle, Kind, Manner, places
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.garbage import collect_only_young
from aipaint_desktop.jobs.priority import lower_this_thread
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.transform import TransformTool
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.self_test.measuring import StallMeter, percentile

MOVES_PER_SECOND = 125
SECONDS = 4.0
TEXTURED = Brush("textured, 200 px", size=200, softness=0.3, bristles=0.5, grain=0.8, smoothing=0)
SOFT = Brush("soft, 500 px", size=500, softness=1, smoothing=0)
_STROKES = 500
_MB = 2**20
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_SETTLED_MS = 3000
_PATIENCE = 60.0

Figures = dict[str, float]


MODES = (Mode.MULTIPLY, Mode.OVERLAY, Mode.SCREEN, Mode.SOFT_LIGHT)


def scene(side: int, layers: int) -> Document:
    """Paper and layers of half-transparent noise, no two tiles alike, the middle one active: one group, one mask, two
    clipped layers, four modes other than normal, as far as there are layers for them."""
    random = np.random.default_rng(0)
    document = Document(side, side)
    rect = document.rect
    made: list[Node] = []
    for number in range(layers):
        noise = np.frombuffer(random.bytes(side * side * 4), np.uint8).reshape(side, side, 4).copy()
        noise[..., 3] = 64 + noise[..., 3] // 2
        made.append(Layer(f"Noise {number + 1}", TileStore.from_pixels(noise)))
    if layers >= 8:
        mask = TileStore.from_pixels(np.frombuffer(random.bytes(side * side), np.uint8).reshape(side, side))
        modes = dict(zip((1, 3, 5, 7), MODES, strict=True))
        made = [replace(node, mode=modes.get(place, Mode.NORMAL)) for place, node in enumerate(made)]
        made[2], made[6] = replace(made[2], clip=True), replace(made[6], clip=True)
        made[1] = replace(made[1], mask=mask)
        group = Group("Group", tuple(made[3:5]))
        active = made[4]
        made = [*made[:3], group, *made[5:]]
    else:
        active = made[layers // 2]
    state = State(rect.width, rect.height, (document.layers[0], *made), active.id)
    return Document.from_state(state, "Scene")


class Probe(CanvasView):
    """Notes when each move of the pen, and each change, has been painted."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.latencies: list[float] = []
        self.paints = 0
        self.painted_at = 0.0
        self.cpu = 0.0
        self._taken: list[float] = []  # when they were sent: moves that the tool has
        self._drawn: list[float] = []  # those that the document has

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._taken.append(event.timestamp() / 1e6)
        with self._counted():
            super().mouseMoveEvent(event)

    def _flush_moves(self) -> None:
        with self._counted():
            super()._flush_moves()
        self._drawn += self._taken
        self._taken = []

    def paintEvent(self, event: QPaintEvent) -> None:
        with self._counted():
            super().paintEvent(event)
        self.painted_at = time.perf_counter()
        self.paints += 1
        self.latencies += [self.painted_at - sent for sent in self._drawn]
        self._drawn = []

    @contextmanager
    def _counted(self) -> Iterator[None]:
        began = time.thread_time()
        yield
        self.cpu += time.thread_time() - began


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def show(document: Document, zoom: float | None = None) -> Probe:
    """zoom: of the middle; None for all of it."""
    view = Probe(document)
    view.resize(1400, 1000)
    view.show()
    if zoom is not None:
        view.set_zoom(zoom)
    view.colour = QColor(0, 60, 120)
    wait(_SETTLED_MS)
    return view


def close(view: Probe) -> None:
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# Strokes


def draw(view: Probe, brush: Brush) -> list[float]:
    """Seconds that each move has taken to be seen."""
    view.brush_tool.brush = brush
    view.latencies.clear()
    places = list(_curve(view, int(SECONDS * MOVES_PER_SECOND)))

    def send(kind: QEvent.Type, place: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        event = QMouseEvent(kind, place, place, button, held, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(int(time.perf_counter() * 1e6))
        QCoreApplication.postEvent(view, event)

    def pen() -> None:
        send(QEvent.Type.MouseButtonPress, places[0], _LEFT, _LEFT)
        begun = time.perf_counter()
        for number, place in enumerate(places):
            time.sleep(max(0.0, begun + number / MOVES_PER_SECOND - time.perf_counter()))
            send(QEvent.Type.MouseMove, place, _NONE, _LEFT)
        send(QEvent.Type.MouseButtonRelease, places[-1], _LEFT, _NONE)

    hand = threading.Thread(target=pen)
    hand.start()
    while hand.is_alive() or view.document.open_edit is not None:
        wait(20)
    wait(200)
    return view.latencies


def _curve(view: Probe, count: int) -> Iterator[QPointF]:
    """A Lissajous figure within the view, some 700 px a second."""
    width, height = view.width(), view.height()
    for number in range(count):
        turn = number / MOVES_PER_SECOND
        yield QPointF(
            width * (0.5 + 0.36 * math.sin(1.6 * turn)), height * (0.5 + 0.33 * math.sin(2.3 * turn + 1))
        )


@contextmanager
def computing() -> Iterator[None]:
    """A thread of the worker's priority multiplies matrices on all cores."""
    import torch

    stop = threading.Event()
    matrix = torch.rand(1024, 1024)

    def multiply() -> None:
        lower_this_thread()
        torch.set_num_threads(os.cpu_count() or 1)
        while not stop.is_set():
            torch.mm(matrix, matrix)

    thread = threading.Thread(target=multiply)
    thread.start()
    try:
        time.sleep(1)
        yield
    finally:
        stop.set()
        thread.join()


def measure_strokes(document: Document) -> Figures:
    figures: Figures = {}
    view = show(document, zoom=1.0)

    def note(name: str, brush: Brush) -> None:
        view.cpu = 0.0
        latencies = draw(view, brush)
        figures[f"{name}, p99 ms"] = 1000 * percentile(latencies, 0.99)
        figures[f"{name}, cpu ms a move"] = 1000 * view.cpu / max(1, len(latencies))

    brush_preview(TEXTURED, 144, 48)  # as the window paints of the brush that is chosen
    note("stroke, textured 200 px, idle", TEXTURED)
    note("stroke, soft 500 px, idle", SOFT)
    with computing():
        note("stroke, textured 200 px, computing", TEXTURED)
    close(view)
    return figures


# Changes across the canvas


def measure_changes(document: Document) -> Figures:
    figures: Figures = {}
    view = show(document)
    hidden, other = document.layers[1].id, document.layers[5].id
    soft_edge = np.zeros((document.height, document.width, 4), np.uint8)
    soft_edge[..., 3] = np.linspace(0, 255, document.width).astype(np.uint8)
    document.paste_image(soft_edge, "Shade")
    wait(_SETTLED_MS)
    changes: dict[str, Callable[[], object]] = {
        "hide a layer": lambda: document.set_visible(hidden, False),
        "drag opacity": lambda: document.set_opacity(other, 0.4),
        "undo across the canvas": lambda: document.jump(0),
    }
    for name, change in changes.items():
        first, stall, cpu = _seen_after(view, change)
        figures[f"{name}, first picture ms"] = 1000 * first
        figures[f"{name}, longest stall ms"] = 1000 * stall
        figures[f"{name}, cpu ms"] = 1000 * cpu
    close(view)
    return figures


def _seen_after(view: Probe, change: Callable[[], object]) -> tuple[float, float, float]:
    """Seconds until the first picture, of the longest stall, and that the window's thread computed."""
    stalls = StallMeter()
    stalls.start()
    wait(100)
    stalls.stalls.clear()
    paints, cpu = view.paints, time.thread_time()
    began = time.perf_counter()
    change()
    while view.paints == paints and time.perf_counter() - began < _PATIENCE:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    first = view.painted_at - began
    wait(_SETTLED_MS)
    stalls.stop()
    return first, max(stalls.stalls), time.thread_time() - cpu


# The view


def measure_view(document: Document) -> Figures:
    figures: Figures = {}
    moves: dict[str, tuple[float | None, Callable[[Probe, int], object]]] = {
        "pan at 100 %": (1.0, lambda view, number: view.pan(QPointF(-23, -11 * (-1) ** (number // 40)))),
        "pan afar": (0.4, lambda view, number: view.pan(QPointF(-7 * (-1) ** (number // 30), -5))),
        "zoom": (None, lambda view, number: view.zoom_by(1.04 if number < 60 else 1 / 1.04)),
    }
    for name, (zoom, move) in moves.items():
        view = show(document, zoom)
        seconds = []
        for number in range(120):
            began = time.perf_counter()
            move(view, number)
            view.repaint()
            seconds.append(time.perf_counter() - began)
        figures[f"{name}, frames a second"] = len(seconds) / sum(seconds)
        figures[f"{name}, longest frame ms"] = 1000 * max(seconds)
        close(view)
    return figures


# Transforms


def measure_transforms(document: Document) -> Figures:
    """Frames while a handle is dragged, and seconds until what comes of it is there."""
    figures: Figures = {}
    drags = {
        "scale": (Manner.FREE, Handle(Kind.CORNER, 2), (-9.0, -7.0)),
        "rotate": (Manner.FREE, Handle(Kind.OUTSIDE), (-6.0, 9.0)),
        "perspective": (Manner.PERSPECTIVE, Handle(Kind.CORNER, 1), (-6.0, 5.0)),
        "warp": (Manner.WARP, Handle(Kind.POINT, 5), (5.0, 4.0)),
    }
    for name, (manner, handle, (dx, dy)) in drags.items():
        view = show(Document.from_state(document.state, "Scene"))
        view.choose_tool(TransformTool.id)
        tool = view.tool
        assert isinstance(tool, TransformTool)
        tool.choose_manner(manner)
        wait(_SETTLED_MS)
        assert tool.pose is not None
        x, y = places(tool.pose, manner).get(handle, (document.width * 1.02, document.height / 2))
        start = view.viewport.to_widget(QPointF(x, y))
        seconds = []
        tool.press(_pointer(view, start))
        cpu = time.thread_time()
        for number in range(60):
            began = time.perf_counter()
            tool.move(_pointer(view, start + QPointF(dx, dy) * number))
            view.repaint()
            seconds.append(time.perf_counter() - began)
        cpu = time.thread_time() - cpu
        tool.release(_pointer(view, start + QPointF(dx, dy) * 60))
        figures[f"transform, {name}, frames a second"] = len(seconds) / sum(seconds)
        figures[f"transform, {name}, longest frame ms"] = 1000 * max(seconds)
        figures[f"transform, {name}, cpu ms a frame"] = 1000 * cpu / len(seconds)
        steps, began = len(view.document.history.names), time.perf_counter()
        tool.apply()
        while len(view.document.history.names) == steps and time.perf_counter() - began < _PATIENCE:
            wait(10)
        figures[f"transform, {name}, applied after s"] = time.perf_counter() - began
        close(view)
    return figures


def _pointer(view: Probe, place: QPointF) -> Pointer:
    return Pointer(view.viewport.to_document(place), place)


# Files


def measure_files(document: Document) -> Figures:
    figures: Figures = {}
    view = show(document, zoom=1.0)
    view.brush_tool.brush = Brush("40 px", size=40, smoothing=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.ora"
        writer, state = OraWriter(), document.state
        figures |= _beside_painting("save .ora", view, lambda: writer.write(path, state, "Document"))
        again = document.state
        figures |= _beside_painting("save .ora again", view, lambda: writer.write(path, again, "Document"))
        figures |= _beside_painting("open .ora", view, lambda: read_ora(path))
    close(view)
    return figures


def _beside_painting(name: str, view: Probe, work: Callable[[], object]) -> Figures:
    taken: list[float] = []

    def run() -> None:
        lower_this_thread()
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)

    stalls = StallMeter()
    stalls.start()
    wait(100)
    stalls.stalls.clear()
    thread = threading.Thread(target=run)
    thread.start()
    draw(view, view.brush_tool.brush)
    while thread.is_alive():
        wait(20)
    stalls.stop()
    return {f"{name}, s": taken[0], f"{name}, longest stall ms": 1000 * max(stalls.stalls)}


# Memory


def measure_undo(document: Document) -> Figures:
    """What so many strokes, some 700 px long, take to be undone."""
    random = np.random.default_rng(1)
    brush = Brush("40 px", size=40, softness=0.3, smoothing=0)
    document.history.limit = 2**40
    before = resident()
    for _ in range(_STROKES):
        stroke = Stroke(document.begin_edit("Stroke"), brush, (10, 20, 30))
        x, y = random.uniform(0.1, 0.9, 2) * document.width
        towards = random.uniform(0, 2 * math.pi)
        for step in range(15):
            stroke.add(PenSample(x + 50 * step * math.cos(towards), y + 50 * step * math.sin(towards)))
        stroke.finish()
    steps = len(document.history.names) - 1
    return {
        f"{steps} strokes of undo, MB": document.history.bytes / _MB,
        f"{steps} strokes of undo, MB resident": resident() - before,
    }


def resident() -> float:
    """Megabytes; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0.0
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--side", type=int, default=4096, help="of the canvas, px")
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--only", default="stroke,change,view,transform,file,undo", help="what to measure")
    arguments = parser.parse_args()
    QApplication(["document"])
    asked = arguments.only.split(",")
    before = resident()
    document = scene(arguments.side, arguments.layers)
    collect_only_young()  # as the program does
    view = show(document)
    view.set_zoom(1.0)
    wait(_SETTLED_MS)
    pixels = (1 + arguments.layers) * arguments.side**2 * 4 / _MB
    figures: Figures = {"document, MB of its pixels": pixels, "document, MB shown": resident() - before}
    close(view)
    parts = {
        "view": measure_view,
        "transform": measure_transforms,
        "change": measure_changes,
        "stroke": measure_strokes,
        "file": measure_files,
        "undo": measure_undo,
    }
    state = document.state
    for name, measure in parts.items():
        if name in asked:
            figures |= measure(Document.from_state(state, "Scene"))
    figures["load of the machine"] = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}, indent=2))


if __name__ == "__main__":
    main()
