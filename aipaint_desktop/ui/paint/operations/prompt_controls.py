"""What can be set where a model of the artist's paints."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from aipaint_desktop.engines.checkpoint.few_steps import USUAL, Pace
from aipaint_desktop.engines.checkpoint.pipelines import OF_STABLE_DIFFUSION, Ability
from aipaint_desktop.engines.checkpoint.request import MOST_CLIP_SKIP, MOST_STEPS, PromptRequest
from aipaint_desktop.engines.checkpoint.samplers import OFFERED
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.modelstore.model_files.model_file import Kind
from aipaint_desktop.modelstore.model_files.paces import pace_of_model, say_few_steps
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.paint.operations.control_list import ControlList, Part
from aipaint_desktop.ui.paint.operations.file_choice import FileChoice
from aipaint_desktop.ui.paint.operations.lora_list import LoraList
from aipaint_desktop.ui.paint.operations.operation import Controls, Way
from aipaint_desktop.ui.paint.operations.prompt_branch import Branch, BranchRow
from aipaint_desktop.ui.paint.operations.prompt_mode import (
    FITTING,
    GO_ON,
    Mode,
    mode_for,
    possible,
    title_of_mode,
)
from aipaint_desktop.ui.paint.operations.prompt_regions import PromptRegions
from aipaint_desktop.ui.widgets.carry_over import carry_over_parts
from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.workspace.situation import Situation

_PROMPT_LINES = 4
_WHOLE = 100  # %, of what is there becomes noise


class PromptControls(Controls):
    """Words, what a picture begins with, and how it is denoised."""

    def __init__(self, background: Background, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prompt = QPlainTextEdit()
        self.prompt.setAccessibleName(self.tr("What to paint"))
        self._example = self.tr("a red house by a lake, oil painting")
        self.prompt.setPlaceholderText(self._example)
        self.prompt.setTabChangesFocus(True)
        self.prompt.setFixedHeight(_PROMPT_LINES * self.prompt.fontMetrics().lineSpacing() + 12)
        self.branch = BranchRow()
        self.negative = QLineEdit()
        self.negative.setAccessibleName(self.tr("What to stay away from"))
        self.negative.setPlaceholderText(self.tr("but not: people, buildings"))
        self.strength = ValueSlider(self.tr("Strength"), 1, _WHOLE, " %")
        self.strength.setToolTip(
            self.tr(
                "How much of the canvas is painted anew: below 100 % it is refined, not made of words alone"
            )
        )
        self.strength.set_number(_WHOLE)
        self.guidance = ValueSlider(self.tr("Prompt strength"), 1, 20, decimals=1)
        self.guidance.setToolTip(
            self.tr("How closely to follow the words (guidance): low paints more freely, high exaggerates")
        )
        self.guidance.set_number(PromptRequest.guidance)
        self.steps = ValueSlider(self.tr("Steps"), 1, MOST_STEPS, curved=True)
        self.steps.setToolTip(self.tr("Steps of denoising: more take longer"))
        self.steps.set_number(PromptRequest.steps)
        self.sampler = narrow_choice(self.tr("Sampler"))
        for sampler in OFFERED:
            self.sampler.addItem(sampler, sampler)
        self.sampler.setCurrentIndex(self.sampler.findData(PromptRequest.sampler))
        self.few_steps = QCheckBox(self.tr("Made for few steps"))
        self.few_steps.setToolTip(
            plain(
                self.tr(
                    "Whether the model was trained to paint in a few steps, as Turbo, Lightning and LCM are. "
                    "Most files do not tell it: tick it, and it is kept for this model."
                )
            )
        )
        self.loras = LoraList(background)
        self.control_list = ControlList(background, part)
        self.regions = PromptRegions()
        self.vae = FileChoice(self.tr("VAE"), self.tr("The model's own"), Kind.VAE, background)
        self.vae.setToolTip(self.tr("What turns that which is denoised into a picture"))
        self.clip_skip = ValueSlider(self.tr("Clip skip"), 1, MOST_CLIP_SKIP)
        self.clip_skip.setToolTip(
            self.tr(
                "How far from the end the words are read: 1 as the model was trained, 2 for many of anime"
            )
        )
        self.clip_skip.set_number(PromptRequest.clip_skip)
        self._lay_out()
        self.few_steps.clicked.connect(self._say_few_steps)
        self.prompt.textChanged.connect(self.changed)
        self.negative.textChanged.connect(self.changed)
        self.sampler.currentIndexChanged.connect(self.changed)
        self.vae.currentIndexChanged.connect(self.changed)
        for slider in (self.guidance, self.steps, self.clip_skip):
            slider.edited.connect(self.changed)
        self.strength.edited.connect(self._weaken)
        self.loras.changed.connect(self.changed)
        self.control_list.changed.connect(self._offer_references)
        self.control_list.changed.connect(self.changed)
        self.regions.changed.connect(self.changed)
        self.branch.changed.connect(self._show_branch)
        self._references: tuple[ReferenceEntry, ...] = ()
        self._background = background
        self._model = ""
        self._pace = USUAL
        self._there = Situation(1, 1)
        self._size = 1, 1
        self._asked: Mode | None = None
        self.able = OF_STABLE_DIFFUSION

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.branch)
        rows.addWidget(self.prompt)
        rows.addWidget(self.negative)
        ways = QFormLayout()
        ways.setSpacing(8)
        ways.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        ways.addRow(self.tr("Sampler"), self.sampler)
        rows.addLayout(ways)
        for slider in (self.strength, self.guidance, self.steps):
            rows.addWidget(slider)
        rows.addWidget(self.few_steps)
        rows.addWidget(self.regions)
        rows.addWidget(self.loras)
        rows.addWidget(self.control_list)
        rows.addStretch(1)
        self.above = (self,)
        seldom = QWidget()
        seldom_rows = QFormLayout(seldom)
        seldom_rows.setContentsMargins(0, 0, 0, 0)
        seldom_rows.setSpacing(8)
        seldom_rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        seldom_rows.addRow(self.tr("VAE"), self.vae)
        seldom_rows.addRow(self.clip_skip)
        self.more = (seldom,)

    @property
    def mode(self) -> Mode:
        """Tell what is done: what the artist has chosen, as long as that can be, or what fits."""
        if self._asked is not None and possible(self._asked, self._there, self.able):
            return self._asked
        strength, words = self.strength.number / _WHOLE, self.prompt.toPlainText()
        return mode_for(self._there, self._size, strength, words, self.able)

    @property
    def press(self) -> str:
        """Name that, untranslated."""
        if self.branch.branch is not None:
            return GO_ON
        return title_of_mode(self.mode, self._there)

    @property
    def larger(self) -> bool:
        """Tell whether the canvas is to grow because the artist has chosen to expand it."""
        return self._asked is Mode.EXPAND and not self._there.spans

    @property
    def ways(self) -> tuple[Way, ...]:
        """List what can be done, first of all what fits."""
        if self.branch.branch is not None:
            return ()
        modes = [
            Way(
                mode.value,
                title_of_mode(mode, self._there),
                possible(mode, self._there, self.able),
                mode is self._asked,
            )
            for mode in Mode
            if mode is not Mode.EDIT or Ability.EDIT in self.able
        ]
        return Way("", FITTING, chosen=self._asked is None), *modes

    def show_situation(self, there: Situation, size: tuple[int, int]) -> None:
        self._there, self._size = there, size
        self.regions.offer(there.places)
        edits = self.mode is Mode.EDIT
        self.prompt.setPlaceholderText(self.tr("make it winter") if edits else self._example)

    def choose_abilities(self, able: frozenset[Ability]) -> None:
        """Offer what the chosen model can be asked for."""
        if able != self.able:
            self.able = able
            self._enable()

    def choose_way(self, way: str) -> None:
        self._asked = Mode(way) if way else None
        if self._asked is Mode.REFINE and self.strength.number == _WHOLE:
            self.strength.set_number(_WHOLE * (1 - PromptRequest.keep))
        elif self._asked is not None and self._asked is not Mode.REFINE:
            self.strength.set_number(_WHOLE)
        self.changed.emit()

    def _weaken(self) -> None:
        """Let the slider have its way: what is chosen may be what it does not say."""
        refines = self.strength.number < _WHOLE
        if self._asked is not None and refines != (self._asked is Mode.REFINE):
            self._asked = None
        self.changed.emit()

    def suit(self, model: str) -> None:
        """Be set as a model paints best, once another one is chosen. model: its id."""
        if model != self._model:
            self._model = model
            self._find_pace(lambda: pace_of_model(model))

    def _say_few_steps(self, few: bool) -> None:
        model = self._model

        def said() -> Pace:
            say_few_steps(model, few)
            return pace_of_model(model)

        self._find_pace(said)

    def _find_pace(self, find: Callable[[], Pace]) -> None:
        """Take over the pace that is found, unless another one is set meanwhile."""
        model, before = self._model, self._pace_set

        def take(pace: Pace) -> None:
            if self._model == model:
                self._keep_pace(pace, set_too=self._pace_set == before)

        self._background.run(find, take, lambda _why: None, asked_by=self)

    def _keep_pace(self, pace: Pace, *, set_too: bool) -> None:
        """Know how the model paints best; where it is as the one before, what the artist has set stays."""
        self.few_steps.setChecked(pace.few)
        if pace != self._pace and set_too:
            self.steps.set_number(pace.steps)
            self.guidance.set_number(pace.guidance)
            self.sampler.setCurrentIndex(self.sampler.findData(pace.sampler))
        self._pace = pace
        self.changed.emit()

    @property
    def _pace_set(self) -> Pace:
        return Pace(round(self.steps.number), self.guidance.number, self.sampler.currentData())

    def go_on_from(self, branch: Branch) -> None:
        """Go on from a step of an earlier run, at first with the words that it had."""
        at = branch.stretch
        self.prompt.setPlainText(at.prompt)
        self.negative.setText(" ".join(at.negative.split()))
        self.guidance.set_number(at.guidance)
        self.branch.show_branch(branch)

    def _show_branch(self) -> None:
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        """All but words and guidance is that of an earlier run that is gone on from; some models take nothing else."""
        free = self.branch.branch is None
        mixed = (
            self.sampler,
            self.few_steps,
            self.loras,
            self.regions,
            self.vae,
            self.clip_skip,
            self.control_list,
        )
        for widget in mixed:
            widget.setEnabled(free and Ability.MIX in self.able)
        self.strength.setEnabled(free and Ability.REFINE in self.able)
        self.steps.setEnabled(free)

    def show_references(self, entries: Sequence[ReferenceEntry], _images: Sequence[QImage]) -> None:
        self._references = tuple(entries)
        self.control_list.show_references(entries)
        self._offer_references()

    def _offer_references(self) -> None:
        """Let regions be painted like references where something paints like any."""
        likes = any(control.likes for control in self.control_list.controls)
        self.regions.offer_references(self._references if likes else ())

    def forget_document(self) -> None:
        self._asked = None
        self.branch.show_branch(None)
        self.regions.clear()

    def take_over(self, other: "PromptControls") -> None:
        """Be set as the other controls are, which may be in another language."""
        self._references = other._references
        carry_over_parts(other, self)
        self.regions.take_over(other.regions)  # once more, now that controls say what regions may be like
        self._asked = other._asked
        self._model, self._pace = other._model, other._pace
