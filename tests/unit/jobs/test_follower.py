import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aipaint_desktop.engines.computing import devices
from aipaint_desktop.jobs.follower import Follower
from aipaint_desktop.values.refusal import BadInput, Sentence

PATIENCE = 10_000  # ms


@pytest.fixture
def follower(qapp: QApplication) -> Iterator[Follower]:
    follower = Follower(qapp)
    yield follower
    follower.shutdown()


def test_only_the_newest_of_what_waits_is_done(follower: Follower, qtbot: QtBot) -> None:
    gate, results = threading.Event(), []
    follower.done.connect(results.append)
    follower.ask(lambda: gate.wait(10) and "first")
    for number in range(3):
        follower.ask(lambda number=number: number)
    assert follower.busy
    gate.set()
    qtbot.waitUntil(lambda: len(results) == 2, timeout=PATIENCE)
    assert results == ["first", 2]
    assert not follower.busy


def test_work_is_done_on_another_thread(follower: Follower, qtbot: QtBot) -> None:
    with qtbot.waitSignal(follower.done, timeout=PATIENCE) as told:
        follower.ask(threading.get_ident)
    assert told.args is not None
    assert told.args[0] != threading.get_ident()


def test_torch_is_loaded_in_the_way_that_lets_the_window_live_before_the_work(
    follower: Follower, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(devices, "load", lambda: order.append("loaded"))
    with qtbot.waitSignal(follower.done, timeout=PATIENCE):
        follower.ask(lambda: order.append("worked"))
    assert order == ["loaded", "worked"]


def test_a_fault_is_a_sentence_and_the_next_work_is_done(follower: Follower, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise BadInput("There is no reference picture.")

    with qtbot.waitSignal(follower.failed, timeout=PATIENCE) as told:
        follower.ask(refuse)
    assert told.args == [Sentence("There is no reference picture.")]
    with qtbot.waitSignal(follower.failed, timeout=PATIENCE) as told:
        follower.ask(lambda: 1 // 0)
    assert told.args is not None
    assert "ZeroDivisionError" in str(told.args[0])
    with qtbot.waitSignal(follower.done, timeout=PATIENCE):
        follower.ask(lambda: 1)


def test_shutting_down_waits_for_what_runs(follower: Follower) -> None:
    ended = []
    follower.ask(lambda: ended.append(1))
    follower.ask(lambda: ended.append(2))
    follower.shutdown()
    follower.shutdown()
    assert 2 not in ended
