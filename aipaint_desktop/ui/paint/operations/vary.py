"""Painting something new like a picture, as it is or as a tile that repeats without a seam."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP

from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.ui.paint.operations.painter_controls import (
    PainterControls,
    PainterOperation,
    PainterSettings,
)
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings


@dataclass(frozen=True, kw_only=True)
class VarySettings(PainterSettings):
    """Says how to vary the references. tile: it repeats without a seam."""

    tile: bool = False

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:
        if not self.from_canvas:
            return ()
        return PaintedFrom.VISIBLE, PaintedFrom.SKETCH, PaintedFrom.LAYER, PaintedFrom.SELECTION

    def request(self, canvas: Canvas, references: tuple[Picture, ...]) -> VaryRequest:
        return VaryRequest(
            seed=self.seed,
            steps=self.steps,
            references=self.sources(canvas.picture, references),
            width=self.width,
            height=self.height,
            tile=self.tile,
            selection=canvas.selected_at(self.width, self.height),
        )


class Vary(PainterOperation):
    id: ClassVar[str] = "vary"
    title: ClassVar[str] = str(QT_TRANSLATE_NOOP("operation", "Vary"))
    tile: ClassVar[bool] = False

    def settings(self, controls: PainterControls, common: PaintSettings) -> VarySettings:
        return VarySettings(
            **vars(common),
            steps=round(controls.steps.number),
            from_canvas=controls.from_canvas.isChecked(),
            tile=self.tile,
        )


class Tile(Vary):
    id: ClassVar[str] = "tile"
    title: ClassVar[str] = str(QT_TRANSLATE_NOOP("operation", "Seamless tile"))
    tile: ClassVar[bool] = True
