import math
from collections.abc import Callable

import numpy as np
import pytest

from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.steadying.catching_up import CatchingUp
from aipaint_desktop.brushes.steadying.late_start import LateStart
from aipaint_desktop.brushes.steadying.listed import STEADIERS, steadier_for
from aipaint_desktop.brushes.steadying.rope import Rope
from aipaint_desktop.brushes.steadying.steadier import Steadier, between
from aipaint_desktop.brushes.steadying.steadiness import Steadiness, Steadying
from aipaint_desktop.brushes.steadying.weighted import Weighted

KINDS: dict[str, Callable[[], Steadier]] = {
    "weighted": lambda: Weighted(25),
    "rope": lambda: Rope(25),
    "catching up": lambda: CatchingUp(0.06),
}


def hand(rate: float, shake: float = 0.0) -> list[PenSample]:
    """Along an arc for two seconds, at 250 px a second; it shakes eight times a second."""
    times = np.linspace(0, 2, round(2 * rate) + 1)
    turn = times * 0.9
    radius = 280 + shake * np.sin(2 * np.pi * 8 * times)
    return [
        PenSample(float(r * math.sin(a)), float(300 - r * math.cos(a)), 0.7, time=float(t))
        for r, a, t in zip(radius, turn, times, strict=True)
    ]


def line(steadier: Steadier, samples: list[PenSample], *, finish: bool = True) -> np.ndarray:
    led = [one for sample in samples for one in steadier.add(sample)]
    led += steadier.finish() if finish else []
    return np.array([(one.x, one.y) for one in led])


def unsteadiness(way: np.ndarray) -> float:
    """How far it is off the arc, beyond what a calm line cuts short."""
    away = np.hypot(way[:, 0], way[:, 1] - 300)
    middle = away[len(away) // 6 : -len(away) // 6]
    return float(np.ptp(middle))


@pytest.mark.parametrize("kind", KINDS)
def test_a_shaking_hand_draws_a_calmer_line(kind: str) -> None:
    raw = np.array([(one.x, one.y) for one in hand(200, shake=4)])
    assert unsteadiness(line(KINDS[kind](), hand(200, shake=4))) < 0.6 * unsteadiness(raw)


@pytest.mark.parametrize("kind", KINDS)
def test_the_rate_of_events_makes_no_difference(kind: str) -> None:
    slow, quick = (line(KINDS[kind](), hand(rate)) for rate in (60, 1000))
    away = [np.abs(np.hypot(*(quick - place).T)).min() for place in slow]
    assert max(away) < 0.6


@pytest.mark.parametrize("kind", KINDS)
def test_it_begins_and_ends_where_the_pen_does(kind: str) -> None:
    samples = hand(200)
    way = line(KINDS[kind](), samples)
    assert way[0] == pytest.approx((samples[0].x, samples[0].y))
    assert way[-1] == pytest.approx((samples[-1].x, samples[-1].y), abs=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_with_a_lazy_end_it_stays_behind(kind: str) -> None:
    samples = hand(200)
    way = line(KINDS[kind](), samples, finish=False)
    assert 5 < math.dist(way[-1], (samples[-1].x, samples[-1].y)) < 40


@pytest.mark.parametrize("kind", KINDS)
def test_a_tap_is_a_dot(kind: str) -> None:
    way = line(KINDS[kind](), [PenSample(3, 4, 0.5), PenSample(3, 4, 0.8, time=0.1)])
    assert len(way)
    assert (way == (3, 4)).all()


@pytest.mark.parametrize("kind", KINDS)
def test_all_is_finite_whatever_the_samples(kind: str) -> None:
    random = np.random.default_rng(4)
    samples = [
        PenSample(float(x), float(y), time=float(t))
        for x, y, t in zip(
            random.normal(0, 300, 60), random.normal(0, 1, 60), random.integers(0, 9, 60), strict=True
        )
    ]
    assert np.isfinite(line(KINDS[kind](), samples)).all()


def test_a_rope_that_is_slack_pulls_nothing() -> None:
    rope = Rope(25)
    assert len(rope.add(PenSample(0, 0))) == 1
    assert rope.add(PenSample(15, 15)) == []
    pulled = rope.add(PenSample(60, 0))
    assert math.hypot(pulled[-1].x - 60, pulled[-1].y) == pytest.approx(25)


def test_what_catches_up_does_so_where_the_pen_rests() -> None:
    follower = CatchingUp(0.1)
    follower.add(PenSample(0, 0, time=0))
    follower.add(PenSample(100, 0, time=0.01))
    behind = follower.add(PenSample(100, 0, time=0.05))[-1].x
    there = follower.add(PenSample(100, 0, time=1.0))[-1].x
    assert behind < 50
    assert there == pytest.approx(100, abs=0.1)


def test_a_lazy_start_leaves_out_the_fumbling() -> None:
    late = LateStart(Rope(0.5), 10)
    assert late.add(PenSample(0, 0)) == late.add(PenSample(-4, 3)) == late.add(PenSample(3, -6)) == []
    begun = late.add(PenSample(20, 0))
    assert (begun[0].x, begun[0].y) == (0, 0)
    assert all(one.y == 0 for one in begun)


def test_a_lazy_start_keeps_dots() -> None:
    late = LateStart(Rope(5), 10)
    late.add(PenSample(7, 8))
    assert [(one.x, one.y) for one in late.finish()] == [(7, 8)]


def test_pressure_is_steadied_if_that_is_wanted() -> None:
    samples = [PenSample(float(x), 0, 0.2 if x < 50 else 1.0, time=x / 100) for x in range(100)]
    for kind in (Weighted, Rope):
        steadied = [one.pressure for each in [kind(25, sensors=True)] for s in samples for one in each.add(s)]
        direct = [one.pressure for each in [kind(25, sensors=False)] for s in samples for one in each.add(s)]
        assert len({round(pressure, 3) for pressure in steadied}) > 8
        assert max(np.diff(steadied)) < max(np.diff(direct))


def test_a_pen_turns_the_short_way() -> None:
    assert between(PenSample(0, 0, rotation=350), PenSample(0, 0, rotation=10), 0.5).rotation == 360


def test_every_kind_can_be_chosen() -> None:
    assert set(STEADIERS) | {Steadying.NONE} == set(Steadying)
    for kind in Steadying:
        made = steadier_for(Steadiness(kind, 50, lazy_start=True), 2.0)
        assert (made is None) is (kind is Steadying.NONE)
