"""Enlarging the picture."""

from dataclasses import dataclass
from typing import ClassVar

from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.ui.paint.operations.operation import Controls, Operation, Surroundings
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings


@dataclass(frozen=True, kw_only=True)
class UpscaleSettings(PaintSettings):
    @property
    def growth(self) -> float:
        return 2.0

    @property
    def likes_chosen(self) -> bool:
        return False

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:
        return PaintedFrom.VISIBLE, PaintedFrom.SKETCH, PaintedFrom.LAYER, PaintedFrom.SELECTION

    def request(self, canvas: Canvas, _references: tuple[Picture, ...]) -> UpscaleRequest:
        return UpscaleRequest(
            seed=self.seed,
            picture=canvas.picture,
            width=self.width,
            height=self.height,
            selection=canvas.selected,
        )


class Upscale(Operation[Controls]):
    id: ClassVar[str] = "upscale"
    engine: ClassVar[str] = "upscale"
    takes_references: ClassVar[bool] = False
    controls = Controls

    def make_controls(self, _around: Surroundings) -> Controls:
        return Controls()

    def settings(self, _controls: Controls, common: PaintSettings) -> UpscaleSettings:
        return UpscaleSettings(**vars(common))
