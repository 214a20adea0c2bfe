import numpy as np

from aipaint_desktop.brushes.brush import STEADY, Curve


def test_a_curve_runs_from_low_to_high() -> None:
    curve = Curve(0.2, 0.8, 2.0)
    assert np.allclose(curve(np.array([0.0, 0.5, 1.0])), [0.2, 0.35, 0.8])


def test_pressure_beyond_its_range_is_held_at_the_ends() -> None:
    assert np.allclose(Curve(0.0, 1.0, 0.5)(np.array([-1.0, 3.0])), [0.0, 1.0])


def test_the_steady_curve_ignores_pressure() -> None:
    assert (STEADY(np.linspace(0, 1, 5)) == 1).all()
