"""How long cancelling the style engine takes, at moments spread over runs in the window's worker.

    python tests/bench/style_cancel.py [--moments 12]

The master takes one step a scale, so that what comes before and between its steps is met as often as they are.
"""

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.style.request import Quality, StylizeRequest
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.jobs.job import Job, JobState
from aipaint_desktop.jobs.queue import JobQueue
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.paths import resources
from aipaint_desktop.values.picture import Picture

_RUNS: tuple[tuple[Quality, int, int], ...] = (
    ("fast", 768, 576),
    ("fast", 6000, 4000),
    ("master", 512, 384),
    ("master", 2048, 2048),
)


def wait(milliseconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(milliseconds), loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], bool]) -> None:
    while not condition():
        wait(2)


def asked(quality: Quality, width: int, height: int) -> StylizeRequest:
    picture, reference = (
        read_picture(file) for file in sorted((resources() / "references").glob("*.jpg"))[:2]
    )
    return StylizeRequest(
        seed=1,
        picture=Picture(np.asarray(Image.fromarray(picture.pixels).resize((width, height)))),
        references=(reference,),
        weights=(1.0,),
        width=width,
        height=height,
        quality=quality,
        steps=1,
    )


def wait_for(job: Job) -> None:
    wait_until(lambda: job.state in (JobState.CANCELLED, JobState.FINISHED, JobState.FAILED))


def submit(queue: JobQueue, request: StylizeRequest) -> Job:
    return queue.submit(lambda _preparation: request, Target.of(Document(request.width, request.height)))


def measure(queue: JobQueue, request: StylizeRequest, moments: int) -> dict[str, float]:
    """A run to its end, then others cancelled on the way; seconds from asking to the worker's answer."""
    whole = submit(queue, request)
    wait_for(whole)
    latencies = []
    for moment in range(moments):
        job = submit(queue, replace(request, seed=2 + moment))
        wait(1000 * whole.seconds * moment / moments)
        began = time.perf_counter()
        queue.cancel(job)
        wait_for(job)
        if job.state is JobState.CANCELLED:
            latencies.append(time.perf_counter() - began)
    return {"run_seconds": whole.seconds, "cancelled": len(latencies), "longest_seconds": max(latencies)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moments", type=int, default=12)
    arguments = parser.parse_args()
    app = QCoreApplication([])
    queue = JobQueue(engines_by_id())
    qualities: tuple[Quality, ...] = ("fast", "master")
    for quality in qualities:  # what is loaded once does not count as a part of the run
        wait_for(submit(queue, asked(quality, 64, 64)))
    for quality, width, height in _RUNS:
        figures = measure(queue, asked(quality, width, height), arguments.moments)
        print(
            f"{quality} {width}×{height}",
            json.dumps({k: round(v, 3) for k, v in figures.items()}),
            flush=True,
        )
    queue.shutdown()
    app.quit()


if __name__ == "__main__":
    main()
