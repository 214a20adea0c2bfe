"""What every test is looked at for when it has ended."""

import os
import subprocess
import sys
from pathlib import Path

from tests.figures_table import ROOT

_LEAKING = """
import threading
from PySide6.QtCore import QObject, QThread, QThreadPool, QTimer

kept, end = [], threading.Event()


def test_timer(qapp):
    kept.append(QObject())
    timer = QTimer(kept[-1])
    timer.start(60_000)


def test_pool(qapp):
    kept.append(QThreadPool())
    kept[-1].start(lambda: end.wait(60))


def test_thread(qapp):
    threading.Thread(target=end.wait, args=(60,)).start()


def test_nothing(qapp):
    timer, pool, thread = QTimer(), QThreadPool(), QThread()
    timer.start(60_000)
    timer.stop()
    pool.start(lambda: None)
    pool.waitForDone()
    thread.start()
    thread.quit()
    thread.wait()
    end.set()
"""


def test_what_a_test_leaves_at_work_fails_it(tmp_path: Path) -> None:
    file = tmp_path / "test_leaking.py"
    file.write_text(_LEAKING)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rE", "-p", "tests.conftest", "--rootdir", tmp_path, file],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    said = [line for line in done.stdout.splitlines() if line.startswith("ERROR")]
    assert [line.split("::")[1].split()[0] for line in said] == ["test_timer", "test_pool", "test_thread"]
    assert "4 passed, 3 errors" in done.stdout.splitlines()[-1]
