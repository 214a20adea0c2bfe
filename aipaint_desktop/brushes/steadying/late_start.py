"""A line that begins only once it is sure where it goes."""

from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.steadying.steadier import Steadier, place_of, put


class LateStart:
    """Leaves out how the hand fumbles where the pen comes down: until that is some way off nothing is drawn, and then
    straight from there."""

    def __init__(self, steadier: Steadier, reach: float) -> None:
        """reach: how far the pen has to go, document pixels."""
        self._steadier = steadier
        self._reach = reach
        self._first: PenSample | None = None
        self._begun = False

    def add(self, sample: PenSample) -> list[PenSample]:
        if self._begun:
            return self._steadier.add(sample)
        if self._first is None:
            self._first = sample
        if abs(place_of(sample) - place_of(self._first)) < self._reach:
            return []
        self._begun = True
        return self._steadier.add(put(sample, place_of(self._first))) + self._steadier.add(sample)

    def finish(self) -> list[PenSample]:
        if self._first is not None and not self._begun:
            return [self._first]  # a dot
        return self._steadier.finish()
