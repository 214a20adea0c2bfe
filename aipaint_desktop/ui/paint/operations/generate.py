"""Having a model of the artist's own make a picture."""

from dataclasses import dataclass
from typing import ClassVar

from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.ui.paint.operations.operation import Controls, Operation, Surroundings
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.paint_settings import Canvas, PaintSettings


@dataclass(frozen=True, kw_only=True)
class GenerateSettings(PaintSettings):
    @property
    def likes_chosen(self) -> bool:
        return False

    def request(self, canvas: Canvas, _references: tuple[Picture, ...]) -> GenerateRequest:
        return GenerateRequest(
            seed=self.seed,
            trained=self.model,
            weights=self.weights,
            width=self.width,
            height=self.height,
            selection=canvas.selected_at(self.width, self.height),
        )


class Generate(Operation[Controls]):
    id: ClassVar[str] = "generate"
    engine: ClassVar[str] = "lab"
    takes_references: ClassVar[bool] = False
    controls = Controls

    def make_controls(self, _around: Surroundings) -> Controls:
        return Controls()

    def settings(self, _controls: Controls, common: PaintSettings) -> GenerateSettings:
        return GenerateSettings(**vars(common))
