"""Whatever happens in work beside the window is one sentence and a line in the log, and the next work is done."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import aipaint_desktop
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.follower import Follower
from aipaint_desktop.jobs.queue import JobQueue
from aipaint_desktop.values.refusal import BadInput, Sentence
from tests.unit.jobs.test_queue import Counter, CountRequest, submit

PATIENCE = 10_000  # ms


class PanicException(BaseException):
    """What libraries written in Rust raise."""


ERRORS = [
    BadInput("There is no paint."),
    RuntimeError("broken"),
    MemoryError(),
    RecursionError("too deep"),
    ImportError("libtorch.so: cannot open shared object file"),
    OSError(28, "No space left on device", "/somewhere/1.zip"),
    SystemExit(1),
    PanicException("in the depths"),
]

Fail = Callable[[BaseException], list[str]]
Succeed = Callable[[], None]


@pytest.fixture(params=["background", "follower", "queue"])
def runner(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot
) -> Iterator[tuple[Fail, Succeed]]:
    """Has a runner fail with an error and collects its sentences; has it do something well."""
    told: list[Sentence] = []
    done: list[object] = []

    def wait() -> list[str]:
        qtbot.waitUntil(lambda: bool(told or done), timeout=PATIENCE)
        sentences = list(map(str, told))
        told.clear()
        return sentences

    if request.param == "background":
        background = Background(qapp)

        def ask(error: BaseException | None) -> None:
            background.run(lambda: _raise(error), done.append, told.append)

        end = background.wait
    elif request.param == "follower":
        follower = Follower(qapp)
        follower.failed.connect(told.append)
        follower.done.connect(done.append)

        def ask(error: BaseException | None) -> None:
            follower.ask(lambda: _raise(error))

        end = follower.shutdown
    else:
        queue = JobQueue({"counter": Counter()})
        queue.failed.connect(lambda _job, why: told.append(why))
        queue.finished.connect(done.append)

        def ask(error: BaseException | None) -> None:
            submit(queue, CountRequest(seed=1, fault=error))

        end = queue.shutdown

    def fail(error: BaseException) -> list[str]:
        ask(error)
        return wait()

    def succeed() -> None:
        ask(None)
        assert wait() == []
        assert len(done) == 1

    yield fail, succeed
    end()


def _raise(error: BaseException | None) -> bool:
    if error is not None:
        raise error
    return True


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_any_exception_is_one_sentence_and_the_runner_goes_on(
    runner: tuple[Fail, Succeed], error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    fail, succeed = runner
    (sentence,) = fail(error)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    if isinstance(error, BadInput):
        assert sentence == str(error)
        assert not caplog.records
    else:
        (record,) = caplog.records
        assert record.exc_info
        assert record.exc_info[1] is error
    succeed()


def test_what_is_done_with_the_result_may_fail_too(qapp: QApplication, qtbot: QtBot) -> None:
    background, told = Background(qapp), []

    def refuse(_result: object) -> None:
        raise BadInput("The canvas is too large.")

    background.run(lambda: 1, refuse, told.append)
    qtbot.waitUntil(lambda: told == [Sentence("The canvas is too large.")], timeout=PATIENCE)
    background.wait()


def test_what_ends_while_it_is_waited_for_calls_nobody(qapp: QApplication, qtbot: QtBot) -> None:
    background, called = Background(qapp), []
    background.run(lambda: 1, called.append, called.append)
    background.wait()
    qtbot.wait(10)
    assert called == []
    background.run(lambda: 2, called.append, called.append)
    qtbot.waitUntil(lambda: called == [2], timeout=PATIENCE)


def test_there_is_no_other_runner_in_the_window() -> None:
    """A thread made elsewhere would have to answer for its exceptions as these do."""
    package = Path(aipaint_desktop.__file__).parent
    starts = re.compile(r"\b(QThreadPool|QRunnable|QThread|threading\.Thread|ThreadPoolExecutor)\(")
    found = {
        path.relative_to(package).as_posix()
        for room in ("ui", "jobs")
        for path in (package / room).rglob("*.py")
        if starts.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"jobs/background.py", "jobs/follower.py", "jobs/queue.py"}
