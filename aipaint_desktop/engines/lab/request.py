"""What a model of the lab is asked for."""

import math
from dataclasses import dataclass
from typing import ClassVar

from aipaint_desktop.engines.base.request import SelectiveRequest, check_seed
from aipaint_desktop.engines.base.sizes import check_size
from aipaint_desktop.nn.generative.families import DIFFUSION_STEPS
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle

MOST_STEPS = 100


@dataclass(frozen=True, kw_only=True)
class GenerateRequest(SelectiveRequest):
    """Asks for a new picture of a model that an artist trained.

    trained: the model's id, which is the name of its folder. weights: SHA-256 of its weights, 64 hexadecimal digits.
    width, height: of the result, to which the model's square picture is enlarged and cropped.
    steps: of diffusion, 1 to 100; the other families take a single one.
    to_seed, share: paint what lies between the picture of `seed`, 0, and that of `to_seed`, 1.
    """

    engine: ClassVar[str] = "lab"
    operation: ClassVar[str] = "generate"
    title: ClassVar[StepTitle] = StepTitle("Generated")

    trained: str
    weights: str
    width: int
    height: int
    steps: int = DIFFUSION_STEPS
    to_seed: int | None = None
    share: float = 0.0

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def model(self) -> str:
        return self.trained

    def validate(self) -> None:
        super().validate()
        check_size(*self.size)
        if not 1 <= self.steps <= MOST_STEPS:
            raise BadInput("{0} steps are out of range: 1 to {1}.", self.steps, MOST_STEPS)
        if not (math.isfinite(self.share) and 0 <= self.share <= 1):
            raise BadInput("The share {0} of the way is out of range: 0 to 1.", self.share)
        if self.to_seed is not None:
            check_seed(self.to_seed)
