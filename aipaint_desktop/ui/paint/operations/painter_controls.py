"""What can be set for the operations of the painter, which share it."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QCheckBox, QWidget

from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.ui.paint.operations.operation import Controls, Operation, Surroundings
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.paint_settings import PaintSettings
from aipaint_desktop.workspace.stored import number

_LEAST_STEPS, _MOST_STEPS = 2, 50


@dataclass(frozen=True, kw_only=True)
class PainterSettings(PaintSettings):
    """Says what the painter's operations share. steps: on each level. from_canvas: paint like the picture on the canvas
    itself."""

    steps: int = PaintRequest.steps
    from_canvas: bool = False

    @property
    def likes_chosen(self) -> bool:
        return not self.from_canvas

    def sources(self, canvas: Picture, references: tuple[Picture, ...]) -> tuple[Picture, ...]:
        """Give the pictures to paint like."""
        return (canvas,) if self.from_canvas else references


class PainterControls(Controls):
    """Closeness to a sketch, whether the canvas itself is painted like, and steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.from_canvas = QCheckBox(self.tr("Like the canvas itself"))
        self.from_canvas.setToolTip(
            self.tr("Take the paint from what is on the canvas, not from a reference")
        )
        self.from_canvas.setChecked(True)
        self.keep = ValueSlider(self.tr("Closeness"), 0, 100, " %")
        self.keep.setAccessibleName(self.tr("Closeness to the sketch"))
        self.keep.setToolTip(
            self.tr("How closely to keep to the sketch: from a glance (0 %) to line by line (100 %)")
        )
        self.keep.set_number(60)
        self.steps = ValueSlider(self.tr("Steps"), _LEAST_STEPS, _MOST_STEPS)
        self.steps.setToolTip(
            self.tr(
                "How often the painting is gone over at each size, from coarse to fine: more takes longer and settles "
                "finer"
            )
        )
        self.steps.set_number(8)
        self.above, self.below, self.more = (self.from_canvas,), (self.keep,), (self.steps,)
        self.from_canvas.toggled.connect(self.changed)
        self.keep.edited.connect(self.changed)
        self.steps.edited.connect(self.changed)

    def set_keep(self, keep: float) -> None:
        """Set the closeness to the sketch. keep: 0 to 1."""
        self.keep.set_number(100 * keep)
        self.changed.emit()

    def set_steps(self, steps: int) -> None:
        self.steps.set_number(steps)
        self.changed.emit()

    def remember(self, settings: QSettings) -> None:
        settings.setValue("paint/keep", self.keep.number / 100)
        settings.setValue("paint/steps", round(self.steps.number))

    def recall(self, settings: QSettings) -> None:
        self.set_keep(number(settings, "paint/keep", self.keep.number / 100, 0, 1))
        self.set_steps(round(number(settings, "paint/steps", self.steps.number)))


class PainterOperation(Operation[PainterControls]):
    """What the painter's operations have in common: all but painting a sketch can paint like the canvas itself."""

    engine: ClassVar[str] = "painter"
    controls = PainterControls

    def make_controls(self, _around: Surroundings) -> PainterControls:
        return PainterControls()

    def unused(self, controls: PainterControls) -> tuple[QWidget, ...]:
        return (controls.keep,)
