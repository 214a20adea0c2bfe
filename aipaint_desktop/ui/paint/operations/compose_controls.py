"""What can be set when words become a painting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.paint.operations.operation import Controls
from aipaint_desktop.ui.paint.prompt_edit import PromptEdit
from aipaint_desktop.ui.widgets.carry_over import carry_over_parts
from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.plain_text import WrappedLabel
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.language import speaks_chinese
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.words.prompt_reader import LONGEST, Reading
from aipaint_desktop.words.prompts import Prompts
from aipaint_desktop.words.unpaintable import unpaintable

_REST_MS = 300  # after the last letter, before the prompt is read
_UNKNOWN_SHOWN = 4


class Start(Enum):
    """What a composition begins with."""

    WORDS = "words"
    CANVAS = "canvas"
    SELECTION = "selection"
    BEYOND = "beyond"  # the canvas, on a larger one
    FRAME = "frame"  # a step of an earlier composition


@dataclass(frozen=True)
class Branch:
    """A step of an earlier composition to go on from. keep: how far it had come, 0 to 1."""

    picture: Picture
    keep: float
    step: int


@dataclass(frozen=True)
class _Chance:
    """The words and names that were drawn for a composition where its prompt says none."""

    prompt: str
    drawn: tuple[str, ...] = ()


class ComposeControls(Controls):
    """Words, what a composition begins with, and what finishes it. prompts: what is understood, asked in the
    background."""

    several_requested = Signal()

    def __init__(self, prompts: Prompts, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prompts = prompts
        self._background = background
        self._frame: Branch | None = None
        self._offered = False
        self.prompt = PromptEdit()
        self.prompt.setAccessibleName(self.tr("What to paint"))
        self.prompt.setPlaceholderText(self.tr("a stormy sea at dusk, golden clouds, impressionist"))
        self._read = WrappedLabel()
        self._read.setProperty("role", "muted")
        self._read.hide()
        self._chance = WrappedLabel()
        self._chance.setProperty("role", "muted")
        self._chance.hide()
        self.ask_for_it = QPushButton(self.tr("Ask for it"))
        self.ask_for_it.setToolTip(self.tr("Add to the words what was left to chance"))
        self.ask_for_it.hide()
        self._chance_of = _Chance("")
        self._drawn: list[str] = []  # as they are called in the language of the window
        self.negative = QLineEdit()
        self.negative.setAccessibleName(self.tr("What to stay away from"))
        self.negative.setPlaceholderText(self.tr("but not: people, buildings"))
        self.start = narrow_choice(self.tr("What to begin with"))
        for start, words in (
            (Start.WORDS, self.tr("From words")),
            (Start.CANVAS, self.tr("From canvas")),
            (Start.SELECTION, self.tr("In selection")),
            (Start.BEYOND, self.tr("Beyond canvas")),
        ):
            self.start.addItem(words, start)
        self.keep = ValueSlider(self.tr("Closeness"), 0, 100, " %")
        self.keep.setToolTip(self.tr("How closely to keep to what it begins with"))
        self.keep.set_number(50)
        self.guidance = ValueSlider(self.tr("Prompt strength"), 1, 10, decimals=1)
        self.guidance.setToolTip(
            self.tr("How closely to follow the words (guidance): low paints more freely, high exaggerates")
        )
        self.guidance.set_number(ComposeRequest.guidance)
        self.finish = narrow_choice(self.tr("How the small composition becomes a large painting"))
        self.finish.setToolTip(self.finish.accessibleName())
        for finish, words, told in (
            (
                "upscale",
                self.tr("Enlarge with brushwork"),
                self.tr("Quick: made larger, in the colours of the composition"),
            ),
            (
                "painter",
                self.tr("Repaint with Painter"),
                self.tr("Painted anew from the strokes of the reference"),
            ),
            (
                "style",
                self.tr("Repaint with Style"),
                self.tr("Enlarged, then repainted in the manner of the reference"),
            ),
            (
                "none",
                self.tr("Leave it rough"),
                self.tr("The blurred composition alone, to paint over by hand"),
            ),
        ):
            self.finish.addItem(words, finish)
            self.finish.setItemData(self.finish.count() - 1, told, Qt.ItemDataRole.ToolTipRole)
        self.fitting = QCheckBox(self.tr("Like the reference that fits best"))
        self.fitting.setToolTip(
            self.tr("Choose the shipped picture whose colours lie most like the composition's")
        )
        self.fitting.setChecked(True)
        self.several = QPushButton(self.tr("Four to choose from"))
        self.several.setToolTip(self.tr("Compose four at once; the one you click is painted"))
        self._lay_out()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self._connect()
        self.above = (self,)
        self._show_start()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.prompt)
        rows.addWidget(self._read)
        chance = QHBoxLayout()
        chance.setSpacing(8)
        chance.addWidget(self._chance, 1)
        chance.addWidget(self.ask_for_it)
        rows.addLayout(chance)
        rows.addWidget(self.negative)
        ways = QFormLayout()
        ways.setSpacing(8)
        ways.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        ways.addRow(self.tr("Begin"), self.start)
        ways.addRow(self.tr("Finish"), self.finish)
        rows.addLayout(ways)
        for widget in (self.keep, self.guidance, self.several, self.fitting):
            rows.addWidget(widget)

    def _connect(self) -> None:
        self.prompt.textChanged.connect(self._rest.start)
        self.negative.textChanged.connect(self._rest.start)
        self.prompt.textChanged.connect(self._tell_chance)
        self.prompt.textChanged.connect(self.changed)
        self.negative.textChanged.connect(self.changed)
        self.start.currentIndexChanged.connect(self._show_start)
        self.finish.currentIndexChanged.connect(self._show_start)
        self.fitting.toggled.connect(self.changed)
        self.keep.edited.connect(self.changed)
        self.guidance.edited.connect(self.changed)
        self.several.clicked.connect(self.several_requested)
        self.ask_for_it.clicked.connect(self._ask_for_chance)

    @property
    def frame(self) -> Branch | None:
        """Give the step of an earlier composition that is begun with."""
        return self._frame if self.start.currentData() is Start.FRAME else None

    def set_prompt(self, prompt: str) -> None:
        self.prompt.setPlainText(prompt)

    def take_over(self, other: "ComposeControls") -> None:
        """Be set as the other controls are, which may be in another language."""
        if other._frame is not None:
            self.go_on_from(other._frame.picture, other._frame.keep, other._frame.step)
        carry_over_parts(other, self)
        self.tell_chance(other._chance_of.prompt, other._chance_of.drawn)

    def go_on_from(self, picture: Picture, keep: float, step: int) -> None:
        """Begin with a step of an earlier composition. step: which one it is. keep: how far it had come."""
        words = self.tr("From step {0}").format(step)
        self._frame = Branch(picture, keep, step)
        index = self.start.findData(Start.FRAME)
        if index < 0:
            self.start.addItem(words, Start.FRAME)
            index = self.start.count() - 1
        self.start.setItemText(index, words)
        self.start.setCurrentIndex(index)
        self._show_start()

    def forget_document(self) -> None:
        """Offer no step of an earlier composition to begin with any more."""
        self._frame = None
        index = self.start.findData(Start.FRAME)
        if index >= 0:
            if self.start.currentIndex() == index:
                self.start.setCurrentIndex(0)
            self.start.removeItem(index)
            self._show_start()

    def tell_chance(self, prompt: str, drawn: Sequence[str]) -> None:
        """Say which words and names were drawn for a composition where its prompt says none, while it is the prompt."""
        self._chance_of, self._drawn = _Chance(prompt, tuple(drawn)), []
        self._tell_chance()
        chinese = speaks_chinese()
        self._background.run(
            lambda: self._prompts.called(drawn, chinese=chinese),
            self._show_chance,
            self._show_fault,
            asked_by=self,
        )

    def offer_words(self) -> None:
        """Have the words read that the prompt is completed with, the first time."""
        if self._offered:
            return
        self._offered = True
        chinese = speaks_chinese()
        self._background.run(
            lambda: self._prompts.offers(chinese=chinese),
            self.prompt.offer,
            self._show_no_words,
            asked_by=self,
        )

    def _ask(self) -> None:
        texts = self.prompt.toPlainText(), self.negative.text()
        reading: Callable[[], list[Reading]] = lambda: [self._prompts.read(text) for text in texts]  # noqa: E731
        long = max(map(len, texts)) > LONGEST
        self._background.run(
            reading, lambda read: self._show_reading(read, long), self._show_fault, asked_by=self
        )

    def _show_reading(self, readings: list[Reading], long: bool) -> None:
        unknown = list(dict.fromkeys(word for reading in readings for word in reading.unknown))
        told = []
        beyond = unpaintable(self.prompt.toPlainText()[:LONGEST])
        if beyond:
            words = self.tr("The composer cannot paint: {0}. It paints moods, light, land and sea.")
            told.append(words.format(_some_of(beyond)))
        if unknown:
            told.append(self.tr("Nothing is known of {0}.").format(_some_of(unknown)))
        if any(reading.weighted for reading in readings):
            told.append(self.tr("Weights such as (word:1.3) mean nothing here; the words are read."))
        if long:
            told.append(self.tr("Only the first {0} characters are read.").format(LONGEST))
        self._read.setText(" ".join(told))
        self._read.setVisible(bool(told))

    def _show_chance(self, drawn: list[str]) -> None:
        self._drawn = drawn
        self._tell_chance()

    def _tell_chance(self) -> None:
        """What was drawn belongs to its prompt: it goes with that, and comes again with it."""
        self._chance.setText(self.tr("Left to chance: {0}.").format(", ".join(self._drawn)))
        belongs = self.prompt.toPlainText() == self._chance_of.prompt
        for widget in (self._chance, self.ask_for_it):
            widget.setVisible(bool(self._drawn) and belongs)

    def _ask_for_chance(self) -> None:
        self.set_prompt(", ".join(filter(None, [self.prompt.toPlainText().strip(" ,"), *self._drawn])))

    def _show_no_words(self, why: Sentence) -> None:
        self._offered = False  # next time they may be there
        self._show_fault(why)

    def _show_fault(self, why: Sentence) -> None:
        self._read.setText(refusal(why))
        self._read.show()

    def _show_start(self) -> None:
        start: Start = self.start.currentData()
        self.keep.setVisible(start in (Start.CANVAS, Start.SELECTION))
        self.fitting.setVisible(self.finish.currentData() != "none")
        self.changed.emit()


def _some_of(words: Sequence[str]) -> str:
    return ", ".join(words[:_UNKNOWN_SHOWN]) + (" …" if len(words) > _UNKNOWN_SHOWN else "")
