"""Words, or the canvas with words, painted by a model of the artist's own."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.checkpoint.request import (
    MOST_CLIP_SKIP,
    MOST_STEPS,
    CheckpointRequest,
    PromptExtendRequest,
    PromptFillRequest,
    PromptRequest,
    titled_hash,
)
from aipaint_desktop.engines.checkpoint.samplers import OFFERED, Sampler
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.modelstore.model_files.finding import PAINTED_WITH, find_model_file
from aipaint_desktop.modelstore.model_files.fitting import embeddings_named_in, find_lora, find_vae
from aipaint_desktop.modelstore.model_files.model_file import Kind
from aipaint_desktop.ui.paint.operations.file_choice import FileChoice
from aipaint_desktop.ui.paint.operations.lora_list import LoraList
from aipaint_desktop.ui.paint.operations.operation import Controls, Operation, Surroundings, Way
from aipaint_desktop.ui.paint.operations.prompt_mode import (
    FITTING,
    Mode,
    mode_for,
    possible,
    title_of_mode,
)
from aipaint_desktop.ui.widgets.carry_over import carry_over_parts
from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings
from aipaint_desktop.workspace.situation import Situation

_PROMPT_LINES = 4
_WHOLE = 100  # %, of what is there becomes noise


@dataclass(frozen=True, kw_only=True)
class PromptSettings(PaintSettings):
    """See `PromptRequest`. mode: what is done. strength: how much of what is there becomes noise, 0 to 1. larger:
    whether the canvas is to grow, by as much as is proposed.
    loras, vae: names of files, by which they are found, the former with weights."""

    prompt: str = ""
    negative: str = ""
    mode: Mode = Mode.GENERATE
    strength: float = 1.0
    larger: bool = False
    guidance: float = PromptRequest.guidance
    steps: int = PromptRequest.steps
    sampler: Sampler = PromptRequest.sampler
    loras: tuple[tuple[str, float], ...] = ()
    embeddings: tuple[str, ...] = ()
    vae: str = ""
    clip_skip: int = PromptRequest.clip_skip

    @property
    def growth(self) -> float:
        return 1.25 if self.larger else 1.0

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:
        match self.mode:
            case Mode.GENERATE:
                return ()
            case Mode.REFINE:
                return PaintedFrom.VISIBLE, PaintedFrom.SKETCH, PaintedFrom.LAYER, PaintedFrom.SELECTION
        return PaintedFrom.VISIBLE, PaintedFrom.SKETCH, PaintedFrom.LAYER

    @property
    def likes_chosen(self) -> bool:
        return False

    def foreseen(self) -> Self:
        return replace(self, loras=(), vae="")

    def settled(self, preparation: Preparation) -> Self:
        file = find_model_file(self.model, PAINTED_WITH, preparation)
        meanings = embeddings_named_in((self.prompt, self.negative), file)
        vae = find_vae(self.vae, preparation) if self.vae else None
        loras = [(find_lora(name, file, preparation), weight) for name, weight in self.loras]
        named = tuple((titled_hash(lora.title, lora.sha256), weight) for lora, weight in loras)
        return replace(
            self,
            model=file.id,
            weights=file.sha256,
            loras=named,
            embeddings=tuple(titled_hash(each.title, each.sha256) for each in meanings),
            vae=titled_hash(vae.title, vae.sha256) if vae else "",
        )

    def request(self, canvas: Canvas, _references: tuple[Picture, ...]) -> CheckpointRequest:
        """Build what is asked for: a selection of a canvas that stays as large as it is, is filled."""
        picture, selected = canvas.picture, canvas.selected
        same = (self.width, self.height) == (picture.width, picture.height)
        match self.mode:
            case Mode.GENERATE:
                cut = canvas.selected_at(self.width, self.height)
                return PromptRequest(**self._asked, width=self.width, height=self.height, selection=cut)
            case Mode.REFINE if selected is None or not same:
                return PromptRequest(
                    **self._asked,
                    start=picture,
                    keep=self._keep,
                    selection=selected,
                    width=self.width,
                    height=self.height,
                )
            case Mode.EXPAND if selected is None or not same:
                return PromptExtendRequest(
                    **self._asked,
                    picture=picture,
                    width=self.width,
                    height=self.height,
                    left=(self.width - picture.width) // 2,
                    top=(self.height - picture.height) // 2,
                )
        if selected is None:
            raise BadInput(
                "Nothing is selected: select with the rectangle or the lasso what is to be filled."
            )
        if not same:
            raise BadInput("What is selected can be filled at the size of the canvas alone.")
        keep = self._keep if self.mode is Mode.REFINE else 0.0
        return PromptFillRequest(**self._asked, picture=picture, mask=selected, keep=keep)

    @property
    def _keep(self) -> float:
        return round(1 - self.strength, 4)

    @property
    def _asked(self) -> dict[str, Any]:
        """What requests of checkpoints have in common."""
        return {
            "seed": self.seed,
            "checkpoint": self.model.rpartition("@")[0],
            "weights": self.weights,
            "prompt": "" if self.mode is Mode.REMOVE else self.prompt,
            "negative": self.negative,
            "guidance": self.guidance,
            "steps": self.steps,
            "sampler": self.sampler,
            "loras": tuple(name for name, _weight in self.loras),
            "lora_weights": tuple(weight for _name, weight in self.loras),
            "embeddings": self.embeddings,
            "vae": self.vae,
            "clip_skip": self.clip_skip,
        }


class PromptControls(Controls):
    """Words, what a picture begins with, and how it is denoised."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prompt = QPlainTextEdit()
        self.prompt.setAccessibleName(self.tr("What to paint"))
        self.prompt.setPlaceholderText(self.tr("a red house by a lake, oil painting"))
        self.prompt.setTabChangesFocus(True)
        self.prompt.setFixedHeight(_PROMPT_LINES * self.prompt.fontMetrics().lineSpacing() + 12)
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
        self.loras = LoraList(background)
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
        self.prompt.textChanged.connect(self.changed)
        self.negative.textChanged.connect(self.changed)
        self.sampler.currentIndexChanged.connect(self.changed)
        self.vae.currentIndexChanged.connect(self.changed)
        for slider in (self.guidance, self.steps, self.clip_skip):
            slider.edited.connect(self.changed)
        self.strength.edited.connect(self._weaken)
        self.loras.changed.connect(self.changed)
        self._there = Situation(1, 1)
        self._size = 1, 1
        self._asked: Mode | None = None

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.prompt)
        rows.addWidget(self.negative)
        ways = QFormLayout()
        ways.setSpacing(8)
        ways.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        ways.addRow(self.tr("Sampler"), self.sampler)
        rows.addLayout(ways)
        for slider in (self.strength, self.guidance, self.steps):
            rows.addWidget(slider)
        rows.addWidget(self.loras)
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
        if self._asked is not None and possible(self._asked, self._there):
            return self._asked
        return mode_for(self._there, self._size, self.strength.number / _WHOLE, self.prompt.toPlainText())

    @property
    def press(self) -> str:
        """Name that, untranslated."""
        return title_of_mode(self.mode, self._there)

    @property
    def larger(self) -> bool:
        """Tell whether the canvas is to grow because the artist has chosen to expand it."""
        return self._asked is Mode.EXPAND and not self._there.spans

    @property
    def ways(self) -> tuple[Way, ...]:
        """List what can be done, first of all what fits."""
        modes = [
            Way(
                mode.value,
                title_of_mode(mode, self._there),
                possible(mode, self._there),
                mode is self._asked,
            )
            for mode in Mode
        ]
        return Way("", FITTING, chosen=self._asked is None), *modes

    def show_situation(self, there: Situation, size: tuple[int, int]) -> None:
        self._there, self._size = there, size

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

    def forget_document(self) -> None:
        self._asked = None

    def take_over(self, other: "PromptControls") -> None:
        """Be set as the other controls are, which may be in another language."""
        carry_over_parts(other, self)
        self._asked = other._asked


class Prompt(Operation[PromptControls]):
    id: ClassVar[str] = "prompt"
    engine: ClassVar[str] = "checkpoint"
    takes_references: ClassVar[bool] = False
    controls = PromptControls

    def make_controls(self, around: Surroundings) -> PromptControls:
        return PromptControls(around.background)

    def press(self, controls: PromptControls) -> str:
        return controls.press

    def ways(self, controls: PromptControls) -> tuple[Way, ...]:
        return controls.ways

    def settings(self, controls: PromptControls, common: PaintSettings) -> PromptSettings:
        return PromptSettings(
            **vars(common),
            prompt=controls.prompt.toPlainText(),
            negative=controls.negative.text(),
            mode=controls.mode,
            strength=controls.strength.number / 100,
            larger=controls.larger,
            guidance=controls.guidance.number,
            steps=round(controls.steps.number),
            sampler=controls.sampler.currentData(),
            loras=controls.loras.loras,
            vae=controls.vae.currentData(),
            clip_skip=round(controls.clip_skip.number),
        )
