"""What the upscaling engine is asked for."""

import math
from dataclasses import dataclass
from typing import ClassVar

from aipaint_desktop.engines.base.request import SelectiveRequest
from aipaint_desktop.engines.base.sizes import check_enlargement, check_references
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle


@dataclass(frozen=True, kw_only=True)
class UpscaleRequest(SelectiveRequest):
    """Asks for a picture enlarged, with the detail that a larger painting would have.

    width, height: of the result; each at least the picture's and at most 64 times it.
    references: pictures in whose manner the detail is painted, for half, and for half in the picture's own; without
        any, all in its own.
    grain: px of the picture's own finest detail that is smoothed away before other detail takes its place, 0.1 to 2;
        more where it is an artefact.
    """

    engine: ClassVar[str] = "upscale"
    operation: ClassVar[str] = "upscale"
    title: ClassVar[StepTitle] = StepTitle("Enlarged")

    picture: Picture
    width: int
    height: int
    references: tuple[Picture, ...] = ()
    grain: float = 0.4

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def sources(self) -> tuple[Picture, ...]:
        return self.references

    @property
    def ground(self) -> Picture:
        return self.picture

    def validate(self) -> None:
        super().validate()
        check_references(self.references)
        if not (math.isfinite(self.grain) and 0.1 <= self.grain <= 2):
            raise BadInput("The grain {0} is out of range: 0.1 to 2.", f"{self.grain:g}")
        check_enlargement(self.picture, *self.size)
