"""Curves: what becomes of dark, middle and bright values, drawn freely through points."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from aipaint_desktop.document.adjusting.adjustment import Table, TableAdjustment, channel_tables
from aipaint_desktop.values.curve import Curve
from aipaint_desktop.values.titles import StepTitle


@dataclass(frozen=True)
class Curves(TableAdjustment):
    """First those of each channel, then the one of all."""

    rgb: Curve = field(default_factory=Curve)
    red: Curve = field(default_factory=Curve)
    green: Curve = field(default_factory=Curve)
    blue: Curve = field(default_factory=Curve)

    kind: ClassVar[str] = "curves"
    title: ClassVar[str] = StepTitle("Curves")

    def tables(self) -> Sequence[Table]:
        return channel_tables((self.red, self.green, self.blue), self.rgb)
