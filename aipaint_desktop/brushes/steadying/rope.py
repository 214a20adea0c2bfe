"""A line that is pulled along on a rope."""

import math

from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.steadying.steadier import between, place_of, put

_PIECES = 8  # of the rope, by which the pen is followed
_LEAST_PIECE = 0.25  # px


class Rope:
    """Follows the pen at the other end of a rope: nothing happens while that is slack, and a hand that shakes pulls the
    line hardly aside (a tractrix)."""

    def __init__(self, length: float, *, sensors: bool = True) -> None:
        """length: of the rope, document pixels. sensors: whether the hand is that of a moment ago, as the place is."""
        self._length = length
        self._piece = max(length / _PIECES, _LEAST_PIECE)
        self._sensors = sensors
        self._raw: PenSample | None = None
        self._at: PenSample | None = None

    def add(self, sample: PenSample) -> list[PenSample]:
        before, self._raw = self._raw, sample
        if before is None or self._at is None:
            self._at = sample
            return [sample]
        way = abs(place_of(sample) - place_of(before))
        if way == 0 and self._at.pressure < sample.pressure and place_of(self._at) == place_of(sample):
            self._at = sample
            return [sample]
        count = max(1, math.ceil(way / self._piece))
        pulled: list[PenSample] = []
        for step in range(1, count + 1):
            pen = between(before, sample, step / count)
            rope = place_of(pen) - place_of(self._at)
            slack = self._length - abs(rope)
            if slack < 0:
                place = place_of(pen) - rope * (self._length / abs(rope))
                hand = between(self._at, pen, -slack / abs(rope)) if self._sensors else pen
                self._at = put(hand, place)
                pulled.append(self._at)
        return pulled

    def finish(self) -> list[PenSample]:
        return [] if self._raw is None or self._at is None or self._raw == self._at else [self._raw]
