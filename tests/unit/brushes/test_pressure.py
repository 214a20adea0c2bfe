"""The pressure curve of the pen."""

from hypothesis import given
from hypothesis import strategies as st

from aipaint_desktop.brushes.pressure import PressureCurve

SHARES = st.floats(0, 1)


def test_a_straight_curve_changes_nothing() -> None:
    assert [PressureCurve()(pressure) for pressure in (0.0, 0.3, 1.0)] == [0.0, 0.3, 1.0]


def test_the_pressure_begins_and_is_full_where_it_is_said() -> None:
    curve = PressureCurve(0.2, 0.7)
    assert (curve(0.1), curve(0.2), curve(0.7), curve(0.9)) == (0.0, 0.0, 1.0, 1.0)
    assert abs(curve(0.45) - 0.5) < 1e-9


def test_a_firm_curve_needs_a_firmer_hand() -> None:
    assert PressureCurve(gamma=2)(0.5) == 0.25
    assert PressureCurve(gamma=0.5)(0.25) == 0.5


@given(SHARES, SHARES, st.floats(0.2, 5), SHARES, SHARES)
def test_pressing_harder_is_never_less(
    lightest: float, firmest: float, gamma: float, one: float, other: float
) -> None:
    curve = PressureCurve(lightest, firmest, gamma)
    light, firm = sorted((one, other))
    assert 0 <= curve(light) <= curve(firm) <= 1
