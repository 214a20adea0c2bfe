import math

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import MIN_SIZE, Brush, Dynamic, Input, Setting, follow
from aipaint_desktop.brushes.dynamics import CHANCES, Chance, PenPoints, colour_shifts, dabs_at
from aipaint_desktop.values.curve import Curve

SQUARE = Curve(tuple((place / 8, (place / 8) ** 2) for place in range(9)))


def points(
    pressure: float = 1,
    tilt_x: float = 0,
    tilt_y: float = 0,
    rotation: float = 0,
    speed: float = 0,
    direction: float = 0,
    distance: float = 0,
) -> PenPoints:
    values = (0, 0, pressure, tilt_x, tilt_y, rotation, speed, direction, distance)
    return PenPoints(*(np.array([value], float) for value in values))


def test_pressure_sets_size_and_opacity() -> None:
    by_pressure = (Dynamic(Setting.SIZE, Input.PRESSURE, 0.5, 1), Dynamic(Setting.OPACITY, Input.PRESSURE))
    dabs = dabs_at(points(pressure=0.5), Brush("b", size=20, dynamics=by_pressure))
    assert dabs.radius[0] == 7.5
    assert dabs.opacity[0] == 0.5


def test_a_dab_never_vanishes() -> None:
    brush = Brush("b", size=20, dynamics=(Dynamic(Setting.SIZE, Input.PRESSURE),))
    assert dabs_at(points(pressure=0), brush).radius[0] == MIN_SIZE / 2


def test_a_flat_pen_paints_wider() -> None:
    brush = Brush("b", size=10, dynamics=(Dynamic(Setting.SIZE, Input.TILT, 1, 3),))
    assert dabs_at(points(), brush).radius[0] == 5
    assert dabs_at(points(tilt_x=60), brush).radius[0] == 15
    assert dabs_at(points(tilt_x=-90, tilt_y=90), brush).radius[0] == 15


def test_a_fast_stroke_is_thinner() -> None:
    brush = Brush("b", size=10, dynamics=(Dynamic(Setting.SIZE, Input.SPEED, 1, 0),))
    radii = [dabs_at(points(speed=speed), brush).radius[0] for speed in (0, 1500, 5000)]
    assert radii[:2] == [5, 2.5]
    assert radii[1] > radii[2] > 0


def test_hairs_part_where_the_hand_is_quick() -> None:
    brush = Brush("b", bristles=0.8, dynamics=(Dynamic(Setting.BRISTLES, Input.SPEED),))
    assert [dabs_at(points(speed=speed), brush).bristles[0] for speed in (0, 1500)] == [0, 0.4]


def test_the_angle_follows_the_stroke_or_the_pen() -> None:
    along = Brush("b", angle=90, dynamics=(follow(Input.DIRECTION),))
    assert dabs_at(points(direction=0.5), along).angle[0] == pytest.approx(math.pi / 2 + 0.5)
    leaning = Brush("b", dynamics=(follow(Input.TILT_DIRECTION),))
    assert dabs_at(points(tilt_x=0, tilt_y=30), leaning).angle[0] == pytest.approx(math.pi / 2)
    assert dabs_at(points(), leaning).angle[0] == 0
    turned = Brush("b", dynamics=(follow(Input.ROTATION),))
    assert dabs_at(points(rotation=-90), turned).angle[0] == pytest.approx(1.5 * math.pi)
    fixed = Brush("b", angle=45)
    assert dabs_at(points(tilt_y=40, direction=1), fixed).angle[0] == math.pi / 4


def test_distance_begins_anew_and_fading_stays() -> None:
    fading = Brush("b", size=10, dynamics=(Dynamic(Setting.SIZE, Input.FADE, 1, 0.5, length=100),))
    again = Brush("b", size=10, dynamics=(Dynamic(Setting.SIZE, Input.DISTANCE, 1, 0.5, length=100),))
    assert [dabs_at(points(distance=far), fading).radius[0] for far in (0, 50, 250)] == [5, 3.75, 2.5]
    assert [dabs_at(points(distance=far), again).radius[0] for far in (0, 50, 250)] == [5, 3.75, 3.75]


def test_chance_of_each_dab_and_of_each_stroke_is_its_own() -> None:
    chance = Chance(np.random.default_rng(1).random((1, CHANCES)), np.random.default_rng(2).random(CHANCES))
    dynamics = tuple(Dynamic(Setting.SIZE, by, 1, 3) for by in (Input.DAB, Input.STROKE))
    of_dab, of_stroke = (
        dabs_at(points(), Brush("b", size=10, dynamics=(one,)), chance).radius[0] for one in dynamics
    )
    assert of_dab != of_stroke
    mean = dabs_at(points(), Brush("b", size=10, dynamics=dynamics)).radius[0]
    assert mean == 5 * 2 * 2


def test_colours_are_added_to_and_several_dynamics_come_together() -> None:
    dynamics = (
        Dynamic(Setting.HUE, Input.PRESSURE, -30, 30),
        Dynamic(Setting.HUE, Input.TILT, 0, 20),
        Dynamic(Setting.VALUE, Input.PRESSURE, 0, -0.5),
    )
    shifts = colour_shifts(points(pressure=1, tilt_x=60), Brush("b", dynamics=dynamics))
    assert shifts.tolist() == [[50, 0, -0.5]]


def test_a_bent_curve_is_that_of_a_power() -> None:
    values = np.linspace(0, 1, 41)
    dynamic = Dynamic(Setting.SIZE, Input.PRESSURE, 0.2, 0.8, SQUARE)
    assert np.abs(dynamic(values) - (0.2 + 0.6 * values**2)).max() < 0.003
    assert dynamic(np.array([-1.0, 3.0])).tolist() == [0.2, 0.8]
