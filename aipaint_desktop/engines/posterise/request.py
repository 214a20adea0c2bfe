"""What the posterising engine is asked for."""

from dataclasses import dataclass
from typing import ClassVar

from aipaint_desktop.engines.base.request import SelectiveRequest
from aipaint_desktop.engines.base.sizes import check_references, check_size
from aipaint_desktop.values.limits import POSTERISED
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle

FEWEST, MOST = 2, 64
"""Colours."""
LARGEST_PATCH = 32


@dataclass(frozen=True, kw_only=True)
class PosteriseRequest(SelectiveRequest):
    """Asks for a picture in few flat colours.

    references: pictures whose colours are taken, the picture's lights and darks laid over theirs; without any, its own
        are.
    colours: how many at most, 2 to 64.
    smallest: px; patches that small both ways go to what is around them, 0 to 32.
    dither: mix two colours in a pattern where one is too few, with patches of any size.
    """

    engine: ClassVar[str] = "posterise"
    operation: ClassVar[str] = "posterise"
    title: ClassVar[StepTitle] = StepTitle("Posterised")

    picture: Picture
    references: tuple[Picture, ...] = ()
    colours: int = 8
    smallest: int = 4
    dither: bool = False

    @property
    def size(self) -> tuple[int, int]:
        return self.picture.width, self.picture.height

    @property
    def sources(self) -> tuple[Picture, ...]:
        return self.references

    @property
    def ground(self) -> Picture:
        return self.picture

    def validate(self) -> None:
        super().validate()
        check_size(*self.size, POSTERISED)
        check_references(self.references)
        if not FEWEST <= self.colours <= MOST:
            raise BadInput("{0} colours are out of range: {1} to {2}.", self.colours, FEWEST, MOST)
        if not 0 <= self.smallest <= LARGEST_PATCH:
            raise BadInput(
                "The smallest patch of {0} px is out of range: 0 to {1}.", self.smallest, LARGEST_PATCH
            )
