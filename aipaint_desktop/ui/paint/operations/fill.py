"""Painting anew what is selected."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP

from aipaint_desktop.engines.painter.requests import FillRequest
from aipaint_desktop.ui.paint.operations.painter_controls import (
    PainterControls,
    PainterOperation,
    PainterSettings,
)
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings


@dataclass(frozen=True, kw_only=True)
class FillSettings(PainterSettings):
    """Says how to fill. from_canvas: paint from the rest of the picture."""

    sized: ClassVar[bool] = False

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:  # it goes on with what is around
        return PaintedFrom.VISIBLE, PaintedFrom.SKETCH, PaintedFrom.LAYER

    def request(self, canvas: Canvas, references: tuple[Picture, ...]) -> FillRequest:
        if canvas.selected is None:
            raise BadInput(
                "Nothing is selected: select with the rectangle or the lasso what is to be filled."
            )
        return FillRequest(
            seed=self.seed,
            steps=self.steps,
            references=() if self.from_canvas else references,
            picture=canvas.picture,
            mask=canvas.selected,
        )


class Fill(PainterOperation):
    id: ClassVar[str] = "fill"
    title: ClassVar[str] = str(QT_TRANSLATE_NOOP("operation", "Fill selection"))

    def settings(self, controls: PainterControls, common: PaintSettings) -> FillSettings:
        return FillSettings(
            **vars(common),
            steps=round(controls.steps.number),
            from_canvas=controls.from_canvas.isChecked(),
        )
