"""An artist who is not there: works in a window by events, looks at what comes of it, and complains."""

import errno
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from aipaint_desktop.ui.self_test.failure import SelfTestFailure
from aipaint_desktop.ui.self_test.measuring import DabMeter
from aipaint_desktop.ui.self_test.synthetic_pen import SyntheticPen
from aipaint_desktop.ui.window.main_window import MainWindow

_LOAD_SECONDS = 120.0
_JOB_SECONDS = 900.0
_HAND_MS = 8  # between two events of the pen
_POLL_MS = 5


class Artist:
    """Works in a window by events. Screenshots go into `directory`. faults: what went wrong unforeseen, which the
    caller collects.

    Whatever is not as it should be raises `SelfTestFailure`.
    """

    def __init__(self, window: MainWindow, directory: Path, faults: Sequence[BaseException]) -> None:
        self.window = window
        self.dabs = DabMeter(window.canvas)
        self._directory = directory
        self._faults = faults
        self._pen = SyntheticPen(window.canvas, lambda: self.pause(_HAND_MS), self.dabs.sent)

    @property
    def seen(self) -> NDArray[np.uint8]:
        """Composite the picture on the canvas, (H, W, 4)."""
        return self.window.canvas.document.composite()

    @property
    def frames(self) -> int:
        """Count the frames that the film strip shows."""
        return self.window.progress.film.count()

    def stroke(
        self, colour: str, size: float, points: list[tuple[float, float]], *, mouse: bool = False
    ) -> None:
        """Draw a stroke. points: document pixels."""
        self.window.colours.set_colour(QColor(colour))
        self.window.tool_options.brush.set_size(size)
        self._pen.draw(points, mouse=mouse)

    def press_paint(self) -> float:
        """Press Paint and wait for the first frame; returns when it was pressed, on `time.perf_counter`."""
        self.window.progress.film.clear_frames()
        pressed = time.perf_counter()
        self.click("paint")
        self.until(
            lambda: self.window.workspace.painting.busy or self.frames > 0,
            _LOAD_SECONDS,
            "Paint did not start a job.",
        )
        self.until(lambda: self.frames > 0, _JOB_SECONDS, "No frame arrived.")
        return pressed

    def press_cancel(self) -> float:
        """Press Cancel and wait until the worker is idle; returns the seconds that took."""
        pressed = time.perf_counter()
        self.click("cancel")
        self.until(
            lambda: not self.window.workspace.painting.busy, 30, "The job did not stop when it was cancelled."
        )
        return time.perf_counter() - pressed

    def wait_for_frames(self, count: int) -> None:
        self.until(lambda: self.frames >= count, _JOB_SECONDS, "No more frames arrived.")

    def wait_for_layers(self, count: int) -> None:
        self.until(
            lambda: len(self.window.canvas.document.layers) >= count,
            _JOB_SECONDS,
            "The result did not arrive as a layer.",
        )

    def click(self, name: str) -> None:
        button = self.window.findChild(QPushButton, name)
        if button is None:
            raise SelfTestFailure(f"There is no button to {name}.")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def keep_screenshot(self, name: str, of: QWidget | None = None) -> None:
        """Save a picture of the main window or another one. Raises `OSError` where it cannot be written."""
        path = self._directory / f"{name}.png"
        if not (of or self.window).grab().save(str(path)):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))

    def pause(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, condition: Callable[[], bool], seconds: float, otherwise: str) -> None:
        deadline = time.perf_counter() + seconds
        while not condition():
            self.require(time.perf_counter() < deadline, otherwise)
            self.pause(_POLL_MS)

    def require(self, true: bool, otherwise: str) -> None:
        if self.window.messages.error:
            raise SelfTestFailure(self.window.messages.error)
        if self._faults:
            fault = self._faults[0]
            raise SelfTestFailure(f"The window met a fault: {type(fault).__name__}: {fault}")
        if not true:
            raise SelfTestFailure(otherwise)
