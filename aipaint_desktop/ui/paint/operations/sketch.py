"""Painting a line drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.modelstore.manner_names import MannerNames
from aipaint_desktop.ui.paint.operations.operation import Controls, Operation, Surroundings
from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.plain_text import WrappedLabel
from aipaint_desktop.ui.words.language import speaks_chinese
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings


@dataclass(frozen=True, kw_only=True)
class SketchSettings(PaintSettings):
    """See `SketchRequest`. like_chosen: paint like the chosen references, whatever genre and movement say."""

    like_chosen: bool = True
    genre: str = ""
    movement: str = ""

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:
        return PaintedFrom.SKETCH, PaintedFrom.LAYER, PaintedFrom.VISIBLE, PaintedFrom.SELECTION

    @property
    def likes_chosen(self) -> bool:
        return self.like_chosen

    @property
    def live(self) -> bool:
        return True

    def request(self, canvas: Canvas, references: tuple[Picture, ...]) -> SketchRequest:
        return SketchRequest(
            seed=self.seed,
            drawing=canvas.picture,
            references=references if self.like_chosen else (),
            genre="" if self.like_chosen else self.genre,
            movement="" if self.like_chosen else self.movement,
            width=self.width,
            height=self.height,
            selection=canvas.selected,
            by_regions=True,
        )


class SketchControls(Controls):
    """Like the references, or in a genre and a movement. names: what the model knows, asked in the background with
    whether it is to be called by its Chinese name."""

    def __init__(
        self, names: Callable[[bool], MannerNames], background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._names = names
        self._background = background
        self._offered = False
        self._awaited: tuple[str, str] | None = None  # to be chosen once the names are there
        self.like_chosen = QCheckBox(self.tr("Like the chosen references"))
        self.like_chosen.setToolTip(self.tr("Take palette and manner from the pictures below"))
        self.like_chosen.setChecked(True)
        self.genre = self._make_choice(self.tr("Genre"), self.tr("Any genre"))
        self.movement = self._make_choice(self.tr("Movement"), self.tr("Any movement"))
        self._fault = WrappedLabel()
        self._fault.setProperty("role", "muted")
        self._fault.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.like_chosen)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.genre, 1)
        choices.addWidget(self.movement, 1)
        rows.addLayout(choices)
        rows.addWidget(self._fault)
        self.above = (self,)
        self.like_chosen.toggled.connect(self._show_choices)
        self.genre.currentIndexChanged.connect(self.changed)
        self.movement.currentIndexChanged.connect(self.changed)
        self._show_choices()

    def _make_choice(self, name: str, any_of_them: str) -> QComboBox:
        choice = narrow_choice(name)
        choice.addItem(any_of_them, "")
        return choice

    @property
    def manner(self) -> tuple[str, str]:
        """Genre and movement, "" for any; they are kept while what the model knows is still being read."""
        if self._awaited is not None:
            return self._awaited
        return self.genre.currentData(), self.movement.currentData()

    def take_over(self, other: "SketchControls") -> None:
        """Be set as the other controls are."""
        self._awaited = other.manner
        self.like_chosen.setChecked(other.like_chosen.isChecked())

    def offer_names(self) -> None:
        """Have read what the model can be asked for, the first time."""
        if not self._offered:
            self._offered = True
            chinese = speaks_chinese()
            self._background.run(lambda: self._names(chinese), self._offer, self._show_fault, asked_by=self)

    def _offer(self, names: MannerNames) -> None:
        self._fault.hide()
        for choice, offered in ((self.genre, names.genres), (self.movement, names.movements)):
            for name, called in offered:
                choice.addItem(called, name)
        if self._awaited is not None:
            (genre, movement), self._awaited = self._awaited, None
            self.genre.setCurrentIndex(max(0, self.genre.findData(genre)))
            self.movement.setCurrentIndex(max(0, self.movement.findData(movement)))

    def _show_fault(self, why: Sentence) -> None:
        self._offered = False  # next time it may be there
        self._fault.setText(refusal(why))
        self._fault.show()

    def _show_choices(self) -> None:
        for choice in (self.genre, self.movement):
            choice.setVisible(not self.like_chosen.isChecked())
        self.changed.emit()


class Sketch(Operation[SketchControls]):
    id: ClassVar[str] = "sketch"
    engine: ClassVar[str] = "sketch"
    controls = SketchControls

    def make_controls(self, around: Surroundings) -> SketchControls:
        return SketchControls(around.manners, around.background)

    def begin(self, controls: SketchControls, _model: str) -> None:
        controls.offer_names()

    def settings(self, controls: SketchControls, common: PaintSettings) -> SketchSettings:
        genre, movement = controls.manner
        like_chosen = controls.like_chosen.isChecked()
        return SketchSettings(**vars(common), like_chosen=like_chosen, genre=genre, movement=movement)
