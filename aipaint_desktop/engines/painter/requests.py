"""The requests of the painter: paint, vary, fill and extend."""

import math
from dataclasses import dataclass, fields, replace
from typing import ClassVar, Self

from aipaint_desktop.engines.base.painted_over import without_painted_over
from aipaint_desktop.engines.base.request import Request, SelectiveRequest
from aipaint_desktop.engines.base.sizes import check_extension, check_mask, check_references, check_size
from aipaint_desktop.values.picture import Mask, Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle

REFERENCE_PIXELS = 400_000
"""The references together are read at most at this many pixels; larger ones are made smaller."""

MOST_TOGETHER = 4
"""Of more references than these, a sketch is painted like the ones that fit it best."""


@dataclass(frozen=True, kw_only=True)
class PainterRequest(Request):
    """What the painter's operations share.

    references: the pictures to paint like, one or more.
    steps: denoising steps on each level of the pyramid, 2 to 50.
    """

    engine: ClassVar[str] = "painter"

    references: tuple[Picture, ...]
    steps: int = 8

    @property
    def sources(self) -> tuple[Picture, ...]:
        return self.references

    @property
    def traces_sources(self) -> bool:
        return True

    @property
    def steps_asked(self) -> int:
        return self.steps

    def validate(self) -> None:
        super().validate()
        check_size(*self.size)
        if not 2 <= self.steps <= 50:
            raise BadInput("{0} steps are out of range: 2 to 50.", self.steps)
        if not self.references:
            raise BadInput("There is no reference picture to paint like.")
        check_references(self.references)


@dataclass(frozen=True, kw_only=True)
class PaintRequest(PainterRequest, SelectiveRequest):
    """Asks for a sketch painted. keep: 0 (after a glance at the sketch) to 1 (line by line).

    held: short side in px to which reduced the painting is about the sketch again, in the sketch's own colours; 0 for
        a free one in the references' colours.
    """

    operation: ClassVar[str] = "paint"
    title: ClassVar[StepTitle] = StepTitle("Painting")

    sketch: Picture
    width: int
    height: int
    keep: float = 0.6
    held: int = 0

    def narrowed(self) -> Self:
        """Of many references keep the few that fit the sketch best."""
        if len(self.references) <= MOST_TOGETHER:
            return self
        from aipaint_desktop.engines.painter.folder import fitting_pictures

        kept = fitting_pictures(self.sketch, self.references, MOST_TOGETHER, self.seed)
        return replace(self, references=tuple(self.references[index] for index in kept))

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def ground(self) -> Picture:
        return self.sketch

    def validate(self) -> None:
        super().validate()
        if not (math.isfinite(self.keep) and 0 <= self.keep <= 1):
            raise BadInput("The closeness {0} is out of range: 0 to 1.", self.keep)
        if not 0 <= self.held <= min(self.size):
            raise BadInput("The painting cannot be held at {0} px: 0 to {1}.", self.held, min(self.size))


@dataclass(frozen=True, kw_only=True)
class VaryRequest(PainterRequest, SelectiveRequest):
    """Asks for a new picture like the references, of any size. tile: it repeats without a seam."""

    operation: ClassVar[str] = "vary"
    title: ClassVar[StepTitle] = StepTitle("Variation")

    width: int
    height: int
    tile: bool = False

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height


@dataclass(frozen=True, kw_only=True)
class FillRequest(PainterRequest):
    """Asks for what the mask sets painted anew, from the references or, without any, from the rest of the picture.

    mask: (H, W) of the picture's size; 255 is painted anew, 0 is kept as it is.
    picture: what is painted over entirely is taken out of it when the request is made: nobody reads it, and it is not
        to travel along in a file.
    """

    operation: ClassVar[str] = "fill"
    title: ClassVar[StepTitle] = StepTitle("Filled")

    picture: Picture
    mask: Mask
    references: tuple[Picture, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "picture", without_painted_over(self.picture, self.mask))

    @property
    def size(self) -> tuple[int, int]:
        return self.picture.width, self.picture.height

    @property
    def sources(self) -> tuple[Picture, ...]:
        return self.references or (self.picture,)

    @property
    def ground(self) -> Picture:
        return self.picture

    @property
    def within(self) -> Mask:
        return self.mask

    def validate(self) -> None:
        if not self.references:
            kept = FillRequest(
                seed=self.seed,
                steps=self.steps,
                picture=self.picture,
                mask=self.mask,
                references=(self.picture,),
            )
            kept.validate()
            return
        super().validate()
        check_mask(self.mask, self.picture)


@dataclass(frozen=True, kw_only=True)
class ExtendRequest(PainterRequest):
    """Asks for more beyond the picture's edges. left, top: where the picture lies in the larger canvas, px."""

    operation: ClassVar[str] = "extend"
    title: ClassVar[StepTitle] = StepTitle("Extended")

    picture: Picture
    width: int
    height: int
    left: int
    top: int
    references: tuple[Picture, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def sources(self) -> tuple[Picture, ...]:
        return self.references or (self.picture,)

    @property
    def corner(self) -> tuple[int, int]:
        return self.left, self.top

    def validate(self) -> None:
        check_size(*self.size)
        if not self.references:
            ExtendRequest(
                **{f.name: getattr(self, f.name) for f in fields(self)} | {"references": (self.picture,)}
            ).validate()
            return
        super().validate()
        check_extension(self.picture, *self.size, *self.corner)
