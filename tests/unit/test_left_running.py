"""What every test is looked at for when it has ended; each of these leaves something on purpose."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QProcess, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.figures_table import ROOT
from tests.left_running import LeftRunning

_SLEEPING = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def watch() -> Iterator[LeftRunning]:
    with pytest.MonkeyPatch.context() as patch:
        yield LeftRunning(patch)


@pytest.fixture
def after() -> Iterator[ExitStack]:
    """What is done when all has been seen, so that these tests leave nothing themselves."""
    with ExitStack() as stack:
        yield stack


def _timer(after: ExitStack) -> None:
    owner = QObject()
    timer = QTimer(owner)
    timer.start(60_000)
    after.callback(lambda: owner.deleteLater())
    after.callback(timer.stop)


def _nobodys_timer(after: ExitStack) -> None:
    timer = QTimer()
    timer.start(60_000)
    after.callback(timer.stop)


def _hidden_timer(after: ExitStack) -> None:
    end = threading.Event()
    QTimer.singleShot(300, end.set)

    def wait() -> None:
        while not end.is_set():
            QCoreApplication.processEvents()

    after.callback(wait)


def _pool(after: ExitStack, pool: QThreadPool | None = None) -> None:
    pool, begun, end = pool or QThreadPool(), threading.Event(), threading.Event()
    pool.start(lambda: (begun.set(), end.wait(60)))
    begun.wait(60)
    after.callback(pool.waitForDone)
    after.callback(end.set)


def _thread_of_qt(after: ExitStack) -> None:
    thread = QThread()
    thread.start()
    after.callback(thread.wait)
    after.callback(thread.quit)


def _thread(after: ExitStack) -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    after.callback(thread.join)
    after.callback(end.set)


def _executor(after: ExitStack, kind: Callable[[], Executor]) -> None:
    executor = kind()
    executor.submit(len, "").result()  # it is idle, but its workers wait for more
    after.callback(executor.shutdown)


def _child(after: ExitStack) -> None:
    child = get_context("spawn").Process(target=time.sleep, args=(60,))
    child.start()
    after.callback(child.join)
    after.callback(child.kill)


def _process(after: ExitStack) -> None:
    process = subprocess.Popen(_SLEEPING)
    after.callback(process.wait)
    after.callback(process.kill)


def _process_of_qt(after: ExitStack) -> None:
    process = QProcess()
    process.start(_SLEEPING[0], _SLEEPING[1:])
    process.waitForStarted()
    after.callback(process.waitForFinished)
    after.callback(process.kill)


@pytest.mark.parametrize(
    ("leave", "told"),
    [
        (_timer, "QTimer"),
        (_nobodys_timer, "QTimer"),
        (_hidden_timer, "QTimer"),
        (_pool, "QThreadPool"),
        (lambda after: _pool(after, QThreadPool.globalInstance()), "the global QThreadPool"),
        (_thread_of_qt, "QThread"),
        (_thread, "Thread"),
        (partial(_executor, kind=lambda: ThreadPoolExecutor(1)), "ThreadPoolExecutor"),
        (partial(_executor, kind=lambda: ProcessPoolExecutor(1, get_context("spawn"))), "SpawnProcess"),
        (_child, "SpawnProcess"),
        (_process, "Popen"),
        (_process_of_qt, "QProcess"),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_what_is_left_at_work_is_found(
    watch: LeftRunning, after: ExitStack, leave: Callable[[ExitStack], None], told: str
) -> None:
    assert watch.found() == []
    leave(after)
    found = watch.found()
    assert any(told in one for one in found)
    assert all(__file__ in one for one in found if "made at" in one)
    after.close()
    assert watch.found() == []


def test_what_has_been_closed_is_not_at_work(watch: LeftRunning, qtbot: QtBot) -> None:
    """A window's timers, threads that have ended, what was put off until now."""
    window, done = QWidget(), []
    qtbot.addWidget(window)
    timer = QTimer(window)
    timer.start(60_000)
    assert watch.found()
    window.close()
    window.deleteLater()
    QTimer.singleShot(0, window, lambda: done.append(True))
    thread = QThread()
    thread.start()
    thread.quit()
    thread.wait()
    pool = QThreadPool()
    pool.start(lambda: None)
    pool.waitForDone()
    subprocess.run([sys.executable, "-c", ""], check=True)
    assert watch.found() == []


_LEAKING = """
import pytest
from PySide6.QtCore import QTimer

kept = []

def test_leaking(qapp):
    kept.append(QTimer())
    kept[0].start(60_000)

def test_clean(qapp):
    pass

def test_end(qapp):
    kept[0].stop()
"""


def test_a_test_that_leaves_something_fails(tmp_path: Path) -> None:
    file = tmp_path / "test_leaking.py"
    file.write_text(_LEAKING)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rE", "-p", "tests.conftest", "--rootdir", tmp_path, file],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = [line for line in done.stdout.splitlines() if line.startswith("ERROR")]
    assert [line.split("::")[1].split()[0] for line in said] == ["test_leaking"]
    assert "3 passed, 1 error" in done.stdout.splitlines()[-1]
