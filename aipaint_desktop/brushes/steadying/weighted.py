"""A line that goes where the hand has been in the mean."""

import math
from collections import deque
from operator import mul

from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.steadying.steadier import between, place_of

_PIECES = 10  # of the distance, at which the hand's way is looked at
_LEAST_PIECE = 0.25  # px
_FAR = 2.5  # standard deviations, beyond which nothing counts


class Weighted:
    """Averages the way behind the pen, the less the farther back, by half a Gaussian of the distance travelled.

    Equal pieces of the way count, not samples: neither their rate nor the speed of the hand makes a difference.
    """

    def __init__(self, distance: float, *, sensors: bool = True) -> None:
        """distance: the standard deviation, document pixels. sensors: whether the hand is averaged, too."""
        self._piece = max(distance / _PIECES, _LEAST_PIECE)
        self._sensors = sensors
        count = max(1, math.ceil(_FAR * distance / self._piece))
        self._weights = [
            math.exp(-((place * self._piece / max(distance, 1e-6)) ** 2) / 2) for place in range(count)
        ]
        self._way: deque[PenSample] = deque(maxlen=count)  # newest first
        self._raw: PenSample | None = None
        self._over = 0.0  # of the way since the last whole piece

    def add(self, sample: PenSample) -> list[PenSample]:
        before, self._raw = self._raw, sample
        if before is None:
            return [self._take(sample)]
        length = abs(place_of(sample) - place_of(before))
        if length == 0:
            if len(self._way) > 1 or sample.pressure <= before.pressure:
                return []
            self._way.clear()  # pressing harder on the spot must show though no way is travelled
            return [self._take(sample)]
        taken: list[PenSample] = []
        reached = self._piece - self._over
        while reached <= length:
            taken.append(self._take(between(before, sample, reached / length)))
            reached += self._piece
        self._over = length - (reached - self._piece)
        return taken

    def finish(self) -> list[PenSample]:
        if self._raw is None or len(self._way) <= 1:
            return [] if self._raw is None else [self._raw]
        return [self._take(self._raw) for _ in range(len(self._weights))]

    def _take(self, sample: PenSample) -> PenSample:
        """Go one piece on; returns the average there."""
        self._way.appendleft(sample)
        weights = self._weights[: len(self._way)]
        total = sum(weights)

        def mean(of: str) -> float:
            values: list[float] = [getattr(each, of) for each in self._way]
            weighed: float = sum(map(mul, weights, values))
            return weighed / total

        if not self._sensors:
            hand = sample.pressure, sample.tilt_x, sample.tilt_y
        else:
            hand = mean("pressure"), mean("tilt_x"), mean("tilt_y")
        return PenSample(mean("x"), mean("y"), *hand, sample.time, sample.rotation)
