"""Sharpen: unsharp mask."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from aipaint_desktop.document.adjusting.adjustment import check
from aipaint_desktop.document.adjusting.blurring import BlurringAdjustment
from aipaint_desktop.document.adjusting.gaussian import Planes
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.titles import StepTitle


@dataclass(frozen=True)
class UnsharpMask(BlurringAdjustment):
    """Adds to each colour what it differs from those around it; alpha stays.

    radius: px, 0 to 100. amount: %, 0 to 500. threshold: 0 to 255, by how much it has to differ.
    """

    radius: float = 2.0
    amount: int = 100
    threshold: int = 0

    kind: ClassVar[str] = "unsharp-mask"
    title: ClassVar[str] = StepTitle("Sharpen")
    most_radius: ClassVar[float] = 100.0
    most_amount: ClassVar[int] = 500

    def __post_init__(self) -> None:
        check("radius", self.radius, 0, self.most_radius)
        check("amount", self.amount, 0, self.most_amount)
        check("threshold", self.threshold, 0, 255)

    @property
    def identity(self) -> bool:
        return super().identity or self.amount == 0

    def with_blur(self, pixels: Pixels, blurred: Planes) -> Pixels:
        adjusted = pixels.copy()
        scale = 255 / np.maximum(blurred[3], np.float32(1e-3))
        for channel in range(3):
            colour = pixels[..., channel].astype(np.float32)
            difference = colour - blurred[channel] * scale
            if self.threshold:
                difference[np.abs(difference) < self.threshold] = 0
            colour += difference * np.float32(self.amount / 100)
            adjusted[..., channel] = np.clip(colour + np.float32(0.5), 0, 255)
        return adjusted
