"""What an upscaler or restorer of the artist's is asked for."""

import re
from dataclasses import dataclass
from typing import ClassVar

from aipaint_desktop.engines.base.request import SelectiveRequest
from aipaint_desktop.engines.base.sizes import check_enlargement
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle

_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class UpscalerRequest(SelectiveRequest):
    """Asks for a picture enlarged, or restored at its own size.

    upscaler: what the file is called, never where it lies. weights: its SHA-256, 64 hexadecimal digits.
    width, height: of the result; each at least the picture's and at most 64 times it. The network enlarges by its own
        factor, as often as is needed; what is more than was asked for is made smaller.
    """

    engine: ClassVar[str] = "upscaler"
    operation: ClassVar[str] = "upscale"
    title: ClassVar[StepTitle] = StepTitle("Enlarged")

    upscaler: str
    weights: str
    picture: Picture
    width: int
    height: int

    @property
    def model(self) -> str:
        return self.upscaler

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def ground(self) -> Picture:
        return self.picture

    def validate(self) -> None:
        super().validate()
        if not _HASH.fullmatch(self.weights):
            raise BadInput("The request names no model by its hash.")
        check_enlargement(self.picture, *self.size)
