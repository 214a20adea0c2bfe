"""Hues that go together, as turns of the wheel away from the one in hand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Harmony:
    """id: as it is kept in the settings. away: turns, the first one 0."""

    id: str
    away: tuple[float, ...]


NO_HARMONY = Harmony("none", (0.0,))
HARMONIES = (
    NO_HARMONY,
    Harmony("complementary", (0.0, 1 / 2)),
    Harmony("analogous", (0.0, 1 / 12, -1 / 12)),
    Harmony("triad", (0.0, 1 / 3, 2 / 3)),
    Harmony("split", (0.0, 5 / 12, 7 / 12)),
    Harmony("tetrad", (0.0, 1 / 4, 1 / 2, 3 / 4)),
)
