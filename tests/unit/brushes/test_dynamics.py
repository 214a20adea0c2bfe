import math

import numpy as np

from aipaint_desktop.brushes.brush import MIN_SIZE, Brush, Curve
from aipaint_desktop.brushes.dynamics import PenPoints, dabs_at


def points(
    pressure: float = 1, tilt_x: float = 0, tilt_y: float = 0, speed: float = 0, direction: float = 0
) -> PenPoints:
    return PenPoints(
        *(np.array([value], float) for value in (0, 0, pressure, tilt_x, tilt_y, speed, direction))
    )


def test_pressure_sets_size_and_opacity() -> None:
    brush = Brush("b", size=20, size_by_pressure=Curve(0.5, 1), opacity_by_pressure=Curve(0, 1))
    dabs = dabs_at(points(pressure=0.5), brush)
    assert dabs.radius[0] == 7.5
    assert dabs.opacity[0] == 0.5


def test_a_dab_never_vanishes() -> None:
    brush = Brush("b", size=20, size_by_pressure=Curve(0, 1))
    assert dabs_at(points(pressure=0), brush).radius[0] == MIN_SIZE / 2


def test_a_flat_pen_paints_wider() -> None:
    brush = Brush("b", size=10, size_by_tilt=2.0)
    assert dabs_at(points(), brush).radius[0] == 5
    assert dabs_at(points(tilt_x=60), brush).radius[0] == 15
    assert dabs_at(points(tilt_x=-90, tilt_y=90), brush).radius[0] == 15


def test_a_fast_stroke_is_thinner() -> None:
    brush = Brush("b", size=10, thinning=1.0)
    radii = [dabs_at(points(speed=speed), brush).radius[0] for speed in (0, 500, 5000)]
    assert radii[0] == 5
    assert radii[0] > radii[1] > radii[2] > 0


def test_the_angle_follows_the_stroke_or_the_pen() -> None:
    along = Brush("b", angle=90, follows_direction=True)
    assert dabs_at(points(direction=0.5), along).angle[0] == math.pi / 2 + 0.5
    leaning = Brush("b", follows_tilt=True)
    assert dabs_at(points(tilt_x=0, tilt_y=30), leaning).angle[0] == math.pi / 2
    assert dabs_at(points(), leaning).angle[0] == 0
    fixed = Brush("b", angle=45)
    assert dabs_at(points(tilt_y=40, direction=1), fixed).angle[0] == math.pi / 4
