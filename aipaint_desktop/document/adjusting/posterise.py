"""Posterise: each channel keeps so many levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from aipaint_desktop.document.adjusting.adjustment import Table, TableAdjustment, as_table, check
from aipaint_desktop.values.titles import StepTitle


@dataclass(frozen=True)
class Posterise(TableAdjustment):
    """levels: of each channel, 2 to 256; the nearest is taken, the first is black and the last white."""

    levels: int = 4

    kind: ClassVar[str] = "posterise"
    title: ClassVar[str] = StepTitle("Posterise")

    def __post_init__(self) -> None:
        check("levels", self.levels, 2, 256)

    def tables(self) -> Sequence[Table]:
        steps = self.levels - 1
        return [as_table(np.floor(np.linspace(0, 1, 256) * steps + 0.5) / steps)] * 3
