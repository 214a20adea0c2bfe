"""Invert: every colour becomes its opposite."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from aipaint_desktop.document.adjusting.adjustment import VALUES, Table, TableAdjustment
from aipaint_desktop.values.titles import StepTitle


@dataclass(frozen=True)
class Invert(TableAdjustment):
    """Has no settings."""

    kind: ClassVar[str] = "invert"
    title: ClassVar[str] = StepTitle("Invert")

    def tables(self) -> Sequence[Table]:
        return [np.uint8(255) - VALUES] * 3
