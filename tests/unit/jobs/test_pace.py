import pytest

from aipaint_desktop.jobs import pace
from aipaint_desktop.jobs.pace import Pace


class Clock:
    """Stands in for `time` and goes only where it is told to."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(pace, "time", clock)
    return clock


def test_so_many_frames_a_second_come_through_and_no_more(clock: Clock) -> None:
    fifteen = Pace(15)
    admitted = 0
    for _ in range(1000):  # two seconds of frames that are taken at once
        admitted += fifteen.admits()
        fifteen.arrived()
        clock.now += 0.002
    assert 28 <= admitted <= 30


def test_none_comes_while_one_waits_to_be_taken_but_the_last(clock: Clock) -> None:
    waiting = Pace(15)
    assert waiting.admits()
    clock.now += 10
    assert not waiting.admits()
    assert waiting.admits(always=True)
    waiting.arrived()
    clock.now += 10
    assert waiting.admits()
