"""Levels: where black and white begin, how bright lies what is between, and how dark and bright it may become."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.adjusting.adjustment import Table, TableAdjustment, channel_tables, check
from aipaint_desktop.values.titles import StepTitle

LEAST_GAMMA, MOST_GAMMA = 0.1, 10.0


@dataclass(frozen=True)
class LevelRange:
    """Carries the values from black to white over to those from darkest to brightest, all 0 to 255.

    gamma: of what lies between, 0.1 to 10; above 1 it becomes brighter.
    """

    black: int = 0
    gamma: float = 1.0
    white: int = 255
    darkest: int = 0
    brightest: int = 255

    def __post_init__(self) -> None:
        for what in ("black", "white", "darkest", "brightest"):
            check(what, getattr(self, what), 0, 255)
        check("gamma", self.gamma, LEAST_GAMMA, MOST_GAMMA)

    def __call__(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Carry values over, 0 to 1 each. Where white is not above black there is nothing between them."""
        width = max(self.white - self.black, 1e-3)
        share = np.clip((values * 255 - self.black) / width, 0, 1) ** (1 / self.gamma)
        return (self.darkest + (self.brightest - self.darkest) * share) / 255


@dataclass(frozen=True)
class Levels(TableAdjustment):
    """First those of each channel, then those of all."""

    rgb: LevelRange = field(default_factory=LevelRange)
    red: LevelRange = field(default_factory=LevelRange)
    green: LevelRange = field(default_factory=LevelRange)
    blue: LevelRange = field(default_factory=LevelRange)

    kind: ClassVar[str] = "levels"
    title: ClassVar[str] = StepTitle("Levels")

    def tables(self) -> Sequence[Table]:
        return channel_tables((self.red, self.green, self.blue), self.rgb)
