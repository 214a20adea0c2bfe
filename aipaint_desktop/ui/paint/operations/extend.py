"""Painting on beyond the edges of the canvas."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP

from aipaint_desktop.engines.painter.requests import ExtendRequest
from aipaint_desktop.ui.paint.operations.painter_controls import (
    PainterControls,
    PainterOperation,
    PainterSettings,
)
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings


@dataclass(frozen=True, kw_only=True)
class ExtendSettings(PainterSettings):
    """Says how to extend a picture. from_canvas: go on from the picture alone."""

    @property
    def growth(self) -> float:
        return 1.25

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:  # it goes on with what is around
        return PaintedFrom.VISIBLE, PaintedFrom.SKETCH, PaintedFrom.LAYER

    def request(self, canvas: Canvas, references: tuple[Picture, ...]) -> ExtendRequest:
        picture = canvas.picture
        return ExtendRequest(
            seed=self.seed,
            steps=self.steps,
            references=() if self.from_canvas else references,
            picture=picture,
            width=self.width,
            height=self.height,
            left=(self.width - picture.width) // 2,
            top=(self.height - picture.height) // 2,
        )


class Extend(PainterOperation):
    id: ClassVar[str] = "extend"
    title: ClassVar[str] = str(QT_TRANSLATE_NOOP("operation", "Extend canvas"))

    def settings(self, controls: PainterControls, common: PaintSettings) -> ExtendSettings:
        return ExtendSettings(
            **vars(common),
            steps=round(controls.steps.number),
            from_canvas=controls.from_canvas.isChecked(),
        )
