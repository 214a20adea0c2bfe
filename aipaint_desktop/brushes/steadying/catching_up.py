"""A line that is a moment behind the pen, and catches up with it where it rests."""

import math
from dataclasses import replace

from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.steadying.steadier import between, place_of, put

_TICK = 1 / 240  # s
_LONGEST = 5.0  # s between samples that are followed
_THERE = 0.25  # px from the pen, from where on the line has caught up


class CatchingUp:
    """Goes each moment a part of the way to the pen that is left: an exponential low-pass in time.

    Where the pen rests it goes on, as samples of the same place tell by their time. Samples are thought joined by
    straight lines at even speed, so that their rate makes no difference.
    """

    def __init__(self, delay: float, *, sensors: bool = True) -> None:
        """delay: after which two thirds of the way are gone, seconds. sensors: whether the hand is as late."""
        self._delay = max(delay, 1e-3)
        self._sensors = sensors
        self._raw: PenSample | None = None
        self._at: PenSample | None = None

    def add(self, sample: PenSample) -> list[PenSample]:
        before, self._raw = self._raw, sample
        if before is None or self._at is None:
            self._at = sample
            return [sample]
        lasted = min(max(sample.time - before.time, 0.0), _LONGEST)
        if lasted == 0:
            return []
        count = math.ceil(lasted / _TICK - 1e-9)
        followed: list[PenSample] = []
        for step in range(count):
            begin = between(before, sample, step / count)
            end = between(before, sample, (step + 1) / count)
            followed += self._follow(begin, end, lasted / count)
        return followed

    def _follow(self, begin: PenSample, end: PenSample, lasted: float) -> list[PenSample]:
        """Follow a pen that goes straight on."""
        assert self._at is not None
        at, from_, to = place_of(self._at), place_of(begin), place_of(end)
        left = math.exp(-lasted / self._delay)
        behind = (to - from_) / lasted * self._delay
        place = to - behind + (at - from_ + behind) * left
        hand = between(self._at, end, 1 - left) if self._sensors else end
        now = replace(put(hand, place), time=end.time)
        moved = place != at or now.pressure > self._at.pressure
        self._at = now
        return [now] if moved else []

    def finish(self) -> list[PenSample]:
        if self._raw is None or self._at is None:
            return []
        left = abs(place_of(self._raw) - place_of(self._at))
        if left == 0:
            return []
        ticks = math.ceil(self._delay * math.log(max(left / _THERE, 1.0)) / _TICK)
        last = self._raw
        followed: list[PenSample] = []
        for tick in range(ticks):
            # A pen that is lifted reports no pressure, which must not thin the line's end.
            pen = replace(last, pressure=self._at.pressure, time=last.time + (tick + 1) * _TICK)
            followed += self._follow(pen, pen, _TICK)
        return [*followed, put(self._at, place_of(last))]
