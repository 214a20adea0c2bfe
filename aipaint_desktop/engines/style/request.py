"""What the style engine is asked for."""

import math
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self, TypeAlias

from aipaint_desktop.engines.base.request import SelectiveRequest
from aipaint_desktop.engines.base.sizes import check_references, check_size
from aipaint_desktop.values.limits import MASTERED, PAINTED
from aipaint_desktop.values.picture import Mask, Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle

Quality: TypeAlias = Literal["fast", "fine", "master"]
"""From the quickest to the best."""


@dataclass(frozen=True, kw_only=True)
class StylizeRequest(SelectiveRequest):
    """Asks for one picture repainted in the manner of others.

    references: the pictures to paint like, one or more. weights: how much of each, relative to the others.
    regions: where each reference is painted like, one mask of the picture's size for each, softened at its border;
        references with the same region are blended in it, and what is in none of them stays as it is. Without
        regions the references are blended everywhere.
    strength: 0 (the picture itself) over 1 (the references' manner) to 2 (more of it than they have).
    keep_colours: take the references' manner but not their colours.
    stroke: how large the references are looked at, and so their strokes become, 0.25 to 4; 1 is the size of a
        picture of about 500 px.
    width, height: of the result, to which the picture is resized.
    quality: "fast" is one pass of a network, "fine" a short optimisation where strokes form, and "master" one of many
        steps at the size of the result.
    steps: of the master on each scale up to 512 px, 1 to 500. from_fast: the master begins with the fast result, and
        not with the fine one.
    learned: of each reference the SHA-256 of the weights of the network that has learned it, "" where none has; nothing
        at all is as much. The fast network of many references paints where such a one does not.
    """

    engine: ClassVar[str] = "style"
    operation: ClassVar[str] = "stylize"
    title: ClassVar[StepTitle] = StepTitle("Repainted")

    picture: Picture
    references: tuple[Picture, ...]
    weights: tuple[float, ...]
    width: int
    height: int
    regions: tuple[Mask, ...] = ()
    quality: Quality = "fast"
    strength: float = 1.0
    keep_colours: bool = False
    stroke: float = 1.0
    steps: int = 24
    from_fast: bool = False
    learned: tuple[str, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def sources(self) -> tuple[Picture, ...]:
        return self.references

    @property
    def ground(self) -> Picture:
        return self.picture

    @property
    def model(self) -> str:
        return f"style-{self.quality}"

    @property
    def kept_when_stopped(self) -> bool:
        return self.quality != "fast"

    def narrowed(self) -> Self:
        return self if self.quality == "fast" else replace(self, learned=())

    def validate(self) -> None:
        super().validate()
        check_size(*self.size, replace(PAINTED, least=1))
        if not 0 <= self.strength <= 2:
            raise BadInput("The strength {0} is out of range: 0 to 2.", self.strength)
        if not 0.25 <= self.stroke <= 4:
            raise BadInput("The stroke size {0} is out of range: 0.25 to 4.", self.stroke)
        if not 1 <= self.steps <= 500:
            raise BadInput("{0} steps are out of range: 1 to 500.", self.steps)
        if self.quality == "master":
            self._validate_master()
        self._validate_references()
        if self.regions and len(self.regions) != len(self.references):
            raise BadInput(
                "There are {0} regions for {1} references: each reference needs its own.",
                len(self.regions),
                len(self.references),
            )
        for mask in self.regions:
            self._validate_region(mask)
        if self.regions and not any(mask.pixels.any() for mask in self.regions):
            raise BadInput("The regions are empty: there is nothing to repaint.")

    def _validate_master(self) -> None:
        if not MASTERED.allows(*self.size):
            raise BadInput(
                "The size {0}×{1} is out of the master's range: each side is {2} px or more, "
                "and there are at most {3} megapixels.",
                self.width,
                self.height,
                MASTERED.least,
                f"{MASTERED.pixels / 1e6:.1f}",
            )

    def _validate_references(self) -> None:
        if not self.references:
            raise BadInput("There is no reference picture to paint like.")
        check_references(self.references)
        if len(self.weights) != len(self.references):
            raise BadInput(
                "There are {0} weights for {1} references: each reference needs one.",
                len(self.weights),
                len(self.references),
            )
        for weight in self.weights:
            if not (math.isfinite(weight) and weight >= 0):
                raise BadInput("The weight {0} of a reference is out of range: 0 or more.", weight)
        if not 0 < sum(self.weights) < math.inf:
            raise BadInput("The weights of the references must not all be 0, nor beyond all measure.")
        if self.learned and len(self.learned) != len(self.references):
            raise BadInput("The request does not say of each reference whether it was learned.")

    def _validate_region(self, mask: Picture) -> None:
        if (mask.width, mask.height) != (self.picture.width, self.picture.height):
            raise BadInput(
                "The region is {0}×{1} but the picture is {2}×{3}.",
                mask.width,
                mask.height,
                self.picture.width,
                self.picture.height,
            )
