"""What the sketch engine is asked for."""

from dataclasses import dataclass
from typing import ClassVar

from aipaint_desktop.engines.base.request import SelectiveRequest
from aipaint_desktop.engines.base.sizes import check_references, check_size
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.titles import StepTitle


@dataclass(frozen=True, kw_only=True)
class SketchRequest(SelectiveRequest):
    """Asks for a line drawing painted.

    references: pictures to paint like, blended in equal shares. Without any, genre and movement say what it becomes, by
    the names that the model knows; "" is any, and where both are, the seed chooses a movement.
    width, height: of the result, to which the drawing is resized.
    by_regions: where the drawing's lines close in regions, and there are references, these give each region a colour
        and then their paint; without, and where lines are shades, a network paints it in one pass.
    """

    engine: ClassVar[str] = "sketch"
    operation: ClassVar[str] = "sketch"
    title: ClassVar[StepTitle] = StepTitle("Drawing painted")

    drawing: Picture
    width: int
    height: int
    references: tuple[Picture, ...] = ()
    genre: str = ""
    movement: str = ""
    by_regions: bool = False

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def sources(self) -> tuple[Picture, ...]:
        return self.references

    @property
    def ground(self) -> Picture:
        return self.drawing

    def validate(self) -> None:
        super().validate()
        check_size(*self.size)
        check_references(self.references)
        if self.references and (self.genre or self.movement):
            raise BadInput("A drawing is painted like pictures or like a genre and movement, not like both.")
