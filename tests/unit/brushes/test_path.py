import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipaint_desktop.brushes.dynamics import PenPoints, PenSample
from aipaint_desktop.brushes.path import Spacing, StrokePath


def every(distance: float) -> Spacing:
    return lambda points: np.full(points.x.shape, distance)


def run(path: StrokePath, samples: list[PenSample]) -> PenPoints:
    parts = [path.add(sample) for sample in samples] + [path.finish()]
    return PenPoints(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def circle(count: int, radius: float = 100, turns: float = 1) -> list[PenSample]:
    return [
        PenSample(radius * math.cos(angle), radius * math.sin(angle), time=i * 0.01)
        for i, angle in enumerate(np.linspace(0, turns * math.tau, count))
    ]


def test_dabs_are_evenly_spaced_whatever_the_event_rate() -> None:
    for count in (2, 7, 100, 1000):
        line = [PenSample(x, 0.5 * x) for x in np.linspace(0, 200, count)]
        drawn = run(StrokePath(every(3), 0, 1), line)
        steps = np.hypot(np.diff(drawn.x), np.diff(drawn.y))
        assert np.allclose(steps, 3, atol=1e-6)
        assert math.hypot(drawn.x[-1] - 200, drawn.y[-1] - 100) < 3


def test_spacing_may_change_along_the_way() -> None:
    growing = StrokePath(lambda points: 1 + points.pressure, 0, 1)
    drawn = run(growing, [PenSample(0, 0, 0), PenSample(100, 0, 1)])
    steps = np.diff(drawn.x)
    assert (np.diff(steps) > -1e-6).all()
    assert steps[0] == pytest.approx(1, abs=0.05)
    assert steps[-1] == pytest.approx(2, abs=0.05)


def test_few_samples_of_a_circle_give_a_circle() -> None:
    drawn = run(StrokePath(every(1), 0, 1), circle(13, turns=1))
    # Nothing is known of the curve before the second segment.
    late = np.hypot(drawn.x, drawn.y)[110:]
    assert np.abs(late - 100).max() < 0.5


def test_the_curve_has_no_kink_where_segments_meet() -> None:
    drawn = run(StrokePath(every(0.5), 0, 1), circle(25, turns=2))
    turns = np.abs(np.diff(np.unwrap(drawn.direction)))[60:]
    assert turns.max() < math.radians(1)


def test_corners_stay_corners() -> None:
    drawn = run(StrokePath(every(1), 0, 1), [PenSample(0, 0), PenSample(100, 0), PenSample(100, 100)])
    assert drawn.x.max() <= 100 + 1e-6
    assert drawn.y.min() >= -1e-6


def test_a_corner_that_a_sample_cuts_makes_no_bulge() -> None:
    peak = [PenSample(x, y) for x, y in ((0, 0), (25, 90), (50, 180), (53, 181), (75, 100), (100, 0))]
    drawn = run(StrokePath(every(1), 0, 1), peak)
    assert drawn.y.max() < 184
    assert (np.abs(drawn.x - 50) + drawn.y / 3.6 < 60).all()


def test_the_newest_sample_is_reached_at_once() -> None:
    path = StrokePath(every(1), 0, 1)
    path.add(PenSample(0, 0))
    assert path.add(PenSample(50, 0)).x[-1] == pytest.approx(50, abs=1)


def test_smoothing_calms_a_shaking_hand_and_ends_where_the_pen_does() -> None:
    random = np.random.default_rng(0)
    shaky = [PenSample(x, random.normal()) for x in np.arange(0, 400, 2.0)] + [PenSample(400, 0)]
    rough, calm = (run(StrokePath(every(1), trail, 1), shaky) for trail in (0, 20))
    assert calm.y.std() < 0.5 * rough.y.std()
    assert math.hypot(calm.x[-1] - 400, calm.y[-1]) < 1


def test_smoothing_does_not_depend_on_the_event_rate() -> None:
    ends = []
    for step in (1.0, 8.0):
        path = StrokePath(every(1), 20, 1)
        parts = [path.add(PenSample(x, 0)) for x in np.arange(0, 401, step)]
        ends.append(parts[-1].x[-1])
    assert ends[0] == pytest.approx(ends[1], abs=5)
    assert 370 < ends[0] < 390


def test_a_click_is_one_point() -> None:
    path = StrokePath(every(2), 10, 1)
    drawn = run(path, [PenSample(5, 6), PenSample(5, 6)])
    assert (drawn.x.tolist(), drawn.y.tolist()) == ([5], [6])


def test_pressing_harder_on_the_spot_stamps_again() -> None:
    path = StrokePath(every(2), 0, 1)
    path.add(PenSample(5, 6, 0.1))
    assert path.add(PenSample(5, 6, 0.5)).pressure.tolist() == [0.5]
    assert len(path.add(PenSample(5, 6, 0.4)).x) == 0


def test_lifting_the_pen_on_the_spot_does_not_thin_the_end() -> None:
    samples = [*(PenSample(x, 0, 0.8) for x in range(0, 101, 10)), PenSample(100, 0, 0.0)]
    assert run(StrokePath(every(1), 10, 1), samples).pressure[-1] == pytest.approx(0.8)


def test_a_brush_that_follows_the_stroke_waits_for_its_direction() -> None:
    path = StrokePath(every(1), 0, 1, reach=every(20))
    assert len(path.add(PenSample(0, 0)).x) == 0
    first = path.add(PenSample(0, 10))
    assert (first.x[0], first.y[0]) == (0, 0)
    assert first.direction[0] == pytest.approx(math.pi / 2)
    click = run(StrokePath(every(1), 0, 1, reach=every(20)), [PenSample(3, 4), PenSample(3, 4)])
    assert (click.x.tolist(), click.y.tolist()) == ([3], [4])


@pytest.mark.parametrize("turn", [50, 90, 150, -120])
def test_a_tip_turns_at_a_corner_without_a_leap(turn: float) -> None:
    path = StrokePath(every(1), 0, 1, reach=every(20))
    end = 100 + 100 * math.cos(math.radians(turn)), 100 * math.sin(math.radians(turn))
    drawn = run(path, [PenSample(0, 0), PenSample(100, 0), PenSample(*end)])
    turns = np.angle(np.exp(1j * np.diff(drawn.direction)))
    assert np.abs(turns).max() * 20 <= 1 + 1e-6
    if abs(turn) > 75:  # a corner, and no bend
        assert turns.sum() == pytest.approx(math.radians(turn))
    assert np.hypot(np.diff(drawn.x), np.diff(drawn.y)).max() <= 1 + 1e-6


def test_a_tip_that_is_drawn_back_does_not_turn() -> None:
    path = StrokePath(every(1), 0, 1, reach=every(20))
    drawn = run(path, [PenSample(0, 0), PenSample(100, 0), PenSample(0, 0.1)])
    assert np.abs(np.sin(drawn.direction)).max() < 0.01


def test_speed_is_measured_on_the_screen() -> None:
    drawn = run(StrokePath(every(1), 0, 2.0), [PenSample(10 * i, 0, time=0.01 * i) for i in range(20)])
    assert drawn.speed[-1] == pytest.approx(2000)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(PenSample, st.integers(0, 50), st.integers(0, 50), st.floats(0, 1), time=st.floats(0, 9)),
        max_size=12,
    ),
    st.floats(0, 30),
    st.booleans(),
)
def test_any_samples_give_finite_points_near_them(
    samples: list[PenSample], trail: float, waits: bool
) -> None:
    drawn = run(StrokePath(every(0.7), trail, 1, every(9) if waits else None), samples)
    assert (len(drawn.x) > 0) == (len(samples) > 0)
    for column in drawn:
        assert np.isfinite(column).all()
    assert (drawn.x > -25).all()
    assert (drawn.x < 75).all()
