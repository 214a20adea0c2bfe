import logging
import math
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.engine import CancelToken, Device, Estimate, Frame
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.jobs import queue as queue_module
from aipaint_desktop.jobs.job import Job, JobState
from aipaint_desktop.jobs.queue import JobQueue
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.values.refusal import BadInput, Sentence

PATIENCE = 10_000  # ms, on a machine that is busy with other things


@dataclass(frozen=True, kw_only=True)
class CountRequest(Request):
    """Count to `steps`, sleeping between; frame k is filled with k."""

    engine: ClassVar[str] = "counter"
    operation: ClassVar[str] = "count"

    steps: int = 3
    sleep: float = 0.0
    side: int = 8
    fault: BaseException | None = None


class Counter:
    """An engine whose every frame is known beforehand. It fills one buffer again and again."""

    id = "counter"

    def __init__(self) -> None:
        self.threads: list[int] = []
        self.step = 0
        self.ended = threading.Event()
        self.computes_on = Device("cpu")

    def device(self) -> Device:
        return self.computes_on

    def estimate(self, request: Request) -> Estimate:
        assert isinstance(request, CountRequest)
        return Estimate(request.steps * request.sleep, 0)

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        assert isinstance(request, CountRequest)
        self.threads.append(threading.get_ident())
        buffer = np.empty((request.side, request.side, 3), np.uint8)
        for step in range(1, request.steps + 1):
            token.check()
            time.sleep(request.sleep)
            if request.fault is not None and step == request.steps:
                raise request.fault
            buffer[:] = step % 256
            self.step = step
            if step == request.steps:
                self.ended.set()
            yield Frame(step, request.steps, buffer, (request.steps - step) * request.sleep)


def submit(queue: JobQueue, request: Request) -> Job:
    return queue.submit(lambda _preparation: request, Target.of(Document(8, 8)))


@dataclass
class Heard:
    """Every signal of a queue in the order in which it came."""

    events: list[tuple[str, int]] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    greys: list[int] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def listen(self, queue: JobQueue) -> None:
        queue.started.connect(lambda job: self.events.append(("started", job.id)))
        queue.finished.connect(lambda job: self.events.append(("finished", job.id)))
        queue.failed.connect(lambda job, _: self.events.append(("failed", job.id)))
        queue.cancelled.connect(lambda job: self.events.append(("cancelled", job.id)))
        queue.frame.connect(self._on_frame)

    def _on_frame(self, _job: Job, image: object, step: int, _steps: int, _left: float) -> None:
        self.steps.append(step)
        self.greys.append(image.pixelColor(0, 0).red())  # type: ignore[attr-defined]
        self.threads.add(threading.get_ident())


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def queue(qapp: QCoreApplication, counter: Counter) -> Iterator[JobQueue]:
    queue = JobQueue({"counter": counter})
    assert queue.thread() is qapp.thread()
    yield queue
    queue.shutdown()


@pytest.fixture
def heard(queue: JobQueue) -> Heard:
    heard = Heard()
    heard.listen(queue)
    return heard


def test_a_job_goes_from_started_to_finished(
    qtbot: QtBot, queue: JobQueue, heard: Heard, counter: Counter
) -> None:
    with qtbot.waitSignal(queue.finished, timeout=PATIENCE):
        job = submit(queue, CountRequest(seed=1, steps=3, sleep=0.08))
        assert job.state is JobState.BUILDING
    assert heard.events == [("started", 1), ("finished", 1)]
    assert heard.steps[0] == 1
    assert heard.steps[-1] == 3
    assert job.state is JobState.FINISHED
    assert job.result is not None
    assert job.result.step == 3
    assert [frame.step for frame in job.frames] == heard.steps
    assert job.seconds >= 0.24
    assert heard.threads == {threading.get_ident()}
    assert counter.threads != [threading.get_ident()]


