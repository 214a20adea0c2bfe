"""Painting a picture in few flat colours."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from aipaint_desktop.engines.posterise.request import FEWEST, LARGEST_PATCH, MOST, PosteriseRequest
from aipaint_desktop.ui.paint.operations.operation import Controls, Operation, Surroundings
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings

SAID = (
    QT_TRANSLATE_NOOP("model", "colour quantisation"),
    QT_TRANSLATE_NOOP(
        "model", "Few flat colours with clean edges, the picture's own or those of any reference."
    ),
    QT_TRANSLATE_NOOP("model", "Soft gradients: they become steps."),
)
"""What the model's manifest says."""


@dataclass(frozen=True, kw_only=True)
class PosteriseSettings(PaintSettings):
    """See `PosteriseRequest`. like_chosen: take the colours of the chosen references."""

    sized: ClassVar[bool] = False

    like_chosen: bool = True
    colours: int = PosteriseRequest.colours
    smallest: int = PosteriseRequest.smallest
    dither: bool = False

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:
        return PaintedFrom.VISIBLE, PaintedFrom.SKETCH, PaintedFrom.LAYER, PaintedFrom.SELECTION

    @property
    def likes_chosen(self) -> bool:
        return self.like_chosen

    def request(self, canvas: Canvas, references: tuple[Picture, ...]) -> PosteriseRequest:
        return PosteriseRequest(
            seed=self.seed,
            picture=canvas.picture,
            references=references if self.like_chosen else (),
            colours=self.colours,
            smallest=self.smallest,
            dither=self.dither,
            selection=canvas.selected,
        )


class PosteriseControls(Controls):
    """Which colours, how many, and how small their patches may be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.like_chosen = QCheckBox(self.tr("Colours of the references"))
        self.like_chosen.setToolTip(
            self.tr("Take the colours of the chosen pictures; else the picture keeps its own")
        )
        self.like_chosen.setChecked(True)
        self.colours = ValueSlider(self.tr("Colours"), FEWEST, MOST)
        self.colours.setToolTip(self.tr("How many colours there are at most"))
        self.colours.set_number(PosteriseRequest.colours)
        self.smallest = ValueSlider(self.tr("Smallest patch"), 0, LARGEST_PATCH, " px")
        self.smallest.setToolTip(self.tr("Patches that are smaller go to what is around them"))
        self.smallest.set_number(PosteriseRequest.smallest)
        self.dither = QCheckBox(self.tr("Dither"))
        self.dither.setToolTip(self.tr("Mix two colours in a pattern of dots instead of flat patches"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for widget in (self.colours, self.smallest, self.dither):
            rows.addWidget(widget)
        self.above, self.below = (self.like_chosen,), (self,)
        self.dither.toggled.connect(self.smallest.setDisabled)
        self.dither.toggled.connect(self.changed)
        self.like_chosen.toggled.connect(self.changed)
        self.colours.edited.connect(self.changed)
        self.smallest.edited.connect(self.changed)


class Posterise(Operation[PosteriseControls]):
    id: ClassVar[str] = "posterise"
    engine: ClassVar[str] = "posterise"
    controls = PosteriseControls

    def make_controls(self, _around: Surroundings) -> PosteriseControls:
        return PosteriseControls()

    def settings(self, controls: PosteriseControls, common: PaintSettings) -> PosteriseSettings:
        return PosteriseSettings(
            **vars(common),
            like_chosen=controls.like_chosen.isChecked(),
            colours=round(controls.colours.number),
            smallest=round(controls.smallest.number),
            dither=controls.dither.isChecked(),
        )
