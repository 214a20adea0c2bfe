"""How hard a hand has to press: from what the pen reports to the pressure that brushes see."""

from dataclasses import dataclass

_LEAST_SPAN = 0.05


@dataclass(frozen=True)
class PressureCurve:
    """A straight or bent line from no pressure to full.

    lightest, firmest: what the pen reports, 0 to 1, where the pressure begins to rise and where it is full.
    gamma: 1 is straight, below it a light hand does more, above it less. Positive.
    """

    lightest: float = 0.0
    firmest: float = 1.0
    gamma: float = 1.0

    def __call__(self, reported: float) -> float:
        """Pressure, 0 to 1, for what the pen reports."""
        span = max(self.firmest - self.lightest, _LEAST_SPAN)
        return float(min(max((reported - self.lightest) / span, 0.0), 1.0) ** self.gamma)
