"""What the composer is asked for."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from aipaint_desktop.engines.base.request import SelectiveRequest, check_prompt, check_range, check_seed
from aipaint_desktop.engines.base.sizes import MOST_TIMES, check_references, check_size
from aipaint_desktop.nn.composer.size import composition_size
from aipaint_desktop.nn.generative.noise_schedule import composer_levels
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.titles import StepTitle

Finish: TypeAlias = Literal["upscale", "painter", "style", "none"]

MOST_COMPOSITIONS = 9
_LEAST_NOISE = 0.05  # the network has to do something


@dataclass(frozen=True, kw_only=True)
class ComposeRequest(SelectiveRequest):
    """Words to a painting.

    prompt: what to paint, in English or Chinese; "" for anything. negative: what to stay away from.
    guidance: 1 follows the words as far as the pictures it was trained on did, up to 10 exaggerates.
    steps: of denoising from noise alone, 2 to 100; from a start proportionally fewer are taken.
    start: a picture to begin with; a selection needs one. keep: 0 (not at all like the start) to 1 (as it is).
    finish: what takes the composition of about 64×64 px to full size.
    references: the pictures to paint like; without any, the shipped one that fits the composition best, whose paint
        the painter takes but not its colours.
    closeness: how closely the painter keeps to the composition, as `PaintRequest.keep`.
    width, height: of the result. count: how many compositions; more than one make a sheet, of `width` by `height`
        each, with seeds that count up from `seed`, and have no finish.
    """

    engine: ClassVar[str] = "composer"
    operation: ClassVar[str] = "compose"
    title: ClassVar[StepTitle] = StepTitle("Composed")

    prompt: str
    width: int
    height: int
    negative: str = ""
    guidance: float = 2.5
    steps: int = 8
    start: Picture | None = None
    keep: float = 0.5
    finish: Finish = "upscale"
    references: tuple[Picture, ...] = ()
    closeness: float = 0.8
    count: int = 1

    @property
    def noise_level(self) -> float:
        """Tell how much of the start is noise when composing begins, 0 to 1."""
        return max(_LEAST_NOISE, 1 - self.keep) if self.start else 1.0

    @property
    def levels(self) -> list[float]:
        """List the noise levels that composing goes through, the last one 0."""
        return composer_levels(self.steps, self.noise_level)

    @property
    def composing_steps(self) -> int:
        """Count the steps from there; the frames after them are those of what finishes."""
        return len(self.levels) - 1

    @property
    def size(self) -> tuple[int, int]:
        columns, rows = sheet_shape(self.count)
        return columns * self.width, rows * self.height

    @property
    def sources(self) -> tuple[Picture, ...]:
        return self.references

    @property
    def words(self) -> str:
        return self.prompt

    @property
    def makes_sheet(self) -> bool:
        return self.count > 1

    @property
    def ground(self) -> Picture | None:
        return self.start

    @property
    def branches(self) -> Mapping[int, float]:
        if self.count > 1:
            return {}
        return {step: 1 - level for step, level in enumerate(self.levels) if step > 0}

    def validate(self) -> None:
        if self.selection is not None and self.start is None:
            raise BadInput("There is a selection but no picture to select from.")
        super().validate()
        if not 1 <= self.count <= MOST_COMPOSITIONS:
            raise BadInput("{0} compositions are out of range: 1 to {1}.", self.count, MOST_COMPOSITIONS)
        check_seed(self.seed + self.count - 1)
        check_size(*self.size)
        if self.finish != "none":
            self._validate_enlarging()
        check_prompt(self.prompt, self.negative)
        check_range(Sentence("guidance"), self.guidance, 1, 10)
        check_range(Sentence("closeness to the start"), self.keep, 0, 1)
        check_range(Sentence("closeness to the composition"), self.closeness, 0, 1)
        if not 2 <= self.steps <= 100:
            raise BadInput("{0} steps are out of range: 2 to 100.", self.steps)
        if self.count > 1 and self.finish != "none":
            raise BadInput("Several compositions make a sheet to choose from; only one can be finished.")
        check_references(self.references)

    def _validate_enlarging(self) -> None:
        height, width = (MOST_TIMES * side for side in composition_size(self.width, self.height))
        if self.width > width or self.height > height:
            raise BadInput(
                "A composition cannot become {0}×{1}: in this shape it becomes at most {2} px wide and {3} px high.",
                self.width,
                self.height,
                width,
                height,
            )


def sheet_shape(count: int) -> tuple[int, int]:
    """Choose columns and rows of a sheet of so many pictures, as square as can be."""
    columns = math.ceil(math.sqrt(count))
    return columns, math.ceil(count / columns)
