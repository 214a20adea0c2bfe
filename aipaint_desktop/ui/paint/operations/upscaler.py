"""Enlarging or restoring the picture with an upscaler of the artist's own."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from PySide6.QtCore import QT_TRANSLATE_NOOP

from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.upscaler_files.request import UpscalerRequest
from aipaint_desktop.modelstore.model_files.finding import ENLARGED_WITH, find_model_file
from aipaint_desktop.ui.paint.operations.operation import Controls, Operation, Surroundings
from aipaint_desktop.ui.paint.operations.upscale import UpscaleSettings
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.paint_settings import Canvas, PaintSettings


@dataclass(frozen=True, kw_only=True)
class EnlargeSettings(UpscaleSettings):
    def settled(self, preparation: Preparation) -> Self:
        if self.weights:
            return self
        file = find_model_file(self.model, ENLARGED_WITH, preparation)
        return replace(self, model=file.id, weights=file.sha256)

    def request(  # type: ignore[override]
        self, canvas: Canvas, _references: tuple[Picture, ...]
    ) -> UpscalerRequest:
        size = (self.width, self.height) if self.sized else (canvas.picture.width, canvas.picture.height)
        return UpscalerRequest(
            seed=self.seed,
            upscaler=self.model.rpartition("@")[0],
            weights=self.weights,
            picture=canvas.picture,
            width=size[0],
            height=size[1],
            selection=canvas.selected,
        )


@dataclass(frozen=True, kw_only=True)
class RestoreSettings(EnlargeSettings):
    sized: ClassVar[bool] = False

    @property
    def growth(self) -> float:
        return 1.0


class UpscalerControls(Controls):
    """Nothing can be set of them."""


class Enlarge(Operation[UpscalerControls]):
    id: ClassVar[str] = "enlarge"
    engine: ClassVar[str] = "upscaler"
    title: ClassVar[str] = str(QT_TRANSLATE_NOOP("operation", "Enlarge"))
    takes_references: ClassVar[bool] = False
    controls = UpscalerControls

    def make_controls(self, _around: Surroundings) -> UpscalerControls:
        return UpscalerControls()

    def settings(self, _controls: UpscalerControls, common: PaintSettings) -> EnlargeSettings:
        return EnlargeSettings(**vars(common))


class Restore(Enlarge):
    """Takes away noise, blur or artefacts at the size that the picture has."""

    id: ClassVar[str] = "restore"
    title: ClassVar[str] = str(QT_TRANSLATE_NOOP("operation", "Restore"))

    def settings(self, _controls: UpscalerControls, common: PaintSettings) -> RestoreSettings:
        return RestoreSettings(**vars(common))
