"""What adjustments have in common that compare or replace a pixel with what is around it."""

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import Self

from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.document.adjusting.gaussian import Gaussian, Planes, blurred_picture
from aipaint_desktop.document.tile import Pixels

_SEEN = 0.1  # px: a blur by less is none


@dataclass(frozen=True)
class BlurringAdjustment(Adjustment):
    """radius: px, the standard deviation of the blur that it makes use of."""

    radius: float

    @property
    def identity(self) -> bool:
        return self.radius < _SEEN

    @property
    def reach(self) -> int:
        return 0 if self.identity else self.gaussian.reach

    @property
    def gaussian(self) -> Gaussian:
        """Give the blur; where it is one that is seen."""
        return Gaussian(self.radius)

    def at(self, level: int) -> Self:
        return replace(self, radius=self.radius / 2**level)

    def of(self, pixels: Pixels) -> Pixels:
        return (
            pixels.copy() if self.identity else self.with_blur(pixels, blurred_picture(pixels, self.radius))
        )

    @abstractmethod
    def with_blur(self, pixels: Pixels, blurred: Planes) -> Pixels:
        """Adjust pixels, (H, W, 4) uint8. blurred: their blur, (4, H, W) float32 and premultiplied, to be used up."""
