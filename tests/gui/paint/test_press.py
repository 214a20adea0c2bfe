"""What a press of Paint goes through."""

import sys
import threading
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.jobs.job import Job
from aipaint_desktop.ui.window import main_window
from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.fake_engine import FakeEngine


def press(window: MainWindow) -> None:
    QTest.mouseClick(window.findChild(QPushButton, "paint"), Qt.MouseButton.LeftButton)


def test_the_window_is_entered_at_most_twice(
    window: MainWindow, draw: Callable[[], None], qtbot: QtBot
) -> None:
    draw()
    entered: list[str] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        within = frame.f_code.co_filename == main_window.__file__
        before = frame.f_back
        if (
            event == "call"
            and within
            and (before is None or before.f_code.co_filename != main_window.__file__)
        ):
            entered.append(frame.f_code.co_qualname)

    sys.setprofile(note)
    try:
        press(window)
        qtbot.waitUntil(lambda: len(window.workspace.document.layers) == 3)
    finally:
        sys.setprofile(None)
    assert len(entered) <= 2, entered


def test_the_worker_needs_nothing_of_the_window_between_the_press_and_the_first_frame(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    """To the worker and back: two changes of thread."""
    here, ran = threading.get_ident(), threading.Event()
    threads: list[int] = []
    frames: list[int] = []
    run = engine.run

    def noted(request: Request, token: CancelToken) -> object:
        for frame in run(request, token):
            threads.append(threading.get_ident())
            ran.set()
            yield frame

    def note(_job: Job) -> None:
        frames.append(threading.get_ident())

    engine.run = noted  # type: ignore[method-assign, assignment]
    engine.hold.clear()
    window.workspace.painting.advanced.connect(note)
    press(window)
    assert ran.wait(30)  # while this thread, the window's, looks at no event
    assert here not in threads
    assert frames == []
    qtbot.waitUntil(lambda: len(frames) > 0)
    assert set(frames) == {here}
    engine.hold.set()
    qtbot.waitUntil(lambda: not window.workspace.painting.busy)
