"""How long brushes take from an event of the pen to the screen: every preset at 200 px on a canvas of eight layers.

    python -m tests.bench.brushes [--size 200] [--events 60] [--repeats 4] [--only NAME ...] [--each]

The scene is that of the bench of documents, seen at full size through the canvas's widget: each event counts until the
paintEvent that shows it has ended. A hand that is not steady sends 200 events a second and goes 1,200 px in it. A
stroke is repeated, and of each of its events the quickest counts, as other work on the machine makes none quicker;
`cpu` is what the window's thread has computed. Memory is what a stroke that is not ended yet has taken, for each pixel
more that it touches. Beside them libmypaint's own engine, where it is installed: it paints on one layer, and shows
nothing. Without a screen, set QT_QPA_PLATFORM=offscreen.
"""

import argparse
import ctypes
import ctypes.util
import gc
import json
import math
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from aipaint_desktop.brushes.brush import Brush, Kind
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.media.listed import copies, get_ready
from aipaint_desktop.brushes.presets import shipped, shipped_brush
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.brushes.symmetry import MOST_ARMS, Symmetry
from aipaint_desktop.document.document import Document
from aipaint_desktop.garbage import collect_only_young
from tests.bench.document import Probe, close, scene, show, wait

_SIDE, _LAYERS = 2048, 8
_RATE, _SPEED = 200, 1200.0
_LARGE = 1000
_SLOWEST = 5  # presets that are told of
_HUGE_CANVAS, _SHORT, _LONG = 8192, 1000, 7000
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def way(width: float, height: float, events: int) -> list[tuple[float, float]]:
    """Places in the middle of a view: to and fro, and down."""
    room = width / 2
    places = []
    for number in range(events):
        at = number * _SPEED / _RATE
        x = width / 4 + abs((at + room) % (2 * room) - room)
        places.append((x, height / 3 + 0.2 * at + 8 * math.sin(number * 0.3)))
    return places


def stroke(view: Probe, events: int) -> tuple[list[float], list[float]]:
    """Milliseconds until each event was seen, and those of them that the window's thread has computed."""
    places = [QPointF(*place) for place in way(view.width(), view.height(), events)]
    if copies(view.brush_tool.brush.kind):
        _send(
            view,
            QEvent.Type.MouseButtonPress,
            places[0] + QPointF(120, 90),
            Qt.KeyboardModifier.ControlModifier,
        )
        _send(view, QEvent.Type.MouseButtonRelease, places[0] + QPointF(120, 90))
    _send(view, QEvent.Type.MouseButtonPress, places[0])
    QCoreApplication.processEvents()
    taken, computed = [], []
    for place in places[1:]:
        paints, cpu = view.paints, view.cpu
        began = time.perf_counter()
        _send(view, QEvent.Type.MouseMove, place)
        view._flush_moves()
        while view.paints == paints and time.perf_counter() < began + 1:
            QCoreApplication.processEvents()
        taken.append(1000 * (time.perf_counter() - began))
        computed.append(1000 * (view.cpu - cpu))
    _send(view, QEvent.Type.MouseButtonRelease, places[-1])
    wait(50)
    view.document.undo()
    return taken, computed


def _send(
    view: Probe,
    kind: QEvent.Type,
    place: QPointF,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    move = kind is QEvent.Type.MouseMove
    held = _NONE if kind is QEvent.Type.MouseButtonRelease else _LEFT
    event = QMouseEvent(kind, place, place, _NONE if move else _LEFT, held, keys)
    event.setTimestamp(int(time.perf_counter() * 1e6))
    QCoreApplication.sendEvent(view, event)


def quickest(view: Probe, brush: Brush, events: int, repeats: int) -> tuple[float, float]:
    """The p99 of a stroke's events, each at its quickest: until they were seen, and of what was computed, ms."""
    view.brush_tool.brush = brush
    wait(20)
    strokes = np.array([stroke(view, events) for _repeat in range(repeats)])
    seen, computed = np.percentile(strokes.min(axis=0), 99, axis=1)
    return float(seen), float(computed)


def bytes_a_pixel(brush: Brush) -> float:
    """Memory of a stroke for each pixel that it touches, measured by a long one and a short one on a huge canvas."""
    taken, touched = zip(*(_taken(brush, length) for length in (_SHORT, _LONG)), strict=True)
    return (taken[1] - taken[0]) / (touched[1] - touched[0])


def _taken(brush: Brush, length: int) -> tuple[float, float]:
    document = Document(_HUGE_CANVAS, _HUGE_CANVAS)
    drawn = Stroke(document.begin_edit(brush.name), brush, (30, 80, 160))
    drawn.add(PenSample(500, 500, 0.9))
    drawn.render()
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)  # what was let go before is not to be taken again unseen
    before = _resident()
    for step in range(20, length + 20, 20):
        drawn.add(PenSample(500 + step, 500 + step / 8, 0.9, time=step / _SPEED))
        drawn.render()
    gc.collect()
    taken = _resident() - before
    drawn.cancel()
    return taken, length * brush.size


