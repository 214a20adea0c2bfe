"""What every steadier has in common."""

from dataclasses import replace
from typing import Protocol

from aipaint_desktop.brushes.dynamics import PenSample


class Steadier(Protocol):
    """Turns the samples of a pen into those of a calmer one."""

    def add(self, sample: PenSample) -> list[PenSample]:
        """Go on to a sample; returns where the line goes meanwhile."""

    def finish(self) -> list[PenSample]:
        """Go the rest of the way to the last sample."""


def between(one: PenSample, other: PenSample, share: float) -> PenSample:
    """Give the sample on the way from one to another, share 0 to 1; a pen turns the short way around."""

    def mixed(before: float, after: float) -> float:
        return before + (after - before) * share

    turn = (other.rotation - one.rotation + 180) % 360 - 180
    return PenSample(
        mixed(one.x, other.x),
        mixed(one.y, other.y),
        mixed(one.pressure, other.pressure),
        mixed(one.tilt_x, other.tilt_x),
        mixed(one.tilt_y, other.tilt_y),
        mixed(one.time, other.time),
        one.rotation + turn * share,
    )


def place_of(sample: PenSample) -> complex:
    """Give where a sample is as a complex number."""
    return complex(sample.x, sample.y)


def put(sample: PenSample, place: complex) -> PenSample:
    """Give the same sample elsewhere."""
    return replace(sample, x=place.real, y=place.imag)
