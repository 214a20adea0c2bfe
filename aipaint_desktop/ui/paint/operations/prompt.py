"""Words, or the canvas with words, painted by a model of the artist's own."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, ClassVar, Self

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from aipaint_desktop.engines.checkpoint.request import (
    MOST_CLIP_SKIP,
    MOST_STEPS,
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
from aipaint_desktop.ui.paint.operations.operation import Controls, Operation, Surroundings
from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings

_PROMPT_LINES = 4


class Begin(Enum):
    """What a picture begins with."""

    WORDS = "words"
    CANVAS = "canvas"


@dataclass(frozen=True, kw_only=True)
class PromptSettings(PaintSettings):
    """See `PromptRequest`. loras, vae: names of files, by which they are found, the former with weights."""

    prompt: str = ""
    negative: str = ""
    begin: Begin = Begin.WORDS
    keep: float = PromptRequest.keep
    guidance: float = PromptRequest.guidance
    steps: int = PromptRequest.steps
    sampler: Sampler = PromptRequest.sampler
    loras: tuple[tuple[str, float], ...] = ()
    embeddings: tuple[str, ...] = ()
    vae: str = ""
    clip_skip: int = PromptRequest.clip_skip

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:
        if self.begin is Begin.WORDS:
            return ()
        return PaintedFrom.SKETCH, PaintedFrom.LAYER, PaintedFrom.VISIBLE, PaintedFrom.SELECTION

    @property
    def likes_chosen(self) -> bool:
        return False

    def settled(self) -> Self:
        file = find_model_file(self.model, PAINTED_WITH)
        meanings = embeddings_named_in((self.prompt, self.negative), file)
        vae = find_vae(self.vae) if self.vae else None
        loras = [(find_lora(name, file), weight) for name, weight in self.loras]
        named = tuple((titled_hash(lora.title, lora.sha256), weight) for lora, weight in loras)
        return replace(
            self,
            model=file.id,
            weights=file.sha256,
            loras=named,
            embeddings=tuple(titled_hash(each.title, each.sha256) for each in meanings),
            vae=titled_hash(vae.title, vae.sha256) if vae else "",
        )

    def request(self, canvas: Canvas, _references: tuple[Picture, ...]) -> PromptRequest | PromptFillRequest:
        """Build what is asked for: a selection of a canvas that stays as large as it is, is filled."""
        from_canvas, selected = self.begin is Begin.CANVAS, canvas.selected
        asked: dict[str, Any] = {
            "seed": self.seed,
            "checkpoint": self.model.rpartition("@")[0],
            "weights": self.weights,
            "prompt": self.prompt,
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
        size = canvas.picture.width, canvas.picture.height
        if selected is not None and (self.width, self.height) == size:
            keep = self.keep if from_canvas else 0.0
            return PromptFillRequest(**asked, picture=canvas.picture, mask=selected, keep=keep)
        return PromptRequest(
            **asked,
            start=canvas.picture if from_canvas else None,
            selection=selected if from_canvas else canvas.selected_at(self.width, self.height),
            keep=self.keep,
            width=self.width,
            height=self.height,
        )


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
        self.start = narrow_choice(self.tr("What to begin with"))
        self.start.addItem(self.tr("From words"), Begin.WORDS)
        self.start.addItem(self.tr("From canvas"), Begin.CANVAS)
        self.keep = ValueSlider(self.tr("Closeness"), 0, 100, " %")
        self.keep.setToolTip(self.tr("How closely to keep to what it begins with"))
        self.keep.set_number(100 * PromptRequest.keep)
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
        self.start.currentIndexChanged.connect(self._show_start)
        self.sampler.currentIndexChanged.connect(self.changed)
        self.vae.currentIndexChanged.connect(self.changed)
        for slider in (self.keep, self.guidance, self.steps, self.clip_skip):
            slider.edited.connect(self.changed)
        self.loras.changed.connect(self.changed)
        self.keep.hide()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.prompt)
        rows.addWidget(self.negative)
        ways = QFormLayout()
        ways.setSpacing(8)
        ways.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        ways.addRow(self.tr("Begin"), self.start)
        ways.addRow(self.tr("Sampler"), self.sampler)
        rows.addLayout(ways)
        for slider in (self.keep, self.guidance, self.steps):
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

    def _show_start(self) -> None:
        self.keep.setVisible(self.start.currentData() is Begin.CANVAS)
        self.changed.emit()


class Prompt(Operation[PromptControls]):
    id: ClassVar[str] = "prompt"
    engine: ClassVar[str] = "checkpoint"
    takes_references: ClassVar[bool] = False
    controls = PromptControls

    def make_controls(self, around: Surroundings) -> PromptControls:
        return PromptControls(around.background)

    def settings(self, controls: PromptControls, common: PaintSettings) -> PromptSettings:
        return PromptSettings(
            **vars(common),
            prompt=controls.prompt.toPlainText(),
            negative=controls.negative.text(),
            begin=controls.start.currentData(),
            keep=controls.keep.number / 100,
            guidance=controls.guidance.number,
            steps=round(controls.steps.number),
            sampler=controls.sampler.currentData(),
            loras=controls.loras.loras,
            vae=controls.vae.currentData(),
            clip_skip=round(controls.clip_skip.number),
        )