def _resident() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def alone(brush: Brush, events: int, repeats: int) -> float:
    """The least p99 of repeated strokes on one layer that nobody looks at, ms."""

    def once() -> float:
        drawn = Stroke(Document(_SIDE, _SIDE).begin_edit(brush.name), brush, (30, 80, 160))
        taken = []
        for number, (x, y) in enumerate(way(1400, 1000, events)):
            began = time.perf_counter()
            drawn.add(PenSample(x, y, 0.9, time=number / _RATE))
            drawn.render()
            taken.append(1000 * (time.perf_counter() - began))
        drawn.cancel()
        return float(np.percentile(taken, 99))

    return min(once() for _repeat in range(repeats))


def mypaint(events: int, repeats: int, size: float) -> float | None:
    """The least p99 of libmypaint's round brush, ms; None where it is not installed."""
    name = ctypes.util.find_library("mypaint-1.5") or ctypes.util.find_library("mypaint")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.mypaint_init()
    for function in (
        "mypaint_brush_new",
        "mypaint_fixed_tiled_surface_new",
        "mypaint_fixed_tiled_surface_interface",
    ):
        getattr(library, function).restype = ctypes.c_void_p
    pointer, number = ctypes.c_void_p, ctypes.c_float
    settings = {
        "radius_logarithmic": math.log(size / 2),
        "opaque": 1,
        "hardness": 0.8,
        "dabs_per_actual_radius": 6,
    }
    said = {"comment": "", "group": "", "version": 3}
    said["settings"] = {key: {"base_value": value, "inputs": {}} for key, value in settings.items()}
    library.mypaint_fixed_tiled_surface_interface.argtypes = [pointer]
    surface = pointer(
        library.mypaint_fixed_tiled_surface_interface(
            pointer(library.mypaint_fixed_tiled_surface_new(_SIDE, _SIDE))
        )
    )
    brush = pointer(library.mypaint_brush_new())
    library.mypaint_brush_from_defaults(brush)
    library.mypaint_brush_from_string(brush, json.dumps(said).encode())
    library.mypaint_brush_stroke_to.argtypes = [
        *(pointer, pointer, number, number, number, number, number, ctypes.c_double),
        *(number, number, number, ctypes.c_int),
    ]

    def once() -> float:
        library.mypaint_brush_new_stroke(brush)
        taken = []
        for x, y in way(1400, 1000, events):
            began = time.perf_counter()
            library.mypaint_surface_begin_atomic(surface)
            library.mypaint_brush_stroke_to(brush, surface, x, y, 0.9, 0, 0, 1 / _RATE, 1, 0, 0, 0)
            library.mypaint_surface_end_atomic(surface, None)
            taken.append(1000 * (time.perf_counter() - began))
        return float(np.percentile(taken, 99))

    return min(once() for _repeat in range(repeats))


def _told(name: str, figures: tuple[float, float]) -> dict[str, float]:
    seen, computed = figures
    comma = "" if name == "worst" else ","
    return {f"{name}{comma} p99 ms": round(seen, 1), f"{name}{comma} p99 cpu ms": round(computed, 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--events", type=int, default=60)
    parser.add_argument("--repeats", type=int, default=4)
    parser.add_argument("--only", nargs="*", default=[], help="names of presets")
    parser.add_argument(
        "--each", action="store_true", help="tell of each preset, and not of the slowest alone"
    )
    options = parser.parse_args()
    _app = QApplication([])
    collect_only_young()
    get_ready()
    figures: dict[str, float] = {}

    def note(name: str, measure: Callable[[], float | None]) -> None:
        value = measure()
        if value is not None:
            figures[name] = round(value, 2)

    if not options.only:
        for id_ in ("round", "oil-round", "watercolour-wash", "smudge"):
            brush = replace(shipped_brush(id_), size=options.size)
            note(f"{brush.name}, bytes a pixel touched", lambda brush=brush: bytes_a_pixel(brush))
    view = show(scene(_SIDE, _LAYERS), zoom=1.0)
    taken: dict[str, tuple[float, float]] = {}
    for preset in shipped():
        brush = replace(preset.brush, size=options.size)
        if (options.only and preset.name not in options.only) or brush.kind is Kind.ERASE:
            continue
        taken[brush.name] = quickest(view, brush, options.events, options.repeats)
    slowest = sorted(taken, key=lambda name: taken[name][1], reverse=True)
    for name in slowest if options.each or options.only else slowest[:_SLOWEST]:
        figures |= _told(name, taken[name])
    seen, computed = (max(column) for column in zip(*taken.values(), strict=True))
    figures |= {"presets": len(taken)} | _told("worst", (seen, computed))
    if not options.only:
        large = replace(shipped_brush("soft-round"), size=_LARGE)
        figures |= _told("soft, 1,000 px", quickest(view, large, options.events, options.repeats))
        view.set_lines(replace(view.lines, symmetry=Symmetry(arms=MOST_ARMS)))
        mirrored = replace(shipped_brush("round"), size=options.size)
        told = f"round, {MOST_ARMS} arms of a star"
        figures |= _told(told, quickest(view, mirrored, options.events, options.repeats))
        note(
            "MyPaint's engine, round, p99 ms", lambda: mypaint(options.events, options.repeats, options.size)
        )
    close(view)
    figures["load of the machine"] = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0.0
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
