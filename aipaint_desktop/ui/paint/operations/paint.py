"""Painting a sketch."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.ui.paint.operations.painter_controls import (
    PainterControls,
    PainterOperation,
    PainterSettings,
)
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings


@dataclass(frozen=True, kw_only=True)
class PaintSketchSettings(PainterSettings):
    """Says how to paint a sketch. keep: closeness to the sketch, 0 to 1. A sketch is always painted like the
    references, and like all pictures of a folder."""

    keep: float = PaintRequest.keep

    @property
    def takes_folders(self) -> bool:
        return True

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:
        return PaintedFrom.SKETCH, PaintedFrom.LAYER, PaintedFrom.VISIBLE, PaintedFrom.SELECTION

    def request(self, canvas: Canvas, references: tuple[Picture, ...]) -> PaintRequest:
        return PaintRequest(
            seed=self.seed,
            steps=self.steps,
            references=references,
            sketch=canvas.picture,
            width=self.width,
            height=self.height,
            keep=self.keep,
            selection=canvas.selected,
        )


class PaintSketch(PainterOperation):
    id: ClassVar[str] = "paint"
    title: ClassVar[str] = str(QT_TRANSLATE_NOOP("operation", "Paint sketch"))

    def settings(self, controls: PainterControls, common: PaintSettings) -> PaintSketchSettings:
        return PaintSketchSettings(
            **vars(common),
            steps=round(controls.steps.number),
            keep=controls.keep.number / 100,
        )

    def unused(self, controls: PainterControls) -> tuple[QWidget, ...]:
        return (controls.from_canvas,)
