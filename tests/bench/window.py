"""Figures of the window: start, idle memory, how smooth it stays while a real job takes every core, and what it
costs the job that its frames are shown.

    python tests/bench/window.py [--size 640x512] [--runs 3]

Start and memory are measured in processes of their own. Without a screen, set QT_QPA_PLATFORM=offscreen.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.painter.engine import PainterEngine
from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.jobs.job import JobState
from aipaint_desktop.jobs.priority import lower_this_thread
from aipaint_desktop.paths import resources
from aipaint_desktop.ui.self_test.measuring import DabMeter, StallMeter, percentile
from aipaint_desktop.ui.self_test.synthetic_pen import SyntheticPen
from aipaint_desktop.ui.window.assembly import make_application, make_window
from aipaint_desktop.ui.window.main_window import MainWindow

_START = """
import sys, time
from PySide6.QtCore import QSettings
from aipaint_desktop.ui.window.assembly import make_application, make_window
app = make_application()
window = make_window(QSettings(sys.argv[1], QSettings.Format.IniFormat), asks=False)
window.show()
app.processEvents()
shown = time.time()
deadline = time.monotonic() + 3
while time.monotonic() < deadline:
    app.processEvents()
    time.sleep(0.01)
status = open("/proc/self/status").read() if sys.platform == "linux" else ""
resident = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)
window.close()
print(shown, resident / 1024)
"""

_FIRST_JOB = """
import sys, time
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from aipaint_desktop.ui.self_test.measuring import StallMeter
from aipaint_desktop.ui.window.assembly import make_application, make_window

def wait(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

app = make_application()
window = make_window(QSettings(sys.argv[1], QSettings.Format.IniFormat), asks=False)
window.show()
wait(1000)
stalls = StallMeter()
stalls.start()
pressed = time.perf_counter()
window.paint()
while not window.progress.film.count():
    wait(10)
first = time.perf_counter() - pressed
stalls.stop()
window.close()
print(first, max(stalls.stalls))
"""


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], bool]) -> None:
    while not condition():
        wait(5)


def measure_start(runs: int, folder: str) -> dict[str, float]:
    """From the start of the interpreter to the painted window, and the memory three seconds later."""
    seconds, megabytes = [], []
    for _ in range(runs):
        began = time.time()
        done = subprocess.run(
            [sys.executable, "-c", _START, f"{folder}/start.ini"], check=True, capture_output=True, text=True
        )
        shown, resident = (float(word) for word in done.stdout.split())
        seconds.append(shown - began)
        megabytes.append(resident)
    return {"start_seconds": statistics.median(seconds), "idle_memory_mb": max(megabytes)}


def measure_first_job(runs: int, folder: str) -> dict[str, float]:
    """Paint pressed as the very first thing, so that torch is loaded meanwhile: until the first frame, and the longest
    stall by then."""
    firsts, longest = [], []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", _FIRST_JOB, f"{folder}/first.ini"],
            check=True,
            capture_output=True,
            text=True,
        )
        first, stall = (float(word) for word in done.stdout.split())
        firsts.append(first)
        longest.append(stall)
    return {"cold_first_frame_seconds": statistics.median(firsts), "cold_stall_ms": 1000 * max(longest)}


def measure_job(window: MainWindow, width: int, height: int) -> dict[str, float]:
    """A painting while the pen goes on drawing all the time."""
    window.files.opened.emit(Document(width, height))
    dabs = DabMeter(window.canvas)
    pen = SyntheticPen(window.canvas, lambda: wait(8), dabs.sent)
    pen.draw([(0.1 * width, 0.5 * height), (0.9 * width, 0.6 * height)])
    wait_until(lambda: "torch" in sys.modules)
    wait(3000)  # the name is there when the import begins
    dabs.latencies.clear()
    stalls = StallMeter()
    stalls.start()
    pressed = time.perf_counter()
    window.paint()
    wait_until(lambda: window.progress.film.count() > 0)
    first = time.perf_counter() - pressed
    while window.workspace.painting.busy:
        pen.draw([(width * (0.2 + 0.01 * k), height * (0.5 + 0.02 * (k % 5))) for k in range(40)])
    seconds = time.perf_counter() - pressed
    stalls.stop()
    wait(200)
    return {
        "first_frame_seconds": first,
        "paint_seconds": seconds,
        "frames": window.progress.film.count(),
        "stall_p99_ms": 1000 * percentile(stalls.stalls, 0.99),
        "stall_longest_ms": 1000 * max(stalls.stalls),
        "dab_p50_ms": 1000 * percentile(dabs.latencies, 0.5),
        "dab_p99_ms": 1000 * percentile(dabs.latencies, 0.99),
        "dabs": len(dabs.latencies),
    }


def painting(width: int, height: int) -> PaintRequest:
    sketch, like = (read_picture(file) for file in sorted((resources() / "references").glob("*.jpg"))[:2])
    return PaintRequest(seed=1, references=(like,), sketch=sketch, width=width, height=height)


def measure_cancel(window: MainWindow, width: int, height: int, seconds: float) -> dict[str, float]:
    """From Cancel to an idle worker, at moments spread over a job that takes so many seconds."""
    latencies = []
    for moment in range(20):
        job = window.workspace.painting.begin(lambda _preparation: painting(width, height))
        wait(round(1000 * seconds * moment / 20))
        began = time.perf_counter()
        window.cancel()
        wait_until(lambda job=job: job.state in (JobState.CANCELLED, JobState.FINISHED))
        if job.state is JobState.CANCELLED:
            latencies.append(time.perf_counter() - began)
    return {"cancel_longest_seconds": max(latencies), "cancelled": len(latencies)}


def measure_frames(window: MainWindow, width: int, height: int, runs: int) -> dict[str, float]:
    """The same painting with its frames shown and with nobody looking, in turn, each on a thread of the worker's
    priority."""
    request = painting(width, height)
    shown, unseen = [], []

    def run_unseen() -> None:
        lower_this_thread()
        began = time.perf_counter()
        for _ in PainterEngine().run(request, CancelToken()):
            pass
        unseen.append(time.perf_counter() - began)

    for _ in range(runs):
        job = window.workspace.painting.begin(lambda _preparation: request)
        wait_until(lambda job=job: job.state is JobState.FINISHED)
        shown.append(job.seconds)
        wait(300)
        thread = threading.Thread(target=run_unseen)
        thread.start()
        wait_until(lambda thread=thread: not thread.is_alive())
    return {
        "job_seconds": statistics.median(shown),
        "unseen_job_seconds": statistics.median(unseen),
        "frames_cost": statistics.median(shown) / statistics.median(unseen) - 1,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="640x512", help="of the painting")
    parser.add_argument("--runs", type=int, default=3, help="how often to start and to paint")
    arguments = parser.parse_args()
    width, height = (int(side) for side in arguments.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        figures = measure_start(arguments.runs, folder) | measure_first_job(arguments.runs, folder)
        app = make_application()
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        window = make_window(settings, asks=False)
        window.resize(1280, 800)
        window.show()
        wait(500)
        figures |= measure_job(window, width, height)
        figures |= measure_frames(window, width, height, arguments.runs)
        figures |= measure_cancel(window, width, height, figures["job_seconds"])
        window.close()
        app.processEvents()
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}, indent=2))


if __name__ == "__main__":
    main()
