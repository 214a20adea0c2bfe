"""The system asks the program to end: it does, and the work is there at the next start."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.files.recovery import Recovery
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.window.termination import Termination
from tests.gui.conftest import seen

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs in another way"),
    pytest.mark.usefixtures("qapp"),
]

# The program, in which somebody is painting.
PAINTED_ON = """
import sys
from PySide6.QtCore import QTimer
from aipaint_desktop import app

make = app.make_window

def make_window(*arguments):
    window = make(*arguments)
    QTimer.singleShot(100, lambda: paint(window))
    return window

def paint(window):
    document = window.canvas.document
    pixels = document.composite()
    pixels[..., :3] = 85
    stroke = document.begin_edit("Brush")  # whose end does not come
    stroke.write(document.rect, pixels)
    QTimer.singleShot(100, lambda: print("painted", flush=True))
    if "asking" in sys.argv:
        window.close()

app.make_window = make_window
sys.exit(app.run())
"""


SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


@pytest.fixture
def ended() -> Iterator[list[int]]:
    """Grows each time the program is asked to end."""
    ended: list[int] = []
    # Whoever runs the tests in the background may have them ignore some.
    before = {name: signal.signal(signal.Signals[name], signal.SIG_DFL) for name in SIGNALS}
    termination = Termination(lambda: ended.append(len(ended)))
    yield ended
    termination.close()
    for name, handler in before.items():
        signal.signal(signal.Signals[name], handler)


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_is_heard_while_nothing_happens(ended: list[int], name: str, qtbot: QtBot) -> None:
    number = signal.Signals[name]
    handler = signal.getsignal(number)
    os.kill(os.getpid(), number)
    qtbot.waitUntil(lambda: ended == [0])
    assert signal.getsignal(number) != handler  # the next one does what it always did


def test_signals_do_afterwards_what_they_did_before() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.set_wakeup_fd(-1)
    termination = Termination(lambda: None)
    termination.close()
    termination.close()
    assert (signal.getsignal(signal.SIGTERM), signal.set_wakeup_fd(-1)) == before


def test_a_signal_that_is_to_be_ignored_stays_so() -> None:
    handler = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        termination = Termination(lambda: None)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        termination.close()
    finally:
        signal.signal(signal.SIGTERM, handler)


@pytest.mark.parametrize(("name", "busy_with"), [("SIGTERM", "painting"), ("SIGHUP", "asking")])
def test_the_work_is_there_at_the_next_start(
    name: str, busy_with: str, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    program = subprocess.Popen(
        [sys.executable, "-c", PAINTED_ON, busy_with],
        stdout=subprocess.PIPE,
        env=os.environ | {name: str(tmp_path / name.lower()) for name in names},
    )
    assert program.stdout is not None
    try:
        assert program.stdout.readline() == b"painted\n"
        program.send_signal(signal.Signals[name])
        assert program.wait(60) == 0
    finally:
        program.kill()
        program.stdout.close()
        program.wait()
    (kept,) = tmp_path.rglob("1.journal")
    recovery = Recovery(window, kept.parent)
    assert recovery.begin()
    qtbot.waitUntil(lambda: bool((seen(window) == 85).all()))
    window.close()
    recovery.end()
