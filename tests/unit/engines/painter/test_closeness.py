"""What the closeness of a sketch comes to."""

import pytest

from aipaint_desktop.engines.painter.closeness import Closeness

_ROWS = [line.strip(" |").split("|") for line in (Closeness.__doc__ or "").splitlines() if "|" in line]
NAMES = [name.strip() for name in _ROWS[0]]


@pytest.mark.parametrize("row", _ROWS[2:], ids=lambda row: row[0].strip())
def test_the_table_says_what_it_comes_to(row: list[str]) -> None:
    keep, *values = (float(value.removesuffix(" px ")) for value in row)
    found = [getattr(Closeness(keep), name) for name in NAMES[1:]]
    assert found == pytest.approx(values, rel=0.01, abs=5e-4)


def test_up_to_the_default_only_place_and_colours_are_held_closer() -> None:
    loose, default = Closeness(0.0), Closeness(0.6)
    assert (loose.noise, loose.counterchange) == (default.noise, default.counterchange)
    assert default.entry > loose.entry
    assert default.guide > loose.guide
    assert default.own_colour > loose.own_colour
