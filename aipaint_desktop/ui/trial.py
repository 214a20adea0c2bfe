"""The course of the self-test: one artist's session, done by events and looked at after each stage."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.export import read_provenance
from aipaint_desktop.document.picture_file import read_picture
from aipaint_desktop.ui.files.export_dialog import ExportChoice
from aipaint_desktop.ui.main_window import MainWindow
from aipaint_desktop.ui.measuring import DabMeter, StallMeter, percentile
from aipaint_desktop.ui.self_test import SelfTestFailure
from aipaint_desktop.ui.synthetic_pen import SyntheticPen

_CANVAS = QSize(512, 384)
_LOAD_SECONDS = 120.0
_JOB_SECONDS = 900.0
_HAND_MS = 8  # between two events of the pen
_POLL_MS = 5


class Trial:
    """One session in the window; screenshots go into `directory`. Raises `SelfTestFailure`."""

    def __init__(self, window: MainWindow, directory: Path) -> None:
        self._window = window
        self._directory = directory
        self._dabs = DabMeter(window.canvas)
        self._pen = SyntheticPen(window.canvas, lambda: self._pause(_HAND_MS), self._dabs.sent)

    def run(self, began: float) -> dict[str, float]:
        """began: when the start-up began, on `time.perf_counter`."""
        figures = {"start_seconds": self._start(began)}
        self._sketch()
        figures |= self._paint()
        self._undo_and_redo()
        figures["cancel_seconds"] = self._cancel()
        self._export()
        return figures

    def _start(self, began: float) -> float:
        self._window.resize(1280, 800)
        self._window.show()
        self._until(self._window.isVisible, _LOAD_SECONDS, "The window did not open.")
        self._pause(0)
        seconds = time.perf_counter() - began
        self._require(bool(self._window.references.chosen), "No reference picture is chosen at the start.")
        self._require("torch" not in sys.modules, "torch was loaded before there was anything to paint.")
        self._pause(500)
        self._keep_screenshot("1-start")
        return seconds

    def _sketch(self) -> None:
        """A sky by the mouse, then a meadow, a tree and a sun by a pen with pressure."""
        self._window.files.opened.emit(Document(_CANVAS.width(), _CANVAS.height()))
        blank = self._seen()
        for y in range(0, 230, 56):
            self._stroke("#9cc4e4", 80, [(-40, y + 20), (256, y + 12), (552, y + 22)], mouse=True)
        self._require(bool((self._seen() != blank).any()), "The mouse left nothing on the canvas.")
        sky = self._seen()
        for y in range(240, 400, 40):
            self._stroke("#7d9a4e", 90, [(-60, y + 16), (256, y), (572, y + 20)])
        self._require(bool((self._seen() != sky).any()), "The pen left nothing on the canvas.")
        self._stroke("#6b4a2f", 40, [(140, 300), (144, 230), (138, 170)])
        self._stroke("#3f6b38", 110, [(90, 160), (170, 130), (190, 165), (130, 100)])
        self._stroke("#f3d98b", 70, [(396, 66), (404, 72), (410, 70)])
        self._keep_screenshot("2-sketch")

    def _paint(self) -> dict[str, float]:
        window = self._window
        layers = len(window.canvas.document.layers)
        window.references.choose([window.references.entries[-1].id])
        self._until(lambda: "torch" in sys.modules, _LOAD_SECONDS, "torch was not loaded.")
        self._dabs.latencies.clear()
        stalls = StallMeter(window)
        stalls.start()
        pressed = self._press_paint()
        first = time.perf_counter() - pressed
        while window.painting.busy and time.perf_counter() - pressed < _JOB_SECONDS:
            # The artist goes on with the sketch while the worker computes.
            self._stroke("#587a3c", 12, [(300 + 6 * k, 330 - 5 * (k % 3)) for k in range(12)])
            self._pause(1600)
            if window.painting.busy:
                self._keep_screenshot("3-emerging")
        seconds = time.perf_counter() - pressed
        stalls.stop()
        self._require(not window.painting.busy, "The painting did not end.")
        self._until(
            lambda: len(window.canvas.document.layers) > layers, 5, "The result did not arrive as a layer."
        )
        self._pause(300)
        self._keep_screenshot("4-painted")
        return {
            "first_frame_seconds": first,
            "paint_seconds": seconds,
            "frames": window.progress.film.count(),
            "stall_p99_seconds": percentile(stalls.stalls, 0.99),
            "stall_longest_seconds": max(stalls.stalls),
            "dab_p99_seconds": percentile(self._dabs.latencies, 0.99),
        }

    def _undo_and_redo(self) -> None:
        painted = self._seen()
        self._window.undo()
        self._require(bool((self._seen() != painted).any()), "Undo did not take the painting away.")
        self._window.redo()
        self._require(bool((self._seen() == painted).all()), "Redo did not bring the painting back.")

    def _cancel(self) -> float:
        """Seconds from Cancel until the worker is idle."""
        before = self._seen()
        self._press_paint()
        self._until(lambda: self._window.progress.film.count() > 2, _JOB_SECONDS, "No more frames arrived.")
        cancelled = time.perf_counter()
        self._click("cancel")
        self._until(lambda: not self._window.painting.busy, 30, "The job did not stop when it was cancelled.")
        seconds = time.perf_counter() - cancelled
        self._require(bool((self._seen() == before).all()), "The cancelled job changed the picture.")
        self._keep_screenshot("5-cancelled")
        return seconds

    def _export(self) -> None:
        path = self._directory / "painting.png"
        exported: list[Path] = []
        self._window.files.exported.connect(exported.append)
        self._window.files.export(ExportChoice(path, 92, provenance=True))
        self._until(lambda: bool(exported), 60, "The picture was not exported.")
        saved, seen = read_picture(path).pixels, self._seen()[..., :3]
        self._require(
            saved.shape == seen.shape and bool((saved == seen).all()), f"{path.name} differs from the canvas."
        )
        provenance = read_provenance(path)
        self._require(
            provenance is not None and provenance.last_run is not None,
            f"{path.name} does not say how it was made.",
        )
        self._keep_screenshot("6-exported")

    def _stroke(
        self, colour: str, size: float, points: list[tuple[float, float]], *, mouse: bool = False
    ) -> None:
        self._window.colours.set_colour(QColor(colour))
        self._window.tool_options.brush.set_size(size)
        self._pen.draw(points, mouse=mouse)

    def _press_paint(self) -> float:
        """Press Paint and wait for the first frame; returns when it was pressed."""
        self._window.progress.film.clear()
        pressed = time.perf_counter()
        self._click("paint")
        self._until(lambda: self._window.painting.busy, _LOAD_SECONDS, "Paint did not start a job.")
        self._until(lambda: self._window.progress.film.count() > 0, _JOB_SECONDS, "No frame arrived.")
        return pressed

    def _click(self, name: str) -> None:
        button = self._window.findChild(QPushButton, name)
        if button is None:
            raise SelfTestFailure(f"There is no button to {name}.")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _seen(self) -> NDArray[np.uint8]:
        return self._window.canvas.document.composite()

    def _keep_screenshot(self, name: str) -> None:
        path = self._directory / f"{name}.png"
        if not self._window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")

    def _pause(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _until(self, condition: Callable[[], bool], seconds: float, otherwise: str) -> None:
        deadline = time.perf_counter() + seconds
        while not condition():
            self._require(time.perf_counter() < deadline, otherwise)
            self._pause(_POLL_MS)

    def _require(self, true: bool, otherwise: str) -> None:
        if self._window.messages.error:
            raise SelfTestFailure(self._window.messages.error)
        if not true:
            raise SelfTestFailure(otherwise)
