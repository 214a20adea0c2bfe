import pytest

from aipaint_desktop.engines.base.slowness import Slowness


def test_what_a_run_took_is_expected_of_the_next_one() -> None:
    slowness = Slowness()
    assert slowness.scale(2) == 2
    slowness.learn(spent=6, expected=2)
    assert slowness.scale(2) == pytest.approx(6)
    assert slowness.scale(2, "other work") == 2


def test_it_may_be_half_trusted() -> None:
    slowness = Slowness({"fast": 2.0})
    slowness.learn(8 * slowness.scale(1, "fast"), 2 * slowness.scale(1, "fast"), "fast", trust=0.5)
    assert slowness.scale(1, "fast") == pytest.approx(4)


def test_it_tells_what_it_has_learned_and_begins_with_what_it_is_given() -> None:
    known: dict[str, float] = {}
    Slowness({"fast": 3.0}, known.__setitem__).learn(2, 1, "fast")
    assert known == {"fast": pytest.approx(6)}
    assert Slowness(known).scale(10, "fast") == pytest.approx(60)


def test_a_run_without_duration_teaches_nothing() -> None:
    slowness = Slowness()
    slowness.learn(0, 1)
    slowness.learn(1, 0)
    assert slowness.scale(1) == 1
