"""Gaussian blur."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from aipaint_desktop.document.adjusting.adjustment import check
from aipaint_desktop.document.adjusting.blurring import BlurringAdjustment
from aipaint_desktop.document.adjusting.gaussian import Planes
from aipaint_desktop.document.tile import Pixels
from aipaint_desktop.values.titles import StepTitle


@dataclass(frozen=True)
class GaussianBlur(BlurringAdjustment):
    """Blurs colours as far as they are opaque, and alpha. radius: px, 0 to 250."""

    radius: float = 5.0

    kind: ClassVar[str] = "gaussian-blur"
    title: ClassVar[str] = StepTitle("Gaussian blur")
    most_radius: ClassVar[float] = 250.0

    def __post_init__(self) -> None:
        check("radius", self.radius, 0, self.most_radius)

    def with_blur(self, pixels: Pixels, blurred: Planes) -> Pixels:
        blurred[:3] *= 255 / np.maximum(blurred[3], np.float32(1e-3))
        blurred += np.float32(0.5)
        adjusted = np.empty_like(pixels)
        for channel, plane in enumerate(np.clip(blurred, 0, 255, out=blurred)):
            adjusted[..., channel] = plane
        return adjusted
