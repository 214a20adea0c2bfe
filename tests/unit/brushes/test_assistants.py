import cmath
import math

import numpy as np
import pytest

from aipaint_desktop.brushes.assistants.course import Bezier, Oval, Straight
from aipaint_desktop.brushes.assistants.courses import ATTRACTING, PASSING, courses, ellipse
from aipaint_desktop.brushes.assistants.laid import Laid
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.document.assistant import HANDLES, Assistant, AssistantKind

ROUND = Assistant(AssistantKind.ELLIPSE, ((100, 200), (300, 200), (200, 250)))


def laid(assistant: Assistant, *places: complex, scale: float = 1.0) -> list[complex]:
    along = Laid([assistant], scale)
    samples = [PenSample(place.real, place.imag, time=float(when)) for when, place in enumerate(places)]
    led = [one for sample in samples for one in along.add(sample)] + along.finish()
    return [complex(one.x, one.y) for one in led]


def test_every_kind_has_courses_and_handles() -> None:
    assert set(ATTRACTING) | set(PASSING) == set(HANDLES) == set(AssistantKind)


def test_a_ruler_attracts_what_begins_near_it() -> None:
    ruler = Assistant(AssistantKind.RULER, ((0, 0), (100, 100)))
    near = laid(ruler, 50 + 60j, 80 + 70j, 120 + 140j)
    assert all(place.real == pytest.approx(place.imag) for place in near)
    far = laid(ruler, 0 + 90j, 30 + 90j)
    assert far == [0 + 90j, 30 + 90j]


def test_what_is_near_goes_before_what_is_everywhere() -> None:
    ruler = Assistant(AssistantKind.RULER, ((0, 0), (400, 0)))
    along = Laid([ROUND, ruler], 1.0)
    led = [one for x in range(50, 200, 10) for one in along.add(PenSample(float(x), 4 + (x % 3)))]
    assert all(one.y == 0 for one in led)


def test_parallels_begin_anywhere() -> None:
    parallel = Assistant(AssistantKind.PARALLEL, ((0, 0), (30, 10)))
    for place in laid(parallel, 500 + 20j, 540 + 60j, 600 + 20j):
        assert (place - (500 + 20j)).imag == pytest.approx((place - (500 + 20j)).real / 3)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_lines_run_to_the_vanishing_point_they_are_drawn_to(count: int) -> None:
    kind = [AssistantKind.ONE_POINT, AssistantKind.TWO_POINTS, AssistantKind.THREE_POINTS][count - 1]
    points = ((-200.0, 50.0), (900.0, 80.0), (350.0, 2000.0))[:count]
    begin = 300 + 400j
    for point in points:
        to = complex(*point)
        aside = cmath.rect(1, 0.1)
        led = laid(
            Assistant(kind, points), begin, *(begin + (to - begin) * aside * t for t in (0.1, 0.2, 0.3))
        )
        for place in led[1:]:
            assert abs(((place - begin) / (to - begin)).imag) < 1e-9
        assert abs(led[-1] - begin) > 50


def test_between_two_vanishing_points_uprights_stand_across_the_horizon() -> None:
    two = Assistant(AssistantKind.TWO_POINTS, ((-300, 100), (900, 100)))
    assert all(place.real == pytest.approx(200) for place in laid(two, 200 + 300j, 204 + 350j, 195 + 420j))


def test_what_begins_on_an_ellipse_stays_on_it() -> None:
    for place in laid(ROUND, 200 + 260j, 240 + 260j, 300 + 230j, 320 + 190j):
        assert ((place.real - 200) / 100) ** 2 + ((place.imag - 200) / 50) ** 2 == pytest.approx(1, abs=1e-9)


def test_elsewhere_ellipses_are_concentric() -> None:
    begin = 200 + 400j
    for place in laid(ROUND, begin, 260 + 400j, 330 + 380j):
        assert ((place.real - 200) / 400) ** 2 + ((place.imag - 200) / 200) ** 2 == pytest.approx(1, abs=1e-9)


def test_the_nearest_place_of_a_curve_is_the_nearest() -> None:
    random = np.random.default_rng(2)
    oval = Oval(20 + 30j, 80 + 60j, 35)
    bezier = Bezier([0j, 200 + 300j, -100 + 200j, 150 + 0j])
    turns = np.exp(1j * np.linspace(0, 2 * np.pi, 40_000))
    all_around = 20 + 30j + (turns.real * 100 + 1j * turns.imag * 35) * (0.8 + 0.6j)
    along = np.array([bezier.at(share) for share in np.linspace(0, 1, 20_000)])
    for x, y in random.normal(60, 90, (60, 2)):
        place = complex(x, y)
        assert abs(oval.nearest(place) - place) <= np.abs(all_around - place).min() + 1e-3
        assert abs(bezier.nearest(place) - place) <= np.abs(along - place).min() + 1e-3


def test_a_long_step_does_not_cut_a_curve_short() -> None:
    led = laid(ROUND, 300 + 205j, 295 + 215j, 200 + 255j)
    assert np.abs(np.diff(led)).max() < 20


def test_a_dot_goes_onto_the_ruler() -> None:
    assert laid(Assistant(AssistantKind.RULER, ((0, 10), (100, 10))), 50 + 20j) == [50 + 10j]


def test_it_is_near_as_it_looks() -> None:
    ruler = Assistant(AssistantKind.RULER, ((0, 0), (100, 0)))
    assert laid(ruler, 50 + 20j, 60 + 20j, scale=4.0) == [50 + 20j, 60 + 20j]


def test_points_that_make_nothing_lay_nothing() -> None:
    for kind, count in HANDLES.items():
        nothing = Assistant(kind, ((5.0, 5.0),) * count)
        for course in courses([nothing], 5 + 5j, 30):
            assert cmath.isfinite(course.nearest(17 + 4j))


def test_an_ellipse_through_a_point_beyond_its_ends_is_as_wide_as_that_is_away() -> None:
    shape = ellipse([0j, 100 + 0j, 150 + 30j])
    assert shape is not None
    assert shape[2] == pytest.approx(30)


def test_straight_lines_project_at_right_angles() -> None:
    assert Straight(1 + 1j, 1j).nearest(7 + 9j) == pytest.approx(1 + 9j)
    assert math.isclose(Straight(0j, 1 + 1j).nearest(2 + 0j).real, 1)


def test_an_assistant_has_its_points() -> None:
    with pytest.raises(ValueError, match="has 2 points"):
        Assistant(AssistantKind.RULER, ((0, 0),))