def test_torch_is_loaded_in_the_way_that_lets_the_window_live_before_an_engine_runs(
    qtbot: QtBot, queue: JobQueue, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(devices, "load", lambda: order.append("loaded"))
    run = counter.run

    def noted_run(request: Request, token: CancelToken) -> Iterator[Frame]:
        order.append("ran")
        return run(request, token)

    monkeypatch.setattr(counter, "run", noted_run)
    with qtbot.waitSignal(queue.finished, timeout=PATIENCE):
        submit(queue, CountRequest(seed=0))
    assert order == ["loaded", "ran"]


def test_images_are_copies_of_what_the_engine_reuses(qtbot: QtBot, queue: JobQueue, heard: Heard) -> None:
    with qtbot.waitSignal(queue.finished, timeout=PATIENCE):
        job = submit(queue, CountRequest(seed=1, steps=3, sleep=0.08))
    kept = [frame.image.pixelColor(0, 0).red() for frame in job.frames if frame.image]
    assert kept == heard.greys == heard.steps
    assert len(kept) >= 2


def test_a_fast_engine_is_shown_at_most_at_its_pace_and_to_the_end(
    qtbot: QtBot, queue: JobQueue, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue._pace, "_interval", math.inf)  # no time is long enough for a second frame
    with qtbot.waitSignal(queue.finished, timeout=PATIENCE):
        submit(queue, CountRequest(seed=1, steps=200))
    assert heard.steps == [1, 200]


def test_a_busy_window_finds_one_frame_waiting_and_the_last(
    qtbot: QtBot, queue: JobQueue, heard: Heard, counter: Counter
) -> None:
    submit(queue, CountRequest(seed=1, steps=100, sleep=0.004))
    while queue.running is None:
        QCoreApplication.processEvents()
    before = len(heard.steps)
    assert counter.ended.wait(10)  # the window does not look at its events meanwhile
    time.sleep(0.05)
    qtbot.waitUntil(lambda: ("finished", 1) in heard.events, timeout=PATIENCE)
    assert len(heard.steps) == before + 2
    assert heard.steps[-1] == 100


def test_jobs_run_one_after_another_in_order(qtbot: QtBot, queue: JobQueue, heard: Heard) -> None:
    first, second = (submit(queue, CountRequest(seed=n, sleep=0.01)) for n in (1, 2))
    assert queue.waiting == (first, second)
    qtbot.waitUntil(lambda: queue.running is first, timeout=PATIENCE)
    assert queue.waiting == (second,)
    qtbot.waitUntil(lambda: second.state is JobState.FINISHED, timeout=PATIENCE)
    assert heard.events == [("started", 1), ("finished", 1), ("started", 2), ("finished", 2)]
    assert queue.running is None


def test_a_running_job_is_cancelled_soon_and_keeps_its_last_frame(
    qtbot: QtBot, queue: JobQueue, heard: Heard, counter: Counter
) -> None:
    job = submit(queue, CountRequest(seed=1, steps=100_000, sleep=0.001))
    qtbot.waitUntil(lambda: counter.step > 10, timeout=PATIENCE)
    with qtbot.waitSignal(queue.cancelled, timeout=PATIENCE):
        queue.cancel(job)
        come_to = counter.step
    assert counter.step <= come_to + 1  # what was under way
    assert job.state is JobState.CANCELLED
    assert job.latest is not None
    assert job.latest.step == heard.steps[-1] > 10  # the newest, though the pace had left it out
    assert job.result is None
    assert job.failure is None


def test_a_waiting_job_is_cancelled_at_once_and_never_starts(
    qtbot: QtBot, queue: JobQueue, heard: Heard
) -> None:
    first = submit(queue, CountRequest(seed=1, sleep=0.02))
    second = submit(queue, CountRequest(seed=2))
    queue.cancel(second)
    assert second.state is JobState.CANCELLED
    qtbot.waitUntil(lambda: first.state is JobState.FINISHED, timeout=PATIENCE)
    qtbot.wait(20)
    assert heard.events == [("cancelled", 2), ("started", 1), ("finished", 1)]


def test_cancelling_what_has_ended_does_nothing(qtbot: QtBot, queue: JobQueue, heard: Heard) -> None:
    with qtbot.waitSignal(queue.finished, timeout=PATIENCE):
        job = submit(queue, CountRequest(seed=1))
    queue.cancel(job)
    qtbot.wait(20)
    assert job.state is JobState.FINISHED
    assert heard.events[-1] == ("finished", 1)


def test_bad_input_fails_with_its_own_sentence(
    qtbot: QtBot, queue: JobQueue, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(queue.failed, timeout=PATIENCE) as failed:
        job = submit(queue, CountRequest(seed=1, fault=BadInput("The sketch is empty.")))
    assert failed.args == [job, Sentence("The sketch is empty.")]
    assert job.failure == Sentence("The sketch is empty.")
    assert job.state is JobState.FAILED
    assert caplog.records == []


def test_an_invalid_request_fails_before_the_engine_runs(
    qtbot: QtBot, queue: JobQueue, counter: Counter
) -> None:
    with qtbot.waitSignal(queue.failed, timeout=PATIENCE):
        job = submit(queue, CountRequest(seed=-1))
    assert "seed" in str(job.failure)
    assert counter.threads == []


def test_an_unexpected_exception_becomes_one_sentence_and_the_next_job_runs(
    qtbot: QtBot, queue: JobQueue, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(queue.finished, timeout=PATIENCE):
        broken = submit(queue, CountRequest(seed=1, fault=ZeroDivisionError("in the depths")))
        sound = submit(queue, CountRequest(seed=2))
    assert broken.state is JobState.FAILED
    assert "ZeroDivisionError" in str(broken.failure)
    assert "\n" not in str(broken.failure)
    assert sound.state is JobState.FINISHED
    assert caplog.records[0].exc_info is not None
    assert "in the depths" in caplog.text


@pytest.mark.parametrize(
    "fault", [MemoryError(), RuntimeError("CUDA out of memory. Tried to allocate 2 GiB")]
)
def test_too_little_memory_is_said_as_such(
    qtbot: QtBot, queue: JobQueue, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL), qtbot.waitSignal(queue.failed, timeout=PATIENCE):
        job = submit(queue, CountRequest(seed=1, fault=fault))
    assert str(job.failure) == "There was not enough memory; try a smaller size."


def test_a_job_submitted_by_a_slot_runs_too(qtbot: QtBot, queue: JobQueue, heard: Heard) -> None:
    later: list[Job] = []
    queue.finished.connect(lambda _: later or later.append(submit(queue, CountRequest(seed=2))))
    submit(queue, CountRequest(seed=1))
    qtbot.waitUntil(lambda: heard.events[-1:] == [("finished", 2)], timeout=PATIENCE)


# From the press to the worker


class Build:
    """Makes a request when it is told to."""

    def __init__(self, request: Request) -> None:
        self.begun = threading.Event()
        self.go = threading.Event()
        self.made = threading.Event()
        self._request = request

    def __call__(self, _preparation: Preparation) -> Request:
        self.begun.set()
        assert self.go.wait(10)
        self.made.set()
        return self._request


TARGET = Target.of(Document(8, 8))


def test_a_job_is_there_from_the_press(qtbot: QtBot, queue: JobQueue) -> None:
    build = Build(CountRequest(seed=1))
    job = queue.submit(build, TARGET)
    assert (job.state, job.target, queue.waiting) == (JobState.BUILDING, TARGET, (job,))
    assert queue.preparing
    with qtbot.waitSignal(queue.finished, timeout=PATIENCE):
        build.go.set()
    assert job.request == CountRequest(seed=1)
    assert not queue.preparing


def test_a_press_and_its_first_frame_are_two_changes_of_thread_apart(
    qtbot: QtBot, queue: JobQueue, counter: Counter, heard: Heard
) -> None:
    here, built = threading.get_ident(), []

    def build(_preparation: Preparation) -> Request:
        built.append(threading.get_ident())
        return CountRequest(seed=1)

    job = queue.submit(build, TARGET)
    assert counter.ended.wait(
        10
    )  # to the worker: it needs nothing of the window, which looks at no event meanwhile
    assert built == counter.threads != [here]
    assert job.state is JobState.BUILDING
    qtbot.waitUntil(lambda: len(heard.steps) > 0, timeout=PATIENCE)  # and back
    assert heard.threads == {here}
    assert job.request == CountRequest(seed=1)


def test_while_the_worker_is_busy_what_is_wrong_with_a_request_is_said_at_once(
    qtbot: QtBot, queue: JobQueue, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_preparation: Preparation) -> Request:
        raise BadInput("Nothing is selected.")

    loading, go = threading.Event(), threading.Event()
    monkeypatch.setattr(devices, "load", lambda: (loading.set(), go.wait(10)))
    queue.warm_up()
    assert loading.wait(10)
    with qtbot.waitSignal(queue.failed, timeout=PATIENCE):
        queue.submit(refuse, TARGET)
    go.set()
    with qtbot.waitSignal(queue.finished, timeout=PATIENCE):
        submit(queue, CountRequest(seed=1))
    assert len(counter.threads) == 1


def test_a_job_is_cancelled_while_its_request_is_made(qtbot: QtBot, queue: JobQueue, heard: Heard) -> None:
    build = Build(CountRequest(seed=1))
    job = queue.submit(build, TARGET)
    behind = submit(queue, CountRequest(seed=2))
    assert build.begun.wait(10)
    queue.cancel(job)
    assert job.state is JobState.CANCELLED
    assert heard.events == [("cancelled", 1)]
    build.go.set()
    qtbot.waitUntil(lambda: behind.state is JobState.FINISHED and build.made.is_set(), timeout=PATIENCE)
    qtbot.wait(10)
    assert heard.events == [("cancelled", 1), ("started", 2), ("finished", 2)]


def test_a_request_that_cannot_be_made_fails_and_the_next_runs(qtbot: QtBot, queue: JobQueue) -> None:
    def refuse(_preparation: Preparation) -> Request:
        raise BadInput("Nothing is selected.")

    told: list[Sentence] = []
    queue.failed.connect(lambda _job, why: told.append(why))
    why = Sentence("Nothing is selected.")
    job = queue.submit(refuse, TARGET)
    behind = submit(queue, CountRequest(seed=2))
    qtbot.waitUntil(lambda: behind.state is JobState.FINISHED, timeout=PATIENCE)
    assert (job.state, job.failure, told) == (JobState.FAILED, why, [why])


def test_jobs_run_in_the_order_of_the_press_whichever_is_ready_first(
    qtbot: QtBot, queue: JobQueue, heard: Heard
) -> None:
    build = Build(CountRequest(seed=1))
    queue.submit(build, TARGET)
    second = submit(queue, CountRequest(seed=2))
    qtbot.waitUntil(lambda: second.state is JobState.QUEUED, timeout=PATIENCE)
    build.go.set()
    qtbot.waitUntil(lambda: second.state is JobState.FINISHED, timeout=PATIENCE)
    assert heard.events == [("started", 1), ("finished", 1), ("started", 2), ("finished", 2)]


def test_a_job_is_cancelled_at_once_before_its_first_frame(
    qtbot: QtBot, queue: JobQueue, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading, go = threading.Event(), threading.Event()

    def load() -> None:  # as torch is, which nothing can interrupt
        loading.set()
        go.wait(10)

    monkeypatch.setattr(devices, "load", load)
    job = submit(queue, CountRequest(seed=1))
    qtbot.waitUntil(lambda: job.state is JobState.RUNNING and loading.is_set(), timeout=PATIENCE)
    queue.cancel(job)
    assert job.state is JobState.CANCELLED
    assert heard.events == [("started", 1), ("cancelled", 1)]
    behind = submit(queue, CountRequest(seed=2))
    go.set()
    qtbot.waitUntil(lambda: behind.state is JobState.FINISHED, timeout=PATIENCE)
    assert heard.events == [("started", 1), ("cancelled", 1), ("started", 2), ("finished", 2)]
    assert job.latest is None


def test_a_job_knows_what_it_was_computed_on_whatever_is_chosen_since(
    qtbot: QtBot, queue: JobQueue, counter: Counter
) -> None:
    counter.computes_on = Device("cuda", "bf16")
    with qtbot.waitSignal(queue.finished, timeout=PATIENCE):
        job = submit(queue, CountRequest(seed=1, steps=50, sleep=0.002))
        qtbot.waitUntil(lambda: len(job.frames) > 0, timeout=PATIENCE)
        counter.computes_on = Device("cpu")
    assert job.result is not None
    run = job.run_to(job.result)
    assert (run.device, run.precision, run.step) == ("cuda", "bf16", None)
    assert run.request is job.request
    assert run.seconds == job.seconds > 0
    assert job.run_to(job.frames[0]).step == job.frames[0].step


def test_shutdown_ends_a_running_job_and_the_thread_in_mid_work(qtbot: QtBot, counter: Counter) -> None:
    queue = JobQueue({"counter": counter})
    heard = Heard()
    heard.listen(queue)
    running = submit(queue, CountRequest(seed=1, steps=100_000, sleep=0.001))
    waiting = submit(queue, CountRequest(seed=2))
    qtbot.waitUntil(lambda: counter.step > 0, timeout=PATIENCE)
    heard.events.clear()
    heard.steps.clear()
    queue.shutdown()
    assert counter.step < 100_000
    assert len(counter.threads) == 1  # what waited has not begun
    assert not queue.findChild(QThread).isRunning()
    qtbot.wait(20)
    assert heard.events == []
    assert heard.steps == []
    assert running.state is JobState.CANCELLED
    assert waiting.state is JobState.CANCELLED
    queue.shutdown()


def test_unused_models_are_let_go_on_the_workers_thread_between_jobs(
    qtbot: QtBot, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[bool] = []
    called: list[tuple[int, bool]] = []
    monkeypatch.setattr(queue_module, "_LETTING_GO_MS", 5)
    monkeypatch.setattr(devices, "give_back_memory", lambda *, of_gpu=False: given_back.append(of_gpu))

    def let_go() -> bool:
        called.append((threading.get_ident(), bool(counter.threads) and not counter.ended.is_set()))
        return len(called) == 1

    queue = JobQueue({"counter": counter}, let_go)
    try:
        qtbot.waitUntil(lambda: len(called) > 1, timeout=PATIENCE)
        assert given_back == [True]  # not where there was nothing to let go
        with qtbot.waitSignal(queue.finished, timeout=PATIENCE):
            submit(queue, CountRequest(seed=1, steps=5, sleep=0.02))
        before = len(called)
        qtbot.waitUntil(lambda: len(called) > before, timeout=PATIENCE)
    finally:
        queue.shutdown()
    assert {thread for thread, _ in called} == set(counter.threads)
    assert not any(during for _, during in called)
    calls = len(called)
    qtbot.wait(20)
    assert len(called) == calls


def test_a_request_that_takes_its_time_says_how_far_it_is_and_is_stopped(
    qtbot: QtBot, queue: JobQueue
) -> None:
    told: list[tuple[Sentence, float]] = []
    queue.prepared.connect(lambda _job, doing, share: told.append((doing, share)))
    stopped = threading.Event()

    def build(preparation: Preparation) -> Request:
        try:
            while True:
                preparation.tell(Sentence("Reading {0}…", "lake"), 0.5)
                preparation.check()
                time.sleep(0.001)
        finally:
            stopped.set()

    running, beside = queue.submit(build, TARGET), queue.submit(build, TARGET)
    qtbot.waitUntil(lambda: len(told) > 1)
    assert told[0] == (Sentence("Reading {0}…", "lake"), 0.5)
    for job in (beside, running):
        with qtbot.waitSignal(queue.cancelled):
            queue.cancel(job)
    assert running.state is beside.state is JobState.CANCELLED
    after = queue.submit(lambda _preparation: CountRequest(seed=1), TARGET)
    with qtbot.waitSignal(queue.finished):
        pass
    assert stopped.is_set()
    assert after.state is JobState.FINISHED
