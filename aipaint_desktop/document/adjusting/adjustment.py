"""What every adjustment is: settings that never change, and a function of pixels."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.tile import Pixels

Table = NDArray[np.uint8]
"""What becomes of each of the 256 values of a channel."""
Carrying = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Carries values over, 0 to 1 each."""


@dataclass(frozen=True)
class Adjustment(ABC):
    """Says how pixels change. Two with the same settings are equal.

    kind: its name in files.
    title: of the step that applies it; each has one of its own, a `StepTitle`.
    """

    kind: ClassVar[str]
    title: ClassVar[str]

    @property
    @abstractmethod
    def identity(self) -> bool:
        """Tell whether it leaves all pixels as they are."""

    @property
    def reach(self) -> int:
        """Tell how far away, in px, lies what a pixel becomes of; 0 where each becomes of itself alone."""
        return 0

    def at(self, level: int) -> Self:  # noqa: ARG002
        """Give the same for a picture that is halved so many times."""
        return self

    @abstractmethod
    def of(self, pixels: Pixels) -> Pixels:
        """Adjust a picture, (H, W, 4) uint8 sRGB with straight alpha, which is not written to."""


@dataclass(frozen=True)
class TableAdjustment(Adjustment):
    """One that looks each value up in the table of its channel."""

    @abstractmethod
    def tables(self) -> Sequence[Table]:
        """Give the tables of red, green and blue, (256,) uint8 each."""

    @property
    def identity(self) -> bool:
        return all((table == VALUES).all() for table in self.tables())

    def of(self, pixels: Pixels) -> Pixels:
        adjusted = np.empty_like(pixels)
        for channel, table in enumerate(self.tables()):
            adjusted[..., channel] = table[pixels[..., channel]]
        adjusted[..., 3] = pixels[..., 3]
        return adjusted


VALUES: Table = np.arange(256, dtype=np.uint8)
VALUES.flags.writeable = False


def as_table(values: NDArray[np.floating]) -> Table:
    """Round values of 0 to 1, which may go beyond it, to a table."""
    table: Table = np.clip(np.rint(values * 255), 0, 255).astype(np.uint8)
    return table


def channel_tables(channels: Sequence[Carrying], rgb: Carrying) -> Sequence[Table]:
    """Make the tables of red, green and blue: first what is for each channel, then what is for all."""
    values = np.linspace(0, 1, 256)
    return [as_table(rgb(channel(values))) for channel in channels]


def check(what: str, value: float, least: float, most: float) -> None:
    """Raise `ValueError` unless the value is a number in this range."""
    if not least <= value <= most:
        raise ValueError(f"{what} {value} is not in {least} to {most}")
